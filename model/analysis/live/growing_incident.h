// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/analysis/live/series_minutes.h"
#include "model/analysis/rank_options.h"
#include "model/analysis/sample_source.h"
#include "model/domain/answer.h"
#include "model/domain/change_point.h"
#include "model/domain/incident.h"

#include <map>
#include <optional>
#include <span>
#include <stop_token>
#include <unordered_map>
#include <vector>

namespace foreshock {

/// An incident that grows while questions are asked about it, for whoever follows live data. It gives the very answers
/// that rankChanges() and changePoints() give about all of it; what of a series was worked out before is kept: its
/// minutes are carried on, its change points hold until it gets samples. One thread. Memory: 16 B a sample, 8 B a
/// minute and series for each grid (one, unless alarms lie hours apart).
class GrowingIncident : private SampleSource {
public:
    /// With the samples that are there already.
    explicit GrowingIncident(Incident incident);
    GrowingIncident(const GrowingIncident&) = delete;

    const Incident& incident() const { return m_incident; }
    /// Each series once; without samples a series waits for its first.
    void add(SeriesData series);
    void add(Change change) { m_incident.changes.push_back(std::move(change)); }
    void add(Alarm alarm) { m_incident.alarms.push_back(std::move(alarm)); }
    /// Samples of a known series, in any order; of two at one time the later given comes last. Cheap at its end.
    /// False: no such series.
    bool add(SeriesId series, std::span<const Sample> samples);
    /// The map, rules, roles, feeds: all but series and their samples.
    Incident& surroundings() { return m_incident; }

    /// rankChanges(); null if stopped, nothing is lost then.
    std::optional<Answer> rank(const RankOptions& options, std::stop_token stop = {});
    /// changePoints() of all samples of a series; null if stopped. Of an unknown series there are none.
    std::optional<std::vector<ChangePoint>> changePoints(SeriesId series, std::stop_token stop = {});

private:
    struct Kept {
        std::size_t place = 0;                          ///< among the incident's series
        std::map<Instant, SeriesMinutes> minutes;       ///< by the grid's first minute
        std::vector<TimeRange> stretches;               ///< see recording.h
        std::optional<std::vector<ChangePoint>> points; ///< none: not asked for since it got samples
    };
    void noteStretches(Kept& kept, std::span<const Sample> samples) const;

    std::span<const Sample> samples(const SeriesData& series, TimeRange range) override;
    bool hasSamples(const SeriesData& series) override { return !series.samples.empty(); }
    std::vector<TimeRange> recorded() override;
    Values minutes(const SeriesData& series, Instant start, int minutes) override;

    Incident m_incident;
    std::unordered_map<SeriesId, Kept> m_kept;
};

} // namespace foreshock
