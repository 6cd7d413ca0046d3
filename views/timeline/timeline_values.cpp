// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/timeline/timeline_values.h"

#include "model/base/text.h"

namespace foreshock {

const Suspect* TimelineValues::selectedSuspect() const {
    if (!answer)
        return nullptr;
    for (const Suspect& s : answer->suspects)
        if (s.change == selected)
            return &s;
    return nullptr;
}

ShownLanes TimelineValues::shownLanes() const {
    if (!incident)
        return {};
    std::vector<Lane> all = LaneList::of(*incident, troubled, asked);
    const std::size_t count = all.size();
    all = arranged(std::move(all), setup);
    const std::size_t hidden = count - all.size();
    const auto found = ceilings();
    if (!found.empty() || !declaredLimits.empty())
        for (Lane& lane : all)
            lane.hasCeiling = lane.kind == LaneKind::Metric && plateauOf(lane.series, found).has_value();
    return {std::move(all), hidden};
}

std::vector<const Evidence*> TimelineValues::ceilings() const {
    std::vector<const Evidence*> out;
    if (answer)
        for (const Suspect& suspect : answer->suspects)
            for (const Evidence& e : suspect.evidence)
                if (e.kind == EvidenceKind::Ceiling && e.ref.level)
                    out.push_back(&e);
    return out;
}

std::optional<Plateau> TimelineValues::plateauOf(const SeriesInfo& info,
                                                 const std::vector<const Evidence*>& found) const {
    if (info.instance.empty())
        for (const Evidence* e : found) {
            if (e->ref.series.metric != info.metric || e->ref.series.service != info.service)
                continue;
            Plateau plateau{*e->ref.level, e->ref.at, Plateau::Basis::Inferred};
            if (!plateau.since && e->ref.range)
                plateau.since = e->ref.range->from;
            if (findNoCase(e->text, "declared") != std::string_view::npos)
                plateau.basis = Plateau::Basis::Declared;
            return plateau;
        }
    if (const auto limit = declaredLimits.find(info.id); limit != declaredLimits.end())
        return Plateau{limit->second, std::nullopt, Plateau::Basis::Declared};
    return std::nullopt;
}

const HeatRow* TimelineValues::heatOf(const ServiceId& service) const {
    for (const HeatRow& row : heat)
        if (row.service == service)
            return &row;
    return nullptr;
}

} // namespace foreshock
