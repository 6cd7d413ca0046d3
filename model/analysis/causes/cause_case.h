// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/analysis/causes/call_graph.h"
#include "model/analysis/causes/cause_role.h"
#include "model/analysis/robust.h"
#include "model/analysis/sample_source.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace foreshock {

/// Minutes since 1970.
using EpochMinute = double;
inline EpochMinute epochMinute(Instant t) {
    return static_cast<double>(t.ns) / 6e10;
}
inline Instant atEpochMinute(EpochMinute m) {
    return Instant{static_cast<std::int64_t>(m * 6e10)};
}

/// Samples with values, in time order, each time once.
struct TimedValues {
    Values t; ///< EpochMinute
    Values x;
    bool isEmpty() const { return t.empty(); }
    /// Median distance of samples; NaN for fewer than 3.
    double step() const;
};

/// Drops nulls and infinities; of equal times the later arrival counts. Series of shorter step than 45 s become the
/// means of whole minutes: a blip of seconds is no incident.
TimedValues timedValues(std::span<const Sample> samples);

/// A series as the ranking of services reads it.
struct CauseSeries {
    int service = 0;
    int peer = -1;    ///< callee, of a series "latency.payments" whose end names a service
    std::string kind; ///< the metric without its peer
    CauseRole role = CauseRole::Unknown;
    const SeriesData* data = nullptr;
    const std::string& metric() const { return data->info.metric; }
};

/// An incident as services, calls, series and one alarm. Services and series in the order of their names, so that no
/// answer depends on the order of lists. The incident outlives it.
struct CauseCase {
    std::vector<ServiceId> services;
    CallGraph calls{0, {}}; ///< the map and call series
    bool hasMap = false;    ///< the map itself has edges
    std::vector<CauseSeries> series;
    int target = -1; ///< the alarmed service; −1: not known
    std::string alarmMetric;
    Instant at;
    TimeRange range; ///< of samples to be read

    EpochMinute alarm() const { return epochMinute(at); }
    const ServiceId& id(int service) const { return services[static_cast<std::size_t>(service)]; }
    int find(const ServiceId& service) const; ///< −1: none
    TimedValues read(SampleSource& samples, const CauseSeries& one) const {
        return timedValues(samples.samples(*one.data, range));
    }
};

/// `others`: services that only logs know.
CauseCase causeCase(const Incident& incident, const std::vector<ServiceId>& others, const ServiceId& alarmService,
                    std::string_view alarmMetric, Instant at, TimeRange range);

} // namespace foreshock
