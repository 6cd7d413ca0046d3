// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Whatever may take long ends soon after it is told to, says "cancelled", and leaves the file as it was.
#include "app/workflows/alarm_questions.h"
#include "app/workflows/causes.h"
#include "app/workflows/change_point_book.h"
#include "app/workflows/clock_questions.h"
#include "app/workflows/compare_ranges.h"
#include "app/workflows/import.h"
#include "app/workflows/map_questions.h"
#include "app/workflows/open_incident.h"
#include "app/workflows/outlook.h"
#include "app/workflows/recall.h"
#include "app/workflows/scenario_import.h"
#include "app/workflows/template_history.h"
#include "model/base/content_hash.h"
#include "model/base/time_text.h"
#include "tests/support/estate.h"
#include "tests/support/shell.h"

#include <catch2/catch.hpp>

#include <atomic>
#include <pthread.h>
#include <thread>
#include <time.h>

using namespace foreshock;

namespace {

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr double kSoon = 500;
#else
constexpr double kSoon = 50; ///< ms of work
#endif

/// Processor time of a thread: other programs on the machine do not count.
double cpuMs(clockid_t clock) {
    timespec t{};
    clock_gettime(clock, &t);
    return static_cast<double>(t.tv_sec) * 1e3 + static_cast<double>(t.tv_nsec) / 1e6;
}

struct Ended {
    std::optional<ErrorCode> error; ///< none: it answered
    double whole = 0;               ///< ms of work
    double afterStop = 0;           ///< of these after it was told to stop
};

using Job = std::function<std::optional<ErrorCode>(std::stop_token)>;

/// Runs a job on a thread of its own and stops it once it has worked for so many ms; 0: before it begins.
Ended run(const Job& job, std::optional<double> stopAfter) {
    Ended out;
    std::stop_source stop;
    if (stopAfter == 0.)
        stop.request_stop();
    std::atomic<bool> isDone = false;
    std::atomic<double> stoppedAt = 0;
    std::thread worker([&] {
        out.error = job(stop.get_token());
        out.whole = cpuMs(CLOCK_THREAD_CPUTIME_ID);
        isDone = true;
        while (!stop.stop_requested() && stopAfter) // its clock is read until then
            std::this_thread::yield();
    });
    if (stopAfter && *stopAfter > 0) {
        clockid_t clock{};
        pthread_getcpuclockid(worker.native_handle(), &clock);
        while (!isDone && cpuMs(clock) < *stopAfter)
            std::this_thread::sleep_for(std::chrono::microseconds(200));
        stoppedAt = cpuMs(clock);
        stop.request_stop();
    }
    worker.join();
    out.afterStop = out.whole - stoppedAt;
    return out;
}

template<class T>
std::optional<ErrorCode> errorOf(const Result<T>& result) {
    return result ? std::nullopt : std::optional(result.error().code);
}

std::string hashOf(const std::string& path) {
    ContentHash hash;
    hash.add(test::fileText(path));
    return hash.hex();
}

} // namespace

TEST_CASE("stopped: every analysis ends within 50 ms of work, says so, and changes nothing", "[workflows]") {
    const test::TemporaryFolder folder;
    test::writeEstate(folder, "estate", {100, 720, 50, 60'000});
    const std::string path = folder.path("estate.foreshock");
    {
        auto file = store::IncidentFile::openOrCreate(path);
        REQUIRE(file);
        ImportRequest request;
        request.paths = {folder.path("estate")};
        REQUIRE(importPaths(&*file, request));
        REQUIRE(file->close());
    }
    const std::string before = hashOf(path);
    auto first = IncidentSession::open(path);
    REQUIRE(first);
    const auto opened = readIncident(*first);
    REQUIRE(opened);
    const auto time = [](const char* text) { return parseTime(text)->instant; };
    const TimeRange usual{time("2024-03-01T01:00:00Z"), time("2024-03-01T05:00:00Z")};
    const TimeRange bad{time("2024-03-01T06:10:00Z"), time("2024-03-01T10:00:00Z")};

    using Ask = std::function<std::optional<ErrorCode>(IncidentSession&, std::stop_token)>;
    const std::vector<std::pair<const char*, Ask>> asks = {
        {"suspects",
         [&](auto& s, auto stop) { return errorOf(recallOrRank(s, opened->incident, opened->version, {}, stop)); }},
        {"causes", [&](auto& s, auto stop) { return errorOf(causesOf(s, opened->incident, {}, stop)); }},
        {"change points",
         [&](auto& s, auto stop) -> std::optional<ErrorCode> {
             ChangePointBook book = ChangePointBook::open(s);
             for (const SeriesData& series : opened->incident.series)
                 if (const auto points = book.points(s, series.info, TimeRange::everything(), stop); !points)
                     return points.error().code;
             return std::nullopt;
         }},
        {"groups", [](auto& s, auto stop) { return errorOf(askStorms(s, stop)); }},
        {"skew", [](auto& s, auto stop) { return errorOf(askClocks(s, stop)); }},
        {"compare", [&](auto& s, auto stop) { return errorOf(askComparison(s, usual, bad, stop)); }},
        {"limits", [](auto& s, auto stop) { return errorOf(findLimits(s, {}, stop)); }},
        {"whatif",
         [](auto& s, auto stop) {
             GrowthRequest request;
             request.service = ServiceId("service-7");
             request.add = 10;
             return errorOf(askWhatIf(s, request, stop));
         }},
        {"backtest",
         [](auto& s, auto stop) {
             return errorOf(testThreshold(s, {"service-7/cpu", true, "104", {}}, stop));
         }},
        {"blast", [](auto& s, auto stop) { return errorOf(askBlastRadius(s, ServiceId("service-7"), stop)); }},
        {"edges", [](auto& s, auto stop) { return errorOf(askEdges(s, stop)); }},
        {"audit", [](auto& s, auto stop) { return errorOf(askAudit(s, stop)); }},
        {"templates",
         [&](auto& s, auto stop) { return errorOf(readTemplateHistory(s, bad.from, Duration::hours(3), stop)); }},
    };
    // Its logs come from many clocks, which take seconds to compare.
    const std::string kinesis = folder.path("kinesis.foreshock");
    {
        const auto scenario = loadScenario("kinesis-2020-11-25");
        auto file = store::IncidentFile::openOrCreate(kinesis);
        REQUIRE(recordScenario(*file, *scenario, {1, 1, "", scenario->end}));
    }
    for (const auto& [name, ask] : asks) {
        const std::string& asked = std::string_view(name) == "skew" ? kinesis : path;
        const Job job = [&, &call = ask](std::stop_token stop) -> std::optional<ErrorCode> {
            auto session = IncidentSession::open(asked, {}, stop);
            return session ? call(*session, stop) : std::optional(session.error().code);
        };
        const Ended whole = run(job, std::nullopt);
        INFO(name << ": " << whole.whole << " ms of work in all");
        const bool isRefused = whole.error == ErrorCode::Invalid; // nothing to work on here
        CHECK((!whole.error || isRefused));
        const Ended never = run(job, 0.);
        CHECK(never.error == ErrorCode::Cancelled);
        CHECK(never.whole < kSoon);
        for (const double share : {.1, .3, .5, .7, .9}) {
            const Ended ended = run(job, share * whole.whole);
            INFO("stopped after " << share << " of it: " << ended.afterStop << " ms more");
            CHECK(ended.afterStop < kSoon);
            if (ended.error && !isRefused)
                CHECK(ended.error == ErrorCode::Cancelled);
            if (whole.whole > 200 && share < .6) // a shorter one may be through before the stop comes
                CHECK(ended.error == ErrorCode::Cancelled);
        }
    }
    CHECK(hashOf(path) == before);
}
