// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workflows/stored_samples.h"

#include "model/analysis/recording.h"
#include "model/store/samples/series_catalogue.h"

namespace foreshock {

StoredSamples::StoredSamples(IncidentSession& session, std::stop_token stop)
    : m_session(session)
    , m_stop(std::move(stop))
    , m_cache(0)
    , m_reader(session.database(), session.gate(), m_cache) {}

std::span<const Sample> StoredSamples::samples(const SeriesData& series, TimeRange range) {
    auto read = isStopped() ? Result<std::vector<Sample>>(*m_error) : m_reader.samples(series.info.id, range);
    if (!read)
        m_error = read.error();
    m_samples = read ? std::move(*read) : std::vector<Sample>();
    return m_samples;
}

bool StoredSamples::isStopped() {
    if (!m_error && (m_stop.stop_requested() || m_session.database().allowance()->isSpent()))
        m_error = Error{ErrorCode::Cancelled, "cancelled", "", ""};
    return m_error.has_value();
}

std::vector<TimeRange> StoredSamples::recorded() {
    if (isStopped())
        return {};
    auto read = store::sampledStretches(m_session.database(), m_session.gate(), kRecordingHole);
    if (read)
        return std::move(*read);
    m_error = read.error();
    return {};
}

} // namespace foreshock
