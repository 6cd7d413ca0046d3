// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workflows/recall.h"

#include "app/workflows/answer_record.h"

#include <fmt/format.h>

namespace foreshock {
namespace {

store::Question questionOf(const Incident& incident, const RankRequest& request) {
    const std::string at = request.at ? std::to_string(request.at->ns) : "";
    const std::string window = request.window ? std::to_string(request.window->ns) : "";
    return {"suspects", fmt::format("at={} window={} zone={} alarm={}", at, window,
                                    request.zone.empty() ? incident.zone : request.zone,
                                    request.alarm ? "+" + request.alarm->value : "")};
}

} // namespace

Result<void> keep(store::IncidentFile& file, const ToKeep& answer) {
    return store::keepAnswer(file.database(), answer.question, answer.version, answer.record);
}

Result<RecalledAnswer> recallOrRank(IncidentSession& session, const Incident& incident,
                                    const store::InputsVersion& version, const RankRequest& request,
                                    std::stop_token stop) {
    const store::Question question = questionOf(incident, request);
    const bool isWhole = session.gate().isWhole() && !session.gate().isPartial();
    if (isWhole)
        if (const auto record = store::keptAnswer(session.database(), question, version))
            if (auto answer = answerFrom(*record))
                return RecalledAnswer{std::move(*answer), std::nullopt};
    auto answer = rankIncident(session, incident, request, std::move(stop));
    if (!answer)
        return answer.error();
    RecalledAnswer out{std::move(*answer), std::nullopt};
    if (isWhole)
        out.toKeep = ToKeep{question, version, recordOf(out.answer)};
    return out;
}

} // namespace foreshock
