// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/metrics/alert_history.h"

#include "importers/exchange/alarm_words.h"
#include "model/base/time_text.h"

#include <algorithm>
#include <cmath>
#include <map>

namespace foreshock {
namespace {

/// The most common distance; of two equally common ones the shorter. 0: fewer than two samples.
Duration usualStep(const std::vector<Sample>& samples) {
    std::map<Duration, int> counts;
    for (std::size_t i = 1; i < samples.size(); ++i)
        if (samples[i].time > samples[i - 1].time)
            ++counts[samples[i].time - samples[i - 1].time];
    const auto most = std::max_element(counts.begin(), counts.end(),
                                       [](const auto& a, const auto& b) { return a.second < b.second; });
    return most == counts.end() ? Duration{} : most->first;
}

} // namespace

std::optional<std::size_t> AlertHistory::series(const Labels& labels, RecordPlace place) {
    Track track;
    track.labels = labels;
    track.place = place;
    const std::string name = takeFirst(track.labels, {kNameLabel});
    if (name != "ALERTS" && name != "ALERTS_FOR_STATE")
        return std::nullopt;
    const std::string state = takeFirst(track.labels, {"alertstate"});
    if (name == "ALERTS" && state != "firing" && state != "pending")
        return std::nullopt;
    track.kind = name != "ALERTS" ? Kind::Since : state == "firing" ? Kind::Firing : Kind::Pending;
    track.alert = labelText(track.labels);
    m_tracks.push_back(std::move(track));
    return m_tracks.size() - 1;
}

Result<void> AlertHistory::finish(RecordSink& sink, const std::string& service) {
    putInOrder();
    for (const Track& track : m_tracks) {
        if (track.kind != Kind::Firing)
            continue;
        const Duration step = track.step;
        Labels labels = track.labels;
        const std::string title = takeFirst(labels, {"alertname"});
        const std::string severity = takeFirst(labels, {"severity"});
        labels.insert(labels.begin(), {std::string(kNameLabel), title});
        const PrometheusSeries named = prometheusSeries(std::move(labels));
        for (const Stretch& stretch : stretches(track.samples, step)) {
            Alarm alarm;
            alarm.service = ServiceId(service.empty() ? named.service : service);
            alarm.title = named.metric + (named.instance.empty() ? "" : " on " + named.instance);
            alarm.severity = alarmSeverity(severity);
            if (!named.environment.empty())
                alarm.details.push_back({"environment", named.environment});
            alarm.start = stretch.first;
            if (stretch.stale)
                alarm.end = stretch.stale;
            else if (stretch.last + step < m_last || (step == Duration{} && stretch.last < m_last))
                alarm.end = stretch.last + step;
            alarm.state = alarm.end ? AlarmState::Resolved : AlarmState::Firing;
            alarm.basis = "ALERTS" + (step == Duration{} ? "" : ", a sample every " + durationText(step));
            if (const std::optional<Instant> since = pendingSince(track, stretch, step))
                alarm.basis += "; pending since " + rfc3339(*since);
            if (!alarm.end)
                alarm.basis += "; the data end with it";
            if (Result<void> done = sink.alarm(alarm, track.place); !done)
                return done;
        }
    }
    return {};
}

void AlertHistory::putInOrder() {
    Duration shortest; // for alerts with one sample alone, which has no step
    for (std::size_t i = 0; i < m_tracks.size(); ++i) {
        Track& track = m_tracks[i];
        std::stable_sort(track.samples.begin(), track.samples.end(),
                         [](const Sample& a, const Sample& b) { return a.time < b.time; });
        track.step = usualStep(track.samples);
        if (track.step > Duration{} && (shortest == Duration{} || track.step < shortest))
            shortest = track.step;
        m_byAlert[track.alert].push_back(i);
    }
    for (Track& track : m_tracks)
        if (track.step == Duration{})
            track.step = shortest;
}

std::vector<AlertHistory::Stretch> AlertHistory::stretches(const std::vector<Sample>& samples, Duration step) {
    std::vector<Stretch> out;
    bool isOpen = false;
    for (const Sample& sample : samples) {
        const bool isFiring = sample.value == sample.value && sample.value != 0;
        const bool isHole =
            isOpen && step > Duration{} && sample.time - out.back().last > step * 2 + Duration{step.ns / 2};
        if (isOpen && (isHole || !isFiring)) {
            if (!isHole)
                out.back().stale = sample.time;
            isOpen = false;
        }
        if (!isFiring)
            continue;
        if (!isOpen)
            out.push_back({sample.time, sample.time, std::nullopt});
        out.back().last = sample.time;
        isOpen = true;
    }
    return out;
}

std::optional<Instant> AlertHistory::pendingSince(const Track& firing, const Stretch& stretch, Duration step) const {
    const std::vector<std::size_t>& tracks = m_byAlert.at(firing.alert);
    for (const std::size_t index : tracks) {
        if (m_tracks[index].kind != Kind::Since)
            continue;
        for (const Sample& sample : m_tracks[index].samples)
            if (sample.time >= stretch.first && sample.time <= stretch.last && sample.value > 1e8 &&
                sample.value < 9.2e9)
                if (const Instant since{std::llround(sample.value * 1e3) * 1'000'000}; since < stretch.first)
                    return since;
    }
    for (const std::size_t index : tracks) {
        if (m_tracks[index].kind != Kind::Pending)
            continue;
        for (const Stretch& before : stretches(m_tracks[index].samples, step))
            if (before.first < stretch.first && stretch.first - before.last <= step * 2 + Duration{step.ns / 2})
                return before.first;
    }
    return std::nullopt;
}

} // namespace foreshock
