// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The search over blocks against its slow twin: every record of every source, matched one by one, sorted.
#include "model/store/logs/log_stretch.h"
#include "tests/store/store_support.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <random>
#include <tuple>

using namespace foreshock;
using namespace foreshock::store;
using namespace foreshock::store::test;

namespace {

struct Made {
    std::int64_t source, seq;
    std::string path;
    Instant time; ///< shifted
    std::optional<Instant> arrived;
    LogLevel level;
    std::string service, host, raw, message;
};

std::string textOf(std::mt19937& random) {
    static const std::vector<std::string> kWords = {"connection", "reset",  "Thread", "create", "timeout",  "ERRNO=11",
                                                    "Kinesis",    "shard",  "pool",   "größe",  "user\xFF", "a\0b",
                                                    "retry",      "failed", "ok",     "queue",  "überlauf", "x"};
    std::string out;
    for (auto n = random() % 6; n-- > 0;)
        out += kWords[random() % kWords.size()] + " ";
    if (random() % 3 == 0)
        out += fmt::format("trace={:08x}{:08x}", random(), random());
    if (random() % 40 == 0)
        out += "\n\tat com.example.Frame";
    if (random() % 200 == 0)
        out.clear();
    return out;
}

/// Five sources of different clocks, lengths and habits.
std::vector<Made> fill(IncidentFile& file, std::mt19937& random) {
    std::vector<Made> all;
    const std::vector<Duration> offsets = {Duration{}, Duration::seconds(90), Duration{-1'500'000'000}, Duration{},
                                           Duration::seconds(-7)};
    const std::vector<int> counts = {9000, 4097, 300, 1, 6000};
    for (std::size_t s = 0; s < offsets.size(); ++s) {
        SourceWriter::Settings to = settings(fmt::format("/logs/{}/app-{}.log", s % 2 ? "eu" : "us", s));
        to.draft.offset = offsets[s];
        const auto writer = begin(file, to);
        Instant time = minute(static_cast<std::int64_t>(s));
        for (int i = 0; i < counts[s]; ++i) {
            time += Duration{static_cast<std::int64_t>(random() % 200'000'000)};
            if (random() % 500 == 0)
                time += Duration::seconds(-5);
            Made made{writer->id().value,
                      i,
                      to.draft.path,
                      time + offsets[s],
                      std::nullopt,
                      static_cast<LogLevel>(random() % 20 == 0 ? random() % 7 : 3),
                      fmt::format("service-{}", random() % (s + 1)),
                      s == 4 ? fmt::format("host-{}", i) : "host-a",
                      textOf(random),
                      ""};
            const bool isApart = random() % 5 == 0;
            made.message = isApart ? "said \"" + textOf(random) + "\"" : made.raw;
            if (s == 1)
                made.arrived = made.time + Duration::seconds(static_cast<std::int64_t>(random() % 600));
            LogDraft draft{time, made.level, made.service, made.host, made.raw, "", made.arrived};
            draft.message = isApart ? std::string_view(made.message) : draft.raw;
            REQUIRE(writer->log(draft, {i + 1, i * 50}));
            all.push_back(std::move(made));
        }
        finish(*writer);
    }
    std::sort(all.begin(), all.end(), [](const Made& a, const Made& b) {
        return std::tie(a.time, a.source, a.seq) < std::tie(b.time, b.source, b.seq);
    });
    return all;
}

const std::vector<std::string> kQueries = {
    "",
    "timeout",
    "THREAD",
    "\"Thread\"",
    "\"thread\"",
    "level>=warning",
    "level:error",
    "-level:info",
    "service:service-2",
    "service:service-* level>=error",
    "host:host-a",
    "host:host-4321",
    "host:host-99*",
    "source:app-1.log timeout",
    "source:us/*",
    "/errno=\\d+/",
    "/ERRNO=\\d+/",
    "/(?i)errno=\\d+/",
    "/Kin[a-z]+s shard/",
    "/^retry/",
    "/x $/",
    "/gr..e/",
    "\"größe\"",
    "/trace=[0-9a-f]{4}0/",
    "timeout -reset",
    "(timeout or reset) level>=warning",
    "-(timeout or reset)",
    "pool and not queue",
    "\"said \\\"\"",
    "x",
    "\"ok\"",
    "\"\"",
    "nowhere-to-be-found",
    "not nowhere-to-be-found",
    "/\\bpool\\b.*\\bqueue\\b/",
    "\"com.example.Frame\" or host:host-7",
};

/// What the slow twin finds.
std::vector<const Made*> expected(const std::vector<Made>& all, const LogQuery& query, TimeRange range, Instant asOf) {
    auto matcher = LogMatcher::create(query);
    REQUIRE(matcher);
    std::vector<const Made*> out;
    for (const Made& m : all)
        if (range.contains(m.time) && m.arrived.value_or(m.time) <= asOf &&
            matcher->matches({m.level, m.service, m.host, m.path, m.message, m.raw}))
            out.push_back(&m);
    return out;
}

void compare(const std::vector<LogRecord>& got, const std::vector<const Made*>& want, std::size_t from) {
    for (std::size_t i = 0; i < got.size(); ++i) {
        const Made& m = *want[from + i];
        if (got[i].time != m.time || got[i].source.value != m.source || got[i].seq != m.seq || got[i].raw != m.raw ||
            got[i].message != m.message || got[i].level != m.level || got[i].service.value != m.service ||
            got[i].host != m.host || got[i].line != m.seq + 1)
            FAIL("row " << from + i << " differs");
    }
}

} // namespace

TEST_CASE("log search: counts, pages, places and tallies equal a match of every record", "[store]") {
    const TemporaryFolder folder;
    IncidentFile file = create(folder.path("a.foreshock"));
    std::mt19937 random(7);
    const std::vector<Made> all = fill(file, random);
    const TimeRange middle{all[all.size() / 3].time + Duration{1}, all[all.size() * 2 / 3].time};
    const Instant half = all[all.size() / 2].time;
    for (const auto& [range, asOf] : {std::pair{TimeRange::everything(), Instant::latest()},
                                      std::pair{middle, Instant::latest()}, std::pair{TimeRange::everything(), half}}) {
        const auto gate = Gate::open(file.database(), {asOf});
        REQUIRE(gate);
        for (const std::string& text : kQueries) {
            INFO("query " << text);
            const auto query = parseLogQuery(text);
            REQUIRE(query);
            const auto want = expected(all, *query, range, asOf);
            auto result = LogResult::open(file.database(), *gate, *query, {all[50].time, all[5000].time});
            REQUIRE(result);
            REQUIRE(result->count()); // another range first: what it found must not leak into the next
            REQUIRE(result->moveTo(range));
            // First without counting, as the first hits are shown.
            LogResult::Place place;
            std::vector<LogRecord> walked;
            for (;;) {
                auto records = result->next(place, 700);
                REQUIRE(records);
                if (records->empty())
                    break;
                std::move(records->begin(), records->end(), std::back_inserter(walked));
            }
            REQUIRE(walked.size() == want.size());
            compare(walked, want, 0);

            REQUIRE(result->count());
            REQUIRE(result->matching() == static_cast<std::int64_t>(want.size()));
            CHECK(result->inRange() == static_cast<std::int64_t>(expected(all, LogQuery{}, range, asOf).size()));
            for (int n = 0; n < 5 && !want.empty(); ++n) {
                const std::size_t first = random() % want.size();
                const auto page = result->rows(static_cast<std::int64_t>(first), 100);
                REQUIRE(page);
                REQUIRE(page->size() == std::min<std::size_t>(100, want.size() - first));
                compare(*page, want, first);
                const Instant time = want[first]->time + Duration{static_cast<std::int64_t>(random() % 3) - 1};
                const auto row = result->rowAt(time);
                REQUIRE(row);
                CHECK(*row == std::count_if(want.begin(), want.end(), [&](const Made* m) { return m->time < time; }));
            }
            for (const Duration grain : {Duration{}, Duration::minutes(1)}) {
                std::map<std::tuple<Instant, LogLevel, std::string>, std::int64_t> got, wanted;
                REQUIRE(
                    result->tally(grain, [&](Instant t, LogLevel level, const std::string& service, std::int64_t n) {
                        got[{secondOf(t), level, service}] += n;
                    }));
                for (const Made* m : want)
                    ++wanted[{secondOf(m->time), m->level, m->service}];
                CHECK(got == wanted);
            }
        }
    }
}

TEST_CASE("log stretch: rows around a moment, counted outwards, are those of the whole result", "[store]") {
    const TemporaryFolder folder;
    IncidentFile file = create(folder.path("a.foreshock"));
    std::mt19937 random(11);
    const std::vector<Made> all = fill(file, random);
    const auto gate = Gate::open(file.database(), {});
    for (const std::string& text : kQueries) {
        INFO("query " << text);
        const auto query = parseLogQuery(text);
        const auto want = expected(all, *query, TimeRange::everything(), Instant::latest());
        for (const Instant anchor :
             {all.front().time + Duration{-5}, all[all.size() / 2].time, all[77].time, all.back().time + Duration{1}}) {
            auto result = LogResult::open(file.database(), *gate, *query, TimeRange::everything());
            REQUIRE(result);
            auto stretch = LogStretch::open(*result, anchor);
            REQUIRE(stretch);
            const auto before =
                std::count_if(want.begin(), want.end(), [&](const Made* m) { return m->time < anchor; });
            for (int step = 0; !stretch->isWhole(); ++step) {
                REQUIRE(step < 100);
                const std::int64_t begin = stretch->begin(), end = stretch->end();
                const auto rows = stretch->rows(begin, end - begin);
                REQUIRE(rows);
                REQUIRE(static_cast<std::int64_t>(rows->size()) == end - begin);
                compare(*rows, want, static_cast<std::size_t>(before + begin));
                const std::int64_t asked = static_cast<std::int64_t>(random() % 4000) - 2000;
                REQUIRE(stretch->grow(asked, asked + 100));
                CHECK(stretch->end() - stretch->begin() >= end - begin);
            }
            CHECK(stretch->begin() == -before);
            CHECK(stretch->end() == static_cast<std::int64_t>(want.size()) - before);
            CHECK(result->share() == 1);
            if (want.empty())
                continue;
            const std::size_t some = random() % want.size();
            const std::int64_t row = static_cast<std::int64_t>(some) - before;
            const auto page = stretch->rows(row, 60);
            REQUIRE(page);
            compare(*page, want, some);
            REQUIRE_FALSE(page->empty());
            CHECK(*stretch->rowOf(page->front()) == row);
            const auto at = stretch->rowAt(want[some]->time);
            REQUIRE(at);
            const auto earlier =
                std::count_if(want.begin(), want.end(), [&](const Made* m) { return m->time < want[some]->time; });
            CHECK(*at == earlier - before);
        }
    }
}

TEST_CASE("log search: a hundred hosts one behind the other in a file come out in order of time", "[store]") {
    const TemporaryFolder folder;
    IncidentFile file = create(folder.path("a.foreshock"));
    const auto writer = begin(file, settings("a.log"));
    constexpr std::int64_t kHosts = 100, kEach = 4096; // so that every block spans the same hour
    for (std::int64_t n = 0; n < kHosts * kEach; ++n) {
        const std::string raw = std::to_string(n);
        REQUIRE(writer->log({minute(0) + Duration{n % kEach * 878'906'250}, LogLevel::Info, "s", "h", raw, raw, {}},
                            {n + 1, n * 8}));
    }
    finish(*writer);
    const auto gate = Gate::open(file.database(), {});
    auto result = LogResult::open(file.database(), *gate, LogQuery{}, TimeRange::everything());
    REQUIRE(result);
    // Row r is the (r / hosts)th record of host r % hosts.
    const auto seqOf = [&](std::int64_t row) { return row % kHosts * kEach + row / kHosts; };
    std::int64_t row = 0, wrong = 0;
    REQUIRE(result->each([&](const LogRecord& r) {
        wrong += r.seq == seqOf(row) && r.raw == std::to_string(r.seq) ? 0 : 1;
        ++row;
        return true;
    }));
    CHECK(row == kHosts * kEach);
    CHECK(wrong == 0);
    REQUIRE(result->count());
    CHECK(result->matching() == kHosts * kEach);
    for (const std::int64_t first : {std::int64_t{0}, std::int64_t{204'790}, kHosts * kEach - 50}) {
        const auto page = result->rows(first, 50);
        REQUIRE(page);
        REQUIRE(page->size() == 50);
        for (std::int64_t i = 0; i < 50; ++i)
            CHECK((*page)[static_cast<std::size_t>(i)].seq == seqOf(first + i));
    }
    CHECK(*result->rowAt(minute(30)) == 204'800);
}

TEST_CASE("log search: a stop ends a count and a walk with Cancelled", "[store]") {
    const TemporaryFolder folder;
    IncidentFile file = create(folder.path("a.foreshock"));
    const auto writer = begin(file, settings("a.log"));
    writeLogs(*writer, 0, 10'000);
    finish(*writer);
    const auto gate = Gate::open(file.database(), {});
    auto result = LogResult::open(file.database(), *gate, *parseLogQuery("/record \\d+5/"), TimeRange::everything());
    REQUIRE(result);
    std::stop_source stop;
    stop.request_stop();
    CHECK(result->count(stop.get_token()).error().code == ErrorCode::Cancelled);
    LogResult::Place place;
    CHECK(result->next(place, 10, stop.get_token()).error().code == ErrorCode::Cancelled);
}

TEST_CASE("log search: a rare text opens only the blocks that may hold it", "[store]") {
    const TemporaryFolder folder;
    IncidentFile file = create(folder.path("a.foreshock"));
    const auto writer = begin(file, settings("a.log"));
    writeLogs(*writer, 0, 40'960);
    finish(*writer);
    // Every text but one block's is damaged: a search that opened them would fail.
    REQUIRE(file.database().run("UPDATE log_text SET data = X'02FF' WHERE block_id <> 4"));
    const auto gate = Gate::open(file.database(), {});
    auto result = LogResult::open(file.database(), *gate, *parseLogQuery("\"record 12345\""), TimeRange::everything());
    REQUIRE(result);
    REQUIRE(result->count());
    CHECK(result->matching() == 1);
}

TEST_CASE("log search: a million hosts and a record of megabytes are stored and found", "[store]") {
    const TemporaryFolder folder;
    IncidentFile file = create(folder.path("a.foreshock"));
    const auto writer = begin(file, settings("a.log"));
    const int kHosts = 100'000; // the long form of the same is in tests/bench
    for (int i = 0; i < kHosts; ++i) {
        const std::string host = fmt::format("host-{:07}", i);
        LogDraft draft{minute(0) + Duration{i * 1'000'000LL}, LogLevel::Info, "s", host, "line", "line", std::nullopt};
        REQUIRE(writer->log(draft, {i + 1, i * 5}));
    }
    const std::string huge = std::string(7 << 20, 'x') + "needle";
    REQUIRE(writer->log({minute(1), LogLevel::Error, "s", "h", huge, huge, std::nullopt}, {kHosts + 1, kHosts * 5}));
    REQUIRE(writer->log({minute(2), LogLevel::Error, "s", "h", "after", "after", std::nullopt}, {kHosts + 2, 0}));
    finish(*writer);
    const auto gate = Gate::open(file.database(), {});
    for (const auto& [query, count] :
         {std::pair{"host:host-0077777", 1}, std::pair{"needle", 1}, std::pair{"", kHosts + 2}}) {
        auto result = LogResult::open(file.database(), *gate, *parseLogQuery(query), TimeRange::everything());
        REQUIRE(result);
        REQUIRE(result->count());
        CHECK(result->matching() == count);
    }
}
