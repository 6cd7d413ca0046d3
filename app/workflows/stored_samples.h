// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/workflows/incident_session.h"
#include "model/analysis/sample_source.h"
#include "model/store/samples/series_reader.h"

#include <optional>
#include <stop_token>

namespace foreshock {

/// Samples for an analysis straight from the incident file. Memory: the stretch of one series that was asked for last.
/// A read that failed gives nothing; error() then says why, and the answer is worth nothing.
class StoredSamples : public SampleSource {
public:
    /// The session outlives this; both live on one thread. Once `stop` or the session's own token is stopped, reads
    /// fail with Cancelled: statements over one series are too short for SQLite to ask in between.
    explicit StoredSamples(IncidentSession& session, std::stop_token stop = {});

    std::span<const Sample> samples(const SeriesData& series, TimeRange range) override;
    bool hasSamples(const SeriesData&) override { return true; } ///< the catalogue lists no other
    std::vector<TimeRange> recorded() override;

    const std::optional<Error>& error() const { return m_error; }

private:
    bool isStopped();

    IncidentSession& m_session;
    std::stop_token m_stop;
    store::SampleCache m_cache;
    store::SeriesReader m_reader;
    std::vector<Sample> m_samples;
    std::optional<Error> m_error;
};

} // namespace foreshock
