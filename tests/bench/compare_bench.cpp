// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workflows/compare_ranges.h"
#include "app/workflows/import.h"
#include "tests/bench/bench_row.h"
#include "tests/bench/benches.h"

#include <fmt/format.h>

namespace foreshock::bench {
namespace {

constexpr int kSeries = 5000, kMinutes = 120;

/// Two hours of five thousand series; every hundredth stands elsewhere in the second.
void writeEstate(const test::TemporaryFolder& folder) {
    std::string csv = "timestamp,service,metric,value,unit\n";
    for (int m = 0; m < kMinutes; ++m)
        for (int s = 0; s < kSeries; ++s) {
            const double noise = (m * 7919 + s * 104729) % 997 / 997.0;
            csv += fmt::format("2024-03-01T{:02}:{:02}:00Z,service-{},m{},{:.3f},\n", 10 + m / 60, m % 60, s / 10,
                               s % 10, 100 + 10 * noise + (m >= 60 && s % 100 == 7 ? 30 : 0));
        }
    folder.file("ranges/metrics.csv", csv);
}

} // namespace

void compareBench(const test::TemporaryFolder& folder) {
    std::filesystem::create_directory(folder.path("ranges"));
    writeEstate(folder);
    const std::string path = folder.path("ranges.foreshock");
    {
        auto file = store::IncidentFile::openOrCreate(path);
        ImportRequest request;
        request.paths = {folder.path("ranges")};
        (void)importPaths(&*file, request);
        (void)file->close();
    }
    const Instant start{1709287200LL * 1'000'000'000};
    std::string named;
    const auto taken = times(5, [&] {
        auto session = IncidentSession::open(path);
        const auto answer = askComparison(*session, {start, start + Duration::hours(1)},
                                          {start + Duration::hours(1), start + Duration::hours(2)});
        int significant = 0;
        for (const SeriesChange& s : answer->series)
            significant += s.isSignificant;
        named = fmt::format("{} of {} named, 50 moved", significant, answer->compared);
    });
    row("compare, two hours of 5,000 series a minute apart", spreadOf(taken), "ms",
        "opened, read and compared; " + named, 1000);
}

} // namespace foreshock::bench
