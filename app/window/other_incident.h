// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/workflows/incident_session.h"
#include "model/store/samples/series_reader.h"

#include <map>
#include <memory>
#include <tuple>

namespace foreshock {

/// Another incident file that lies under the open one: read-only, for one thread. A series of it is found by service,
/// metric and instance.
class OtherIncident {
public:
    /// Errors: those of opening; Invalid where it has no alarm to be aligned at.
    static Result<std::shared_ptr<OtherIncident>> open(const std::string& path, std::stop_token stop = {});

    /// The first alarm of its heaviest group.
    Instant trigger() const { return m_trigger; }
    const SeriesInfo* find(const SeriesInfo& like) const;
    store::SeriesReader& series() { return *m_series; }

private:
    OtherIncident() = default;
    using Key = std::tuple<std::string, std::string, std::string>;
    static Key keyOf(const SeriesInfo& info) { return {info.service.value, info.metric, info.instance}; }

    std::unique_ptr<IncidentSession> m_session; ///< at a fixed address: the reader points into it
    store::SampleCache m_samples;
    std::unique_ptr<store::SeriesReader> m_series;
    std::map<Key, SeriesInfo> m_infos;
    Instant m_trigger;
};

} // namespace foreshock
