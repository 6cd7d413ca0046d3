// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/workflows/incident_session.h"
#include "model/analysis/sample_source.h"
#include "model/store/samples/series_reader.h"

#include <optional>

namespace foreshock {

/// Samples for an analysis straight from the incident file. Memory: the stretch of one series that was asked for last.
/// A read that failed gives nothing; error() then says why, and the answer is worth nothing.
class StoredSamples : public SampleSource {
public:
    /// The session outlives this; both live on one thread.
    explicit StoredSamples(IncidentSession& session);

    std::span<const Sample> samples(const SeriesData& series, TimeRange range) override;
    bool hasSamples(const SeriesData&) override { return true; } ///< the catalogue lists no other
    std::vector<TimeRange> recorded() override;

    const std::optional<Error>& error() const { return m_error; }

private:
    IncidentSession& m_session;
    store::SampleCache m_cache;
    store::SeriesReader m_reader;
    std::vector<Sample> m_samples;
    std::optional<Error> m_error;
};

} // namespace foreshock
