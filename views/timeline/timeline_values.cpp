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

std::optional<Plateau> TimelineValues::plateauOf(const SeriesInfo& info) const {
    if (!answer || !info.instance.empty())
        return std::nullopt;
    for (const Suspect& suspect : answer->suspects)
        for (const Evidence& e : suspect.evidence) {
            if (e.kind != EvidenceKind::Ceiling || !e.ref.level || e.ref.series.metric != info.metric ||
                e.ref.series.service != info.service)
                continue;
            Plateau plateau{*e.ref.level, e.ref.at, Plateau::Basis::Inferred};
            if (!plateau.since && e.ref.range)
                plateau.since = e.ref.range->from;
            if (findNoCase(e.text, "declared") != std::string_view::npos)
                plateau.basis = Plateau::Basis::Declared;
            return plateau;
        }
    return std::nullopt;
}

const HeatRow* TimelineValues::heatOf(const ServiceId& service) const {
    for (const HeatRow& row : heat)
        if (row.service == service)
            return &row;
    return nullptr;
}

} // namespace foreshock
