// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/analysis/releases/instance_rows.h"

#include <utility>

namespace foreshock {
namespace {

/// What turns a value into percent of success or milliseconds.
struct Scale {
    double factor = 1;
    double offset = 0;
};

Scale scaleOf(const CauseSeries& s, const TimedValues& values) {
    const std::string& unit = s.data->info.unit;
    if (s.role == CauseRole::Success)
        return {highest(values.x) > 1.5 ? 1. : 100., 0};
    if (s.role == CauseRole::Errors)
        return {highest(values.x) > 1.5 || unit == "%" ? -1. : -100., 100};
    if (s.role == CauseRole::Latency)
        return {unit == "s" || unit == "seconds" ? 1e3
                : unit == "us" || unit == "µs"   ? 1e-3
                : unit == "ns"                   ? 1e-6
                                                 : 1.,
                0};
    return {};
}

/// Counts of errors say nothing about the share that failed.
bool isShare(const CauseSeries& s, const TimedValues& values) {
    return s.role != CauseRole::Errors || s.data->info.unit == "%" || highest(values.x) <= 1;
}

} // namespace

std::vector<InstanceRows> instanceRows(const CauseCase& incident, SampleSource& samples, Instant zero) {
    std::vector<InstanceRows> out;
    for (const CauseSeries& s : incident.series) {
        const bool isSuccess = s.role == CauseRole::Success || s.role == CauseRole::Errors;
        const bool isOther = s.role == CauseRole::Latency || s.role == CauseRole::Cpu || s.role == CauseRole::Traffic;
        if (!isSuccess && (!isOther || s.data->info.instance.empty()))
            continue;
        const TimedValues values = incident.read(samples, s);
        if (values.isEmpty() || !isShare(s, values))
            continue;
        const Scale scale = scaleOf(s, values);
        InstanceRows rows;
        rows.service = s.service;
        rows.peer = s.peer;
        rows.instance = s.data->info.instance;
        rows.role = isSuccess ? CauseRole::Success : s.role;
        rows.series = {s.data->info.service, s.metric()};
        for (std::size_t i = 0; i < values.t.size(); ++i) {
            rows.t.push_back((values.t[i] - epochMinute(zero)) * 60);
            rows.x.push_back(scale.offset + scale.factor * values.x[i]);
        }
        out.push_back(std::move(rows));
    }
    return out;
}

} // namespace foreshock
