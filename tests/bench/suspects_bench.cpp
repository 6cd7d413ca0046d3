// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workflows/analyse.h"
#include "app/workflows/import.h"
#include "app/workflows/open_incident.h"
#include "tests/bench/bench_row.h"
#include "tests/bench/benches.h"

#include <fmt/format.h>

#include <cmath>

namespace foreshock::bench {
namespace {

constexpr int kServices = 100, kSeriesEach = 5, kMinutes = 1440, kChanges = 50;

std::string at(int minute) {
    return fmt::format("2024-03-01T{:02}:{:02}:00Z", minute / 60, minute % 60);
}

/// A hundred services in a tree of calls; one change at noon drives its service's errors up, and those above it follow.
void writeEstate(const test::TemporaryFolder& folder) {
    static constexpr const char* kMetrics[kSeriesEach] = {"errors", "latency_p99", "requests", "cpu", "memory"};
    std::string csv = "timestamp,service,metric,value,unit\n";
    for (int m = 0; m < kMinutes; ++m)
        for (int s = 0; s < kServices; ++s)
            for (int k = 0; k < kSeriesEach; ++k) {
                const double noise = (m * 7919 + s * 104729 + k * 31) % 97 / 97.0;
                const bool isHit = (s == 7 || s == 3 || s == 1) && m > 725 + 5 * (7 - s) && k < 2;
                csv += fmt::format("{},service-{},{},{:.3f},\n", at(m), s, kMetrics[k],
                                   100 + 10 * noise + 5 * std::sin(m / 200.0) + (isHit ? 80 : 0));
            }
    folder.file("estate/metrics.csv", csv);
    std::string map = "{\"services\":[\"service-0\"],\"dependencies\":[";
    for (int s = 1; s < kServices; ++s)
        map += fmt::format("{}{{\"from\":\"service-{}\",\"to\":\"service-{}\",\"kind\":\"hard\"}}", s > 1 ? "," : "",
                           (s - 1) / 2, s);
    folder.file("estate/topology.json", map + "]}\n");
    std::string changes, alarms;
    for (int c = 0; c < kChanges; ++c)
        changes += fmt::format("{{\"id\":\"chg-{0}\",\"time\":\"{1}\",\"service\":\"service-{2}\",\"kind\":\"deploy\","
                               "\"title\":\"release {0}\"}}\n",
                               c, at(c == 20 ? 720 : (c * 27) % 730), c == 20 ? 7 : (c * 37) % kServices);
    for (const int s : {7, 3, 1})
        alarms += fmt::format("{{\"time\":\"{}\",\"service\":\"service-{}\",\"metric\":\"errors\",\"title\":\"errors > "
                              "150\",\"rule\":\"errors > 150\"}}\n",
                              at(730 + 5 * (7 - s)), s);
    folder.file("estate/changes.jsonl", changes);
    folder.file("estate/alarms.jsonl", alarms);
}

} // namespace

void suspectsBench(const test::TemporaryFolder& folder) {
    std::filesystem::create_directory(folder.path("estate"));
    writeEstate(folder);
    const std::string path = folder.path("estate.foreshock");
    {
        auto file = store::IncidentFile::openOrCreate(path);
        ImportRequest request;
        request.paths = {folder.path("estate")};
        (void)importPaths(&*file, request);
        (void)file->close();
    }
    std::string first;
    const auto rank = [&] {
        auto session = IncidentSession::open(path);
        const auto opened = readIncident(*session);
        const auto answer = rankIncident(*session, opened->incident, {});
        first = answer && !answer->suspects.empty() ? answer->suspects.front().change.value : "nothing";
    };
    rank(); // the file is warm from here on
    std::vector<double> taken;
    for (int i = 0; i < 9; ++i)
        taken.push_back(onceBusy(rank));
    row("suspects, 500 series × 1,440 samples, 50 changes, 100 services", spreadOf(taken), "ms",
        "opened, read and ranked; CPU of one core, file warm; the change that did it is chg-20, first: " + first, 1000);
}

} // namespace foreshock::bench
