// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workflows/template_history.h"

#include "model/store/logs/log_reader.h"
#include "model/store/logs/template_reader.h"

#include <algorithm>

namespace foreshock {
namespace {

constexpr std::size_t kSuspects = 3;
constexpr double kLeastProbability = .05;
constexpr Duration kAfterAlarm = Duration::minutes(15); ///< the alarm comes after what it watches
constexpr Duration kLeastWindow = Duration::minutes(30);
constexpr Duration kMostWindow = Duration::hours(24);

} // namespace

Result<TemplateHistory> readTemplateHistory(IncidentSession& session, Instant at, Duration window,
                                            std::stop_token stop) {
    using store::TemplateDetail;
    TemplateHistory out;
    out.at = at;
    out.window = window;
    const Instant start = at - window;
    const auto read = [&](TimeRange range, TemplateDetail detail, TemplateLog& into) -> Result<void> {
        auto log = store::readTemplates(session.database(), session.gate(), range, detail, stop);
        if (!log)
            return log.error();
        into = std::move(*log);
        return {};
    };
    for (const auto& done : {read({Instant::earliest(), start}, TemplateDetail::Totals, out.past),
                             read({start, at}, TemplateDetail::Minutes, out.before),
                             read({at, at + window}, TemplateDetail::Minutes, out.after)})
        if (!done)
            return done.error();
    return out;
}

Result<void> addTemplateEvidence(IncidentSession& session, Answer& answer, const Zone& zone, std::stop_token stop) {
    const auto extent = store::logExtent(session.database(), session.gate());
    if (!extent)
        return extent.error();
    for (std::size_t i = 0; i < std::min(kSuspects, answer.suspects.size()); ++i) {
        Suspect& suspect = answer.suspects[i];
        if (suspect.isAfterFirstAlarm || (i > 0 && suspect.probability < kLeastProbability) ||
            !extent->overlaps({suspect.start, answer.firstAlarm + kAfterAlarm}))
            continue;
        const Duration window = std::clamp(answer.firstAlarm + kAfterAlarm - suspect.start, kLeastWindow, kMostWindow);
        const auto history = readTemplateHistory(session, suspect.start, window, stop);
        if (!history)
            return history.error();
        for (Evidence& row : templateEvidence(templateChanges(*history), suspect.service, zone))
            suspect.evidence.push_back(std::move(row));
    }
    return {};
}

} // namespace foreshock
