// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Where it started, asked of what is missing, wrong or odd: an answer with its reason, never a crash, never a guess.
#include "model/analysis/causes/find_causes.h"

#include <catch2/catch.hpp>

#include <cmath>
#include <functional>
#include <random>

using namespace foreshock;

namespace {

const Instant kStart{1'600'000'000'000'000'000};
constexpr int kMinutes = 120;
constexpr int kAlarm = 90;

/// web → api → db, and web → cache; each with calls, latency and CPU by minute. From minute 88 the database takes
/// three times as long, and its callers wait for it.
struct Made {
    Incident incident;
    LogSurge logs{epochMinute(kStart + Duration::minutes(kAlarm))};

    explicit Made(double slowdown = 3, unsigned seed = 1) {
        std::mt19937 random(seed);
        std::normal_distribution<double> noise(0, .03);
        incident.dependencies = {edge("web", "api"), edge("api", "db"), edge("web", "cache")};
        std::map<std::string, std::vector<double>> latency;
        for (int m = 0; m < kMinutes; ++m) {
            const double db = .02 * (m >= 88 ? slowdown : 1) * std::exp(noise(random));
            const double cache = .005 * std::exp(noise(random));
            const double api = .03 * std::exp(noise(random)) + db;
            latency["db"].push_back(db);
            latency["cache"].push_back(cache);
            latency["api"].push_back(api);
            latency["web"].push_back(.05 * std::exp(noise(random)) + api + cache);
        }
        for (const auto& [service, values] : latency) {
            add(service, "latency_avg", "s", [&](int m) { return values[static_cast<std::size_t>(m)]; });
            add(service, "requests", "count", [&](int) { return 100 * std::exp(noise(random)); });
            add(service, "cpu", "%", [&](int) { return 20 * std::exp(noise(random)); });
        }
        incident.alarms.push_back(alarm("slow", "web", "latency_avg", kAlarm));
    }
    static Dependency edge(const char* from, const char* to) {
        Dependency d;
        d.from = ServiceId(from);
        d.to = ServiceId(to);
        return d;
    }
    static Alarm alarm(const char* id, const char* service, const char* metric, int minute) {
        Alarm a;
        a.id = AlarmId(id);
        a.service = ServiceId(service);
        a.metric = metric;
        a.start = kStart + Duration::minutes(minute);
        return a;
    }
    void add(const std::string& service, const char* metric, const char* unit,
             const std::function<double(int)>& value) {
        SeriesData s;
        s.info.service = ServiceId(service);
        s.info.metric = metric;
        s.info.unit = unit;
        for (int m = 0; m < kMinutes; ++m)
            s.samples.push_back({kStart + Duration::minutes(m), value(m)});
        incident.series.push_back(std::move(s));
    }
    void drop(const char* metric) {
        std::erase_if(incident.series, [&](const SeriesData& s) { return s.info.metric == metric; });
    }
    CauseAnswer ask(const RankOptions& options = {}) const {
        HeldSamples samples(incident);
        const auto question = causeQuestion(incident, samples, options);
        REQUIRE(question);
        const auto answer = findCauses(incident, samples, *question, logs, "UTC");
        REQUIRE(answer);
        CHECK(answer->services.empty() == (answer->rule == CauseRule::None));
        CHECK(answer->services.empty() == !answer->reason.empty());
        CHECK_FALSE(answer->headline.empty());
        double sum = 0;
        for (const CauseService& s : answer->services) {
            CHECK((s.probability >= 0 && s.probability <= 1));
            CHECK_FALSE(s.evidence.empty());
            sum += s.probability;
        }
        CHECK(sum <= 1 + 1e-9);
        return *answer;
    }
};

bool says(const CauseAnswer& answer, const std::string& words) {
    for (const std::string& note : answer.notes)
        if (note.find(words) != std::string::npos)
            return true;
    return false;
}

const CauseService& first(const CauseAnswer& answer) {
    REQUIRE_FALSE(answer.services.empty());
    return answer.services.front();
}

} // namespace

TEST_CASE("causes: a slow database is found behind a slow page", "[analysis][causes]") {
    const CauseAnswer answer = Made().ask();
    CHECK(answer.rule == CauseRule::Flow);
    CHECK(first(answer).service.value == "db");
    CHECK(first(answer).probability > .8);
    REQUIRE(first(answer).onset);
    CHECK(*first(answer).onset == kStart + Duration::minutes(88));
    REQUIRE(first(answer).path.size() == 3);
    CHECK(first(answer).path[1].value == "api");
    CHECK(first(answer).evidence.front().text.find("of the added time is inside db; what it calls did not slow") !=
          std::string::npos);
}

TEST_CASE("causes: without request counts calls are assumed, and it says so", "[analysis][causes]") {
    Made made;
    made.drop("requests");
    const CauseAnswer answer = made.ask();
    CHECK(answer.rule == CauseRule::Flow);
    CHECK(first(answer).service.value == "db");
    CHECK(says(answer, "Too few request counts"));
}

TEST_CASE("causes: of a percentile by each service's own series, and it says so", "[analysis][causes]") {
    Made made;
    for (SeriesData& s : made.incident.series)
        if (s.info.metric == "latency_avg")
            s.info.metric = "latency_p95";
    made.incident.alarms.front().metric = "latency_p95";
    const CauseAnswer answer = made.ask();
    CHECK(answer.rule == CauseRule::Evidence);
    CHECK(first(answer).service.value == "db");
    CHECK(says(answer, "can't be added up"));
}

TEST_CASE("causes: an alarm whose own series is as usual has nothing to explain", "[analysis][causes]") {
    Made made(1);
    for (SeriesData& s : made.incident.series)
        if (s.info.service.value == "cache" && s.info.metric == "cpu")
            for (std::size_t i = 88; i < s.samples.size(); ++i)
                s.samples[i].value *= 4;
    const CauseAnswer calm = made.ask();
    CHECK(calm.services.empty());
    CHECK(calm.reason.find("is as usual") != std::string::npos);
    REQUIRE_FALSE(calm.nearest.empty());
    CHECK(calm.nearest.front().service.value == "cache");
    made.incident.alarms.front().metric.clear();
    CHECK(first(made.ask()).service.value == "cache");
}

TEST_CASE("causes: what is left of earlier trouble is no start; a late alarm's trouble is", "[analysis][causes]") {
    using Times = std::function<double(int)>;
    const auto ask = [](const Times& cpu, const Times& latency) {
        Made made(1);
        made.incident.alarms.front().metric.clear();
        for (SeriesData& s : made.incident.series)
            if (s.info.service.value == "cache" && s.info.metric != "requests")
                for (int m = 0; m < kMinutes; ++m)
                    s.samples[static_cast<std::size_t>(m)].value *= s.info.metric == "cpu" ? cpu(m) : latency(m);
        return made.ask();
    };
    // A fault of four minutes, the alarm four minutes after its end: its CPU is still on the way back.
    const CauseAnswer left = ask([](int m) { return m < 82   ? 1.
                                                    : m < 86 ? 20.
                                                    : m < 94 ? 3.
                                                             : 1.; },
                                 [](int m) { return m >= 82 && m < 86 ? 5. : 1.; });
    CHECK(left.services.empty());
    CHECK_FALSE(left.isSure);
    CHECK(left.reason.find("cache has a weight of") == 0);
    CHECK(left.reason.find("what is left of that") != std::string::npos);
    REQUIRE_FALSE(left.nearest.empty());
    CHECK(left.nearest.front().service.value == "cache");
    for (int start = 80; start <= 89; ++start) { // goes on, however late the alarm
        INFO(start);
        const Times still = [&](int m) { return m < start ? 1. : 4.; };
        CHECK(first(ask(still, still)).service.value == "cache");
    }
    const Times worse = [](int m) { return m < 82 ? 1. : m < 86 ? 3. : 20.; };
    CHECK(first(ask(worse, worse)).service.value == "cache");
}

TEST_CASE("causes: without a map, with a wrong one, with cycles and self-loops", "[analysis][causes]") {
    Made made;
    made.incident.dependencies.clear();
    CHECK(says(made.ask(), "No map"));
    made.incident.dependencies = {Made::edge("db", "web"), Made::edge("cache", "db")};
    made.ask();
    made = Made();
    for (const char* s : {"web", "api", "db", "cache"})
        made.incident.dependencies.push_back(Made::edge(s, s));
    CHECK(first(made.ask()).service.value == "db");
    made.incident.dependencies.push_back(Made::edge("db", "web"));
    made.incident.dependencies.push_back(Made::edge("api", "web"));
    made.ask();
    made.incident.dependencies.push_back(Made::edge("", "web"));
    made.incident.dependencies.push_back(Made::edge("nobody", "elsewhere"));
    made.ask();
}

TEST_CASE("causes: nothing to find gives an empty list with a reason", "[analysis][causes]") {
    for (unsigned seed = 1; seed <= 20; ++seed) {
        INFO(seed);
        Made made(1, seed);
        CHECK(made.ask().services.empty());
        made.drop("requests");
        CHECK(made.ask().services.empty());
    }
}

TEST_CASE("causes: alarms without service, without metric, on a service that no map knows", "[analysis][causes]") {
    Made made;
    made.incident.alarms = {Made::alarm("a", "", "", kAlarm)};
    CHECK(says(made.ask(), "names no service"));
    made.incident.alarms = {Made::alarm("a", "web", "", kAlarm)};
    CHECK(says(made.ask(), "names no metric"));
    made.incident.alarms = {Made::alarm("a", "mobile", "latency_avg", kAlarm)};
    CHECK(says(made.ask(), "mobile is not on the map"));
}

TEST_CASE("causes: an alarm before all data, after it, or an hour off finds nothing and says why",
          "[analysis][causes]") {
    for (const int minute : {-600, -60, kAlarm - 60, kMinutes + 60, kMinutes + 6000}) {
        INFO(minute);
        Made made;
        made.incident.alarms = {Made::alarm("a", "web", "latency_avg", minute)};
        made.logs = LogSurge(epochMinute(made.incident.alarms.front().start));
        const CauseAnswer answer = made.ask();
        CHECK(answer.services.empty());
        CHECK_FALSE(answer.reason.empty());
    }
}

TEST_CASE("causes: series of one sample, constant, null, infinite, with times twice", "[analysis][causes]") {
    Made made;
    SeriesData odd;
    odd.info.service = ServiceId("odd");
    odd.info.metric = "latency_avg";
    odd.info.unit = "s";
    const auto with = [&](const std::function<void(SeriesData&)>& fill) {
        SeriesData s = odd;
        s.info.service = ServiceId("odd" + std::to_string(made.incident.series.size()));
        fill(s);
        made.incident.series.push_back(s);
    };
    const double kNaN = std::nan("");
    with([](SeriesData&) {});
    with([](SeriesData& s) { s.samples = {{kStart + Duration::minutes(kAlarm), 5}}; });
    for (const double value : {0., 7., -3., kNaN, HUGE_VAL, 1e300, -1e300})
        with([&](SeriesData& s) {
            for (int m = 0; m < kMinutes; ++m)
                s.samples.push_back({kStart + Duration::minutes(m), value});
        });
    with([](SeriesData& s) {
        for (int m = 0; m < kMinutes; ++m)
            for (int k = 0; k < 3; ++k)
                s.samples.push_back({kStart + Duration::minutes(m), .01 * k});
    });
    with([](SeriesData& s) { // every second
        for (int i = 0; i < kMinutes * 60; ++i)
            s.samples.push_back({kStart + Duration::seconds(i), .01});
    });
    CHECK(first(made.ask()).service.value == "db");
    for (SeriesData& s : made.incident.series)
        for (Sample& sample : s.samples)
            sample.value = kNaN;
    CHECK(made.ask().services.empty());
    made.incident.series.clear();
    CHECK(made.ask().reason.find("No series") == 0);
}

TEST_CASE("causes: ten thousand changes, of services or of nothing, change nothing", "[analysis][causes]") {
    Made made;
    const CauseAnswer before = made.ask();
    for (int i = 0; i < 10'000; ++i) {
        Change c;
        c.id = ChangeId("c" + std::to_string(i));
        c.service = i % 2 ? ServiceId("web") : ServiceId();
        c.start = kStart + Duration::seconds(i);
        made.incident.changes.push_back(c);
    }
    const CauseAnswer after = made.ask();
    REQUIRE(after.services.size() == before.services.size());
    CHECK(first(after).service == first(before).service);
    CHECK(first(after).probability == first(before).probability);
}

TEST_CASE("causes: a marked time stands for an alarm; an unknown alarm is none", "[analysis][causes]") {
    Made made;
    made.incident.alarms.clear();
    HeldSamples samples(made.incident);
    CHECK_FALSE(causeQuestion(made.incident, samples, {}));
    RankOptions options;
    options.at = kStart + Duration::minutes(kAlarm);
    const CauseAnswer answer = made.ask(options);
    CHECK(first(answer).service.value == "db");
    CHECK_FALSE(answer.alarm);
    options = {};
    options.alarm = AlarmId("nothing");
    CHECK_FALSE(causeQuestion(made.incident, samples, options));
}

TEST_CASE("causes: the unit of latency, the speed of the clock and shares for percents don't matter",
          "[analysis][causes]") {
    Made made;
    const CauseAnswer before = made.ask();
    for (SeriesData& s : made.incident.series)
        if (s.info.metric == "latency_avg") {
            s.info.unit = "ms";
            for (Sample& sample : s.samples)
                sample.value *= 1000;
        }
    const CauseAnswer after = made.ask();
    REQUIRE(after.services.size() == before.services.size());
    for (std::size_t i = 0; i < after.services.size(); ++i) {
        CHECK(after.services[i].service == before.services[i].service);
        CHECK(after.services[i].probability == Approx(before.services[i].probability).margin(1e-6));
    }
}

TEST_CASE("causes: new errors in a service's log speak for it", "[analysis][causes]") {
    Made made(1);
    made.incident.alarms.front().metric.clear();
    for (int i = 0; i < 200; ++i) {
        made.logs.add(kStart + Duration::minutes(40) + Duration::seconds(10 * i), ServiceId("api"), "served in 3 ms");
        if (i < 20)
            made.logs.add(kStart + Duration::minutes(kAlarm) + Duration::seconds(i), ServiceId("cache"),
                          "ERROR could not evict key " + std::to_string(i));
    }
    const CauseAnswer answer = made.ask();
    CHECK(first(answer).service.value == "cache");
    CHECK(first(answer).evidence.front().kind == CauseKind::Logs);
    CHECK(first(answer).evidence.front().text.find("a new log message, 20 lines: \"ERROR could not evict key *\"") !=
          std::string::npos);
}
