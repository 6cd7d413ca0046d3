// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/analysis/robust.h"
#include "model/domain/incident.h"

#include <span>
#include <vector>

namespace foreshock {

/// Where an analysis gets samples from, a stretch of one series at a time: of a long recording no more need be in
/// memory than is looked at.
class SampleSource {
public:
    virtual ~SampleSource() = default;
    /// Samples of one of the incident's series within a range, in time order; they stay until the next call.
    virtual std::span<const Sample> samples(const SeriesData& series, TimeRange range) = 0;
    virtual bool hasSamples(const SeriesData& series) = 0;
    /// The series on whole minutes (grid_builder.h) from `start`. Reads what stands there and, of a series of longer
    /// step, the sample before.
    virtual Values minutes(const SeriesData& series, Instant start, int minutes);
    /// Stretches in which samples were taken, in any order; holes of more than kRecordingHole are left open.
    virtual std::vector<TimeRange> recorded() = 0;
};

/// The samples that an incident holds itself; it outlives this.
class HeldSamples : public SampleSource {
public:
    explicit HeldSamples(const Incident& incident)
        : m_incident(incident) {}
    std::span<const Sample> samples(const SeriesData& series, TimeRange range) override;
    bool hasSamples(const SeriesData& series) override { return !series.samples.empty(); }
    std::vector<TimeRange> recorded() override;

private:
    const Incident& m_incident;
};

} // namespace foreshock
