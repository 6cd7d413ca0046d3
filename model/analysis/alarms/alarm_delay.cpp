// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/analysis/alarms/alarm_delay.h"

#include "model/analysis/alarms/rule_threshold.h"
#include "model/analysis/onset.h"
#include "model/base/text.h"
#include "model/base/time_text.h"

#include <algorithm>
#include <cmath>

namespace foreshock {
namespace {

constexpr int kBridged = 5;         ///< minutes of a hole in a breach
constexpr int kLongestBreach = 720; ///< minutes before the alarm

/// The minute at which the values beyond the threshold began that lasted until the alarm.
std::optional<Minute> breachBefore(View y, Minute alarm, const RuleThreshold& rule) {
    std::optional<Minute> out;
    int calm = 0;
    const int end = std::min(static_cast<int>(std::floor(alarm)), static_cast<int>(y.size()) - 1);
    for (int k = end; k >= std::max(0, end - kLongestBreach) && calm <= kBridged; --k) {
        const double v = y[static_cast<std::size_t>(k)];
        const bool isBeyond = rule.isAbove ? v > rule.value : v < rule.value;
        if (isBeyond)
            out = k;
        calm = isBeyond ? 0 : calm + 1;
    }
    return out;
}

std::optional<Instant> acknowledgedAt(const Alarm& alarm) {
    for (const Detail& d : alarm.details) {
        const std::string name = lowered(d.name);
        if (name.find("acknowledged") == std::string::npos && name.find("ack_time") == std::string::npos)
            continue;
        if (const auto time = parseTime(d.value); time && time->hasOffset)
            return time->instant;
    }
    return std::nullopt;
}

std::optional<Duration> ownDelay(const Alarm& alarm) {
    for (const Detail& d : alarm.details)
        if (d.name == "own delay")
            if (auto told = parseDuration(d.value))
                return told;
    return std::nullopt;
}

} // namespace

AlarmDelay delayOf(const Scene& scene, int service, const Alarm& alarm) {
    AlarmDelay out;
    const Minute at = scene.grid().minuteOf(alarm.start);
    const std::string& text = alarm.ruleText();
    std::optional<Minute> onset;
    int series = -1;
    for (const int k : scene.seriesOf(service)) {
        const SceneSeries& s = scene.at(k);
        if (s.data->metric != alarm.metric && !ruleSpeaksOf(s.data->metric, text))
            continue;
        const auto found = onsetOf(s, at);
        const bool isBroken = found && found->noise > 3 && found->minute <= at;
        if (series < 0 || (isBroken && (!onset || found->minute < *onset))) {
            series = k;
            onset = isBroken ? std::optional(found->minute) : std::nullopt;
        }
    }
    if (const auto told = ownDelay(alarm))
        out.ownDelay = told;
    const auto threshold = ruleThreshold(text, series < 0 ? "" : scene.at(series).data->unit);
    if (threshold) {
        out.threshold = threshold->value;
        if (!out.ownDelay)
            out.ownDelay = threshold->asks;
    }
    if (series >= 0) {
        out.series = scene.at(series).data->metric;
        if (threshold)
            if (const auto breach = breachBefore(scene.at(series).y(), at, *threshold)) {
                out.breach = scene.grid().at(*breach);
                out.toAlarm = alarm.start - *out.breach;
                if (onset && *onset > *breach)
                    onset = breach; // it cannot have broken later than it was beyond
            }
        if (onset) {
            out.onset = scene.grid().at(*onset);
            if (out.breach)
                out.toBreach = *out.breach - *out.onset;
        }
    }
    if (alarm.arrivedAt && *alarm.arrivedAt >= alarm.start)
        out.toNotice = *alarm.arrivedAt - alarm.start;
    if (const auto taken = acknowledgedAt(alarm)) {
        const Instant noticed = alarm.arrivedAt.value_or(alarm.start);
        if (*taken >= noticed)
            out.toAcknowledge = *taken - noticed;
    }
    return out;
}

} // namespace foreshock
