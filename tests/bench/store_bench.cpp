// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workflows/open_incident.h"
#include "model/store/logs/log_heat.h"
#include "model/store/logs/log_reader.h"
#include "tests/bench/bench_row.h"
#include "tests/bench/benches.h"

#include <fmt/format.h>

#include <fcntl.h>
#include <unistd.h>

#include <cstdlib>

namespace foreshock::bench {
namespace {

constexpr int kRounds = 15;
constexpr std::int64_t kPage = 200;

/// A bench of an answer that failed measures nothing.
template<class T>
T sure(Result<T> result) {
    if (result)
        return std::move(*result);
    fmt::print(stderr, "foreshock_bench: {}\n", result.error().text());
    std::exit(1);
}
void sure(const Result<void>& result) {
    if (!result) {
        fmt::print(stderr, "foreshock_bench: {}\n", result.error().text());
        std::exit(1);
    }
}

IncidentSession opened(const std::string& path) {
    return sure(IncidentSession::open(path));
}

store::LogResult resultOf(IncidentSession& session, const std::string& query,
                          TimeRange range = TimeRange::everything()) {
    return sure(store::LogResult::open(session.database(), session.gate(), sure(parseLogQuery(query)), range));
}

/// A whole answer, ready for its rows.
store::LogResult counted(IncidentSession& session, const std::string& query,
                         TimeRange range = TimeRange::everything()) {
    store::LogResult result = resultOf(session, query, range);
    sure(result.count());
    return result;
}

void rareLiteral(IncidentSession& session) {
    std::int64_t hits = 0;
    const auto taken = times(kRounds, [&] { hits = counted(session, "\"needle-7f3a\"").matching(); });
    row("rare literal, warm", spreadOf(taken), "ms", fmt::format("{} hits, in process", hits), 10);
}

void firstHits(IncidentSession& session) {
    std::int64_t hits = 0;
    const auto taken = times(kRounds, [&] {
        hits = 0;
        store::LogResult result = resultOf(session, "\"timeout\"");
        sure(result.each([&](const LogRecord&) { return ++hits < kPage; }));
    });
    row("first 200 hits of a literal", spreadOf(taken), "ms", fmt::format("{} records read", hits), 15);
}

void timeWindow(IncidentSession& session, TimeRange extent) {
    const Instant from = extent.from + extent.length() / 2;
    const TimeRange minute{from, from + Duration::minutes(1)};
    std::size_t shown = 0;
    std::int64_t matching = 0;
    const auto taken = times(kRounds, [&] {
        store::LogResult result = counted(session, "", minute);
        matching = result.matching();
        shown = sure(result.rows(0, kPage)).size();
    });
    row("time window of a minute, its first page", spreadOf(taken), "ms",
        fmt::format("{} of {} records", shown, matching), 4);
}

void pageByRow(IncidentSession& session) {
    store::LogResult result = counted(session, "");
    std::int64_t at = result.matching() / 3;
    const auto taken = times(kRounds, [&] {
        at = (at + 1'000'003) % result.matching();
        (void)sure(result.rows(at, kPage));
    });
    row("page by row", spreadOf(taken), "ms", fmt::format("200 of {} records, anywhere", result.matching()), 2);
}

/// Drops the file from the page cache; the disk's own cache is not controlled.
void forget(const std::string& path) {
    const int file = ::open(path.c_str(), O_RDONLY);
    (void)::posix_fadvise(file, 0, 0, POSIX_FADV_DONTNEED);
    ::close(file);
}

void histogram(const std::string& path, TimeRange extent) {
    constexpr int kCells = 1000;
    const auto ask = [&](IncidentSession& session) {
        (void)sure(store::logHeat(session.database(), session.gate(), extent, kCells));
    };
    IncidentSession warm = opened(path);
    ask(warm);
    row("level histogram of services × 1,000 cells, warm", spreadOf(times(5, [&] { ask(warm); })), "ms", "in process",
        60);
    std::vector<double> cold;
    for (int i = 0; i < 5; ++i) {
        forget(path);
        cold.push_back(once([&] {
            IncidentSession session = opened(path);
            ask(session);
        }));
    }
    row("the same, cold", spreadOf(cold), "ms", "file dropped from the page cache", 150);
}

void opening(const std::string& path, const test::TemporaryFolder& folder) {
    const std::string empty = folder.path("empty.foreshock");
    sure(sure(store::IncidentFile::openOrCreate(empty)).close());
    const auto open = [](const std::string& file) {
        return once([&] {
            IncidentSession session = opened(file);
            (void)sure(readIncident(session));
        });
    };
    std::vector<double> more;
    for (int i = 0; i < 7; ++i)
        more.push_back(open(path) - open(empty));
    row("opening, over an empty file", spreadOf(more), "ms", "in turn with the empty file", 60);
}

} // namespace

void storeBench(const std::string& incident) {
    const test::TemporaryFolder folder;
    IncidentSession session = opened(incident);
    const TimeRange extent = sure(store::logExtent(session.database(), session.gate()));
    rareLiteral(session);
    firstHits(session);
    timeWindow(session, extent);
    pageByRow(session);
    histogram(incident, extent);
    opening(incident, folder);
}

} // namespace foreshock::bench
