// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workflows/stored_samples.h"

#include "model/analysis/recording.h"
#include "model/store/samples/series_catalogue.h"

namespace foreshock {

StoredSamples::StoredSamples(IncidentSession& session)
    : m_session(session)
    , m_cache(0)
    , m_reader(session.database(), session.gate(), m_cache) {}

std::span<const Sample> StoredSamples::samples(const SeriesData& series, TimeRange range) {
    auto read = m_error ? Result<std::vector<Sample>>(*m_error) : m_reader.samples(series.info.id, range);
    if (!read)
        m_error = read.error();
    m_samples = read ? std::move(*read) : std::vector<Sample>();
    return m_samples;
}

std::vector<TimeRange> StoredSamples::recorded() {
    auto read = store::sampledStretches(m_session.database(), m_session.gate(), kRecordingHole);
    if (read)
        return std::move(*read);
    m_error = read.error();
    return {};
}

} // namespace foreshock
