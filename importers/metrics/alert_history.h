// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/metrics/prometheus_series.h"
#include "model/domain/record_sink.h"

#include <algorithm>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

namespace foreshock {

/// Makes alarms of the series that Prometheus writes of its own alerts, which is the only history that it keeps:
///   ALERTS{alertname="InstanceDown",alertstate="firing",instance="c:80",job="cart",severity="page"} 1 1606309380
///   ALERTS_FOR_STATE{alertname="InstanceDown",instance="c:80",job="cart",severity="page"} 1606309365 1606309380
/// One alarm a stretch of firing samples. It ends a step after its last sample, or at a stale marker (NaN); one that
/// reaches the end of the data is still firing. The step is the series' most common distance; a hole of more than two
/// and a half ends a stretch. Since when it was pending (the value of ALERTS_FOR_STATE, else a pending stretch right
/// before) stands in the alarm's basis. Memory: 16 bytes a sample of these series. One per reader.
class AlertHistory {
public:
    /// A handle for samples of the series; null if it is none of the two.
    std::optional<std::size_t> series(const Labels& labels, RecordPlace place);
    void sample(std::size_t series, Sample sample) { m_tracks[series].samples.push_back(sample); }
    /// The last time that any series of the source was sampled.
    void sawTime(Instant time) { m_last = std::max(m_last, time); }
    /// Hands over the alarms, in the order of their series and times. `service` overrides what the labels say.
    Result<void> finish(RecordSink& sink, const std::string& service);

private:
    enum class Kind { Firing, Pending, Since };
    struct Track {
        Kind kind = Kind::Firing;
        std::string alert; ///< the labels without name and state: the same for the tracks of one alert
        Labels labels;
        RecordPlace place;
        std::vector<Sample> samples;
        Duration step; ///< known once all are in order; 0: not even then
    };
    struct Stretch {
        Instant first;
        Instant last;
        std::optional<Instant> stale;
    };

    void putInOrder();
    static std::vector<Stretch> stretches(const std::vector<Sample>& samples, Duration step);
    std::optional<Instant> pendingSince(const Track& firing, const Stretch& stretch, Duration step) const;

    std::vector<Track> m_tracks;
    std::unordered_map<std::string, std::vector<std::size_t>> m_byAlert; ///< indices of its tracks
    Instant m_last = Instant::earliest();
};

} // namespace foreshock
