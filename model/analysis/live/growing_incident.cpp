// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/analysis/live/growing_incident.h"

#include "model/analysis/change_points.h"
#include "model/analysis/rank_changes.h"
#include "model/analysis/recording.h"

#include <algorithm>

namespace foreshock {
namespace {

constexpr std::size_t kGrids = 8; ///< grids that a series is kept on at once

bool isBefore(const Sample& a, const Sample& b) {
    return a.time < b.time;
}

} // namespace

GrowingIncident::GrowingIncident(Incident incident)
    : m_incident(std::move(incident)) {
    std::vector<SeriesData> series = std::move(m_incident.series);
    m_incident.series.clear();
    for (SeriesData& s : series)
        add(std::move(s));
}

void GrowingIncident::add(SeriesData series) {
    Kept& kept = m_kept[series.info.id];
    kept.place = m_incident.series.size();
    noteStretches(kept, series.samples);
    m_incident.series.push_back(std::move(series));
}

bool GrowingIncident::add(SeriesId series, std::span<const Sample> samples) {
    const auto found = m_kept.find(series);
    if (found == m_kept.end())
        return false;
    if (samples.empty())
        return true;
    Kept& kept = found->second;
    std::vector<Sample>& all = m_incident.series[kept.place].samples;
    kept.points.reset();
    const std::size_t known = all.size();
    all.insert(all.end(), samples.begin(), samples.end());
    const auto added = all.begin() + static_cast<std::ptrdiff_t>(known);
    std::stable_sort(added, all.end(), isBefore);
    if (known > 0 && isBefore(*added, *(added - 1))) {
        std::inplace_merge(all.begin(), added, all.end(), isBefore);
        kept.stretches.clear();
        noteStretches(kept, all);
        for (auto& [start, minutes] : kept.minutes)
            minutes.forget();
    } else {
        noteStretches(kept, {added, all.end()});
    }
    return true;
}

std::optional<Answer> GrowingIncident::rank(const RankOptions& options, std::stop_token stop) {
    return rankChanges(m_incident, *this, options, std::move(stop));
}

std::optional<std::vector<ChangePoint>> GrowingIncident::changePoints(SeriesId series, std::stop_token stop) {
    const auto found = m_kept.find(series);
    if (found == m_kept.end())
        return std::vector<ChangePoint>();
    Kept& kept = found->second;
    if (!kept.points)
        kept.points = foreshock::changePoints(m_incident.series[kept.place].samples, std::move(stop));
    return kept.points;
}

void GrowingIncident::noteStretches(Kept& kept, std::span<const Sample> samples) const {
    for (const Sample& sample : samples)
        extend(kept.stretches, sample.time);
}

std::span<const Sample> GrowingIncident::samples(const SeriesData& series, TimeRange range) {
    return HeldSamples(m_incident).samples(series, range);
}

std::vector<TimeRange> GrowingIncident::recorded() {
    std::vector<TimeRange> out;
    for (const auto& [series, kept] : m_kept)
        out.insert(out.end(), kept.stretches.begin(), kept.stretches.end());
    return out;
}

Values GrowingIncident::minutes(const SeriesData& series, Instant start, int minutes) {
    auto& kept = m_kept.at(series.info.id).minutes;
    if (kept.size() >= kGrids && !kept.contains(start))
        kept.clear();
    return kept[start].on(series.samples, start, minutes);
}

} // namespace foreshock
