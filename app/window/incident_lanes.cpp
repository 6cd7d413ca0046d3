// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/incident_lanes.h"

#include <algorithm>
#include <set>

namespace foreshock {

std::vector<SeriesInfo> laneOrder(const Incident& incident, const Answer* answer) {
    std::vector<SeriesInfo> out;
    std::set<SeriesId> taken;
    const auto take = [&](auto wants) {
        for (const SeriesData& series : incident.series)
            if (wants(series.info) && taken.insert(series.info.id).second)
                out.push_back(series.info);
    };
    const auto cite = [&](const Evidence& evidence) {
        take([&](const SeriesInfo& info) {
            return info.service == evidence.ref.series.service && info.metric == evidence.ref.series.metric;
        });
    };
    if (answer) {
        for (const Suspect& suspect : answer->suspects) {
            for (const EvidenceKind kind :
                 {EvidenceKind::Ceiling, EvidenceKind::Dose, EvidenceKind::Shift, EvidenceKind::Path,
                  EvidenceKind::Reach, EvidenceKind::Precedes, EvidenceKind::Profile})
                for (const Evidence& evidence : suspect.evidence)
                    if (evidence.kind == kind && evidence.state == EvidenceState::For)
                        cite(evidence);
            if (&suspect == &answer->suspects.front())
                for (const LeadingSeries& leading : answer->leadingSeries)
                    take([&](const SeriesInfo& info) {
                        return info.service == leading.series.service && info.metric == leading.series.metric;
                    });
            if (out.size() >= 3)
                break;
        }
        if (!answer->suspects.empty())
            take([&](const SeriesInfo& info) { return info.service == answer->suspects.front().service; });
    }
    for (const Alarm& alarm : incident.alarms)
        take([&](const SeriesInfo& info) { return info.service == alarm.service; });
    take([](const SeriesInfo&) { return true; });
    return out;
}

} // namespace foreshock
