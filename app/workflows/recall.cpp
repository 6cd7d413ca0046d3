// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workflows/recall.h"

#include "app/workflows/answer_record.h"

#include <fmt/format.h>

namespace foreshock {
namespace {

store::Question questionOf(const char* analysis, const Incident& incident, const RankRequest& request) {
    const std::string at = request.at ? std::to_string(request.at->ns) : "";
    const std::string window = request.window ? std::to_string(request.window->ns) : "";
    return {analysis, fmt::format("at={} window={} zone={} alarm={}", at, window,
                                  request.zone.empty() ? incident.zone : request.zone,
                                  request.alarm ? "+" + request.alarm->value : "")};
}

/// What the file holds of `question`, as `read` reads it, else what `ask` finds. Kept is what is about a whole file.
template<class T, class Read, class Ask>
Result<Recalled<T>> recallOrAsk(const IncidentSession& session, const store::Question& question,
                                const store::InputsVersion& version, Read read, Ask ask) {
    const bool isWhole = session.gate().isWhole() && !session.gate().isPartial();
    if (isWhole)
        if (const auto record = store::keptAnswer(session.database(), question, version))
            if (std::optional<T> kept = read(*record))
                return Recalled<T>{std::move(*kept), std::nullopt};
    Result<T> found = ask();
    if (!found)
        return found.error();
    Recalled<T> out{std::move(*found), std::nullopt};
    if (isWhole)
        out.toKeep = ToKeep{question, version, recordOf(out.found)};
    return out;
}

} // namespace

Result<void> keep(store::IncidentFile& file, const ToKeep& answer) {
    return store::keepAnswer(file.database(), answer.question, answer.version, answer.record);
}

Result<Recalled<Answer>> recallOrRank(IncidentSession& session, const Incident& incident,
                                      const store::InputsVersion& version, const RankRequest& asked,
                                      std::stop_token stop) {
    const RankRequest request = underMark(asked, incident);
    return recallOrAsk<Answer>(session, questionOf("suspects", incident, request), version, answerFrom,
                               [&] { return rankIncident(session, incident, request, stop); });
}

Result<Recalled<AlarmWaves>> recallOrRankWaves(IncidentSession& session, const Incident& incident,
                                               const store::InputsVersion& version, const RankRequest& asked,
                                               const Answer& answer, std::stop_token stop) {
    const RankRequest request = underMark(asked, incident);
    return recallOrAsk<AlarmWaves>(session, questionOf("waves", incident, request), version, wavesFrom,
                                   [&] { return rankWavesBeside(session, incident, request, answer, stop); });
}

} // namespace foreshock
