// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/analysis/rests_on.h"

#include <fmt/format.h>

namespace foreshock {

std::optional<SeriesRef> mainstayOf(const std::vector<Evidence>& evidence) {
    const Evidence* best = nullptr;
    for (const Evidence& row : evidence)
        if (!row.ref.series.isEmpty() && row.weight > 0 && (!best || row.weight > best->weight))
            best = &row;
    return best ? std::optional(best->ref.series) : std::nullopt;
}

std::optional<Ranking> rankWithout(const Scene& scene, const SeriesRef& series, Measurements& measurements,
                                   const GroupChoice& choice, std::stop_token stop) {
    for (std::size_t k = 0; k < scene.series().size(); ++k)
        if (scene.grid().ref(scene.key(static_cast<int>(k))) == series)
            return rankScene(Scene(scene.grid(), static_cast<int>(k)), measurements, choice, stop);
    return rankScene(scene, measurements, choice, stop);
}

RestsOn restsOn(const SeriesRef& series, const GridChange& change, int now, bool wasNamed, const IncidentGrid& grid,
                const Ranking& without) {
    RestsOn out;
    out.series = series;
    for (std::size_t i = 0; i < without.changes.size(); ++i) {
        const RankedChange& c = without.changes[i];
        if (grid.changes[static_cast<std::size_t>(c.hypothesis.change)].id == change.id) {
            out.rankWithout = static_cast<int>(i) + 1;
            out.probabilityWithout = c.p;
        }
    }
    std::string place = ordinalText(out.rankWithout);
    if (out.rankWithout == now)
        place = "still " + place;
    if (wasNamed && without.verdict != Verdict::Named)
        place += ", but no strong lead";
    out.text = fmt::format("Rests on {} ({}). Without it: {}.", series.metric, series.service.value, place);
    return out;
}

} // namespace foreshock
