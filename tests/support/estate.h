// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/temporary_folder.h"

#include <fmt/format.h>

#include <cmath>
#include <filesystem>
#include <string>

namespace foreshock::test {

struct EstateSize {
    int services = 100; ///< with five series each
    int minutes = 1440;
    int changes = 50;
    int logs = 0; ///< records, spread over services and minutes
};

/// A tree of services that call each other; one change at half time drives its service's errors up, and those above it
/// follow. Written as files into a folder of that name.
inline void writeEstate(const TemporaryFolder& folder, const std::string& name, const EstateSize& size) {
    static constexpr const char* kMetrics[] = {"errors", "latency_p99", "requests", "cpu", "memory"};
    const int half = size.minutes / 2;
    const auto at = [](int minute) { return fmt::format("2024-03-01T{:02}:{:02}:00Z", minute / 60, minute % 60); };
    std::filesystem::create_directories(folder.path(name));
    std::string csv = "timestamp,service,metric,value,unit\n";
    for (int m = 0; m < size.minutes; ++m)
        for (int s = 0; s < size.services; ++s)
            for (int k = 0; k < 5; ++k) {
                const double noise = (m * 7919 + s * 104729 + k * 31) % 97 / 97.0;
                const bool isHit = (s == 7 || s == 3 || s == 1) && m > half + 5 + 5 * (7 - s) && k < 2;
                csv += fmt::format("{},service-{},{},{:.3f},\n", at(m), s, kMetrics[k],
                                   100 + s / 10.0 + 10 * noise + 5 * std::sin(m / 200.0) + (isHit ? 80 : 0));
            }
    folder.file(name + "/metrics.csv", csv);
    std::string map = "{\"services\":[\"service-0\"],\"dependencies\":[";
    for (int s = 1; s < size.services; ++s)
        map += fmt::format("{}{{\"from\":\"service-{}\",\"to\":\"service-{}\",\"kind\":\"hard\"}}", s > 1 ? "," : "",
                           (s - 1) / 2, s);
    folder.file(name + "/topology.json", map + "]}\n");
    std::string changes, alarms, logs;
    for (int c = 0; c < size.changes; ++c)
        changes += fmt::format("{{\"id\":\"chg-{0}\",\"time\":\"{1}\",\"service\":\"service-{2}\",\"kind\":\"deploy\","
                               "\"title\":\"release {0}\"}}\n",
                               c, at(c == size.changes / 2 ? half : (c * 27) % (half + 10)),
                               c == size.changes / 2 ? 7 : (c * 37) % size.services);
    for (const int s : {7, 3, 1})
        alarms += fmt::format("{{\"time\":\"{}\",\"service\":\"service-{}\",\"metric\":\"errors\",\"title\":\"errors > "
                              "150\",\"rule\":\"errors > 150\"}}\n",
                              at(half + 10 + 5 * (7 - s)), s);
    folder.file(name + "/changes.jsonl", changes);
    folder.file(name + "/alarms.jsonl", alarms);
    for (int l = 0; l < size.logs; ++l) {
        const int s = (l * 31) % size.services;
        logs += fmt::format("{{\"time\":\"{}\",\"level\":\"{}\",\"service\":\"service-{}\",\"message\":\"{} from "
                            "service-{} took {} ms\"}}\n",
                            at(static_cast<int>(static_cast<std::int64_t>(l) * size.minutes / size.logs)),
                            l % 50 == 0 ? "error" : "info", s, l % 3 == 0 ? "reply" : "request", (s - 1) / 2, l % 977);
    }
    if (size.logs > 0)
        folder.file(name + "/service.jsonl", logs);
}

} // namespace foreshock::test
