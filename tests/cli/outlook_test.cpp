// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Limits, what-if, blast radius, alarm groups, edges and comparisons on recorded incidents, through the real binary.
#include "tests/support/shell.h"
#include "tests/support/temporary_folder.h"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <cmath>
#include <cstdio>
#include <filesystem>
#include <set>
#include <tuple>

using namespace foreshock::test;
using Json = nlohmann::json;

namespace {

Json asked(const std::string& script, const TemporaryFolder& place, int exit = 0) {
    const ShellResult result = shell(script, place.path());
    INFO(script);
    INFO(result.err);
    REQUIRE(result.exit == exit);
    return exit == 0 ? Json::parse(result.out) : Json();
}

/// The Kinesis incident on a seed; `sed`: an edit of its exchange files before they are imported.
void build(const TemporaryFolder& place, int seed, const std::string& sed = "") {
    const ShellResult made =
        shell("$foreshock scenario build kinesis-2020-11-25 -o built.foreshock --keep case --seed " +
                  std::to_string(seed) + " --quiet" + (sed.empty() ? "" : " && sed -i '" + sed + "' case/*") +
                  " && $foreshock import case -o i.foreshock --quiet",
              place.path());
    INFO(made.err);
    REQUIRE(made.exit == 0);
}

const Json& rowOf(const Json& rows, const std::string& key, const std::string& value) {
    for (const Json& row : rows)
        if (row[key] == value)
            return row;
    FAIL("no row with " << key << " " << value << " in " << rows);
    return rows;
}

std::set<std::string> names(const Json& rows, const char* key) {
    std::set<std::string> out;
    for (const Json& row : rows)
        out.insert(row[key].get<std::string>());
    return out;
}

/// The map as people knew it: without the edge that only the outage showed.
void withoutEdge(const TemporaryFolder& place, const std::string& from, const std::string& to) {
    Json map = Json::parse(fileText(place.path(from)));
    Json& edges = map["dependencies"];
    for (auto it = edges.begin(); it != edges.end();)
        it = (*it)["from"] == "cognito" && (*it)["to"] == "kinesis-frontend" ? edges.erase(it) : it + 1;
    place.file(to, map.dump());
}

} // namespace

TEST_CASE("what if: forty more front-end hosts are over by 122, nineteen fit, on any seed and by any name", "[cli]") {
    const auto [seed, sed, service] =
        GENERATE(std::tuple(1, "", "kinesis-frontend"), std::tuple(7, "", "kinesis-frontend"),
                 std::tuple(4242, "s/kinesis-frontend/router/g; s/kfe_/rt_/g", "router"));
    const TemporaryFolder place;
    build(place, seed, sed);
    const Json w = asked("$foreshock whatif i.foreshock --service " + std::string(service) + " --add 40 --json", place);
    CHECK(w["service"] == service);
    CHECK(w["metric"].get<std::string>().find("threads") != std::string::npos);
    CHECK(w["ceiling"].get<double>() == Approx(32768).margin(1));
    CHECK(w["now"].get<double>() == Approx(32650).margin(10));
    CHECK(w["predicted"].get<double>() == Approx(32890).margin(10));
    CHECK(w["over_by"].get<double>() == Approx(122).margin(10));
    CHECK(w["largest_safe_add"].get<double>() == Approx(19).margin(1));
    CHECK(w["fit"] == "linear");
    CHECK(w["extrapolated"] == true);
    CHECK(w["reserve"].is_null()); // fewer hosts need fewer threads
}

TEST_CASE("limits: the threads stood still fifty minutes before the first alarm; earlier runs left less and less",
          "[cli]") {
    const TemporaryFolder place;
    build(place, 3);
    const Json report = asked("$foreshock limits i.foreshock --json", place);
    const Json& threads = report["limits"][0];
    CHECK(threads["metric"] == "kfe_threads_p50");
    CHECK(threads["limit"]["basis"] == "plateau");
    CHECK(threads["before_first_alarm_s"].get<double>() > 20 * 60);
    REQUIRE(threads["earlier_runs"].size() >= 4);
    double last = 1e9;
    for (std::size_t k = 0; k < 4; ++k) {
        CHECK(threads["earlier_runs"][k]["headroom"].get<double>() < last);
        last = threads["earlier_runs"][k]["headroom"].get<double>();
    }
    CHECK(threads["earlier_runs"][0]["headroom"].get<double>() == Approx(838).margin(2));
    const Json& restart = rowOf(report["recoveries"], "metric", "kfe_restarted");
    CHECK(restart["per_hour"].get<double>() == Approx(440).margin(2));
    CHECK(restart["target"] == 5400);
    CHECK(restart["sawtooth"] == false);
    CHECK(restart["eta"].get<std::string>().substr(0, 15) == "2020-11-26T06:2");

    const Json early = asked("$foreshock recovery i.foreshock --at 2020-11-25T22:00:00Z --json", place);
    CHECK(rowOf(early, "metric", "kfe_restarted")["eta"].get<std::string>().substr(0, 15) == "2020-11-26T06:2");
    // Before the add nothing had stood still.
    const Json before = asked("$foreshock limits i.foreshock --at 2020-11-25T10:40:00Z --json", place);
    for (const Json& row : before["limits"])
        CHECK(row["limit"]["basis"] != "plateau");
}

TEST_CASE("limits: a catalogue's limit is taken before the plateau; a hint says so", "[cli]") {
    const TemporaryFolder place;
    build(place, 3);
    place.file("limits.csv", "service,metric,limit,unit,source,date\n"
                             "kinesis-frontend,threads,32768,threads/server,ulimit -u,2020-09-01\n"
                             "cognito,buffer used,90,%,,\n"
                             "cognito,sessions,5,,,\n");
    const ShellResult imported = shell("$foreshock import limits.csv -o i.foreshock", place.path());
    INFO(imported.err);
    CHECK(imported.out.find("3 declared limits") != std::string::npos);
    const Json report = asked("$foreshock limits i.foreshock --json", place);
    const Json& threads = rowOf(report["limits"], "metric", "kfe_threads_p50");
    CHECK(threads["limit"]["basis"] == "declared");
    CHECK(threads["limit"]["certain"] == true);
    CHECK(rowOf(report["limits"], "metric", "cognito_buffer_used")["limit"]["certain"] == false);
    CHECK(report["declared_without_series"].size() == 1);
    CHECK(shell("$foreshock check i.foreshock", place.path()).exit == 0);
    CHECK(asked("$foreshock whatif i.foreshock --service kinesis-frontend --add 40 --at 2020-11-25T10:40:00Z --json",
                place)["largest_safe_add"]
              .get<double>() == Approx(19).margin(1));
}

TEST_CASE("backtest: an alarm at 95 % of the limit was too late before the record began", "[cli]") {
    const TemporaryFolder place;
    build(place, 5);
    const Json b = asked("$foreshock backtest i.foreshock --series kfe_threads_p50 --above 95% --json", place);
    CHECK(b["verdict"] == "already exceeded all record");
    CHECK(b["threshold"].get<double>() == Approx(.95 * 32768).margin(1));
    const Json close = asked("$foreshock backtest i.foreshock --series kfe_threads_p50 --above 32720 --json", place);
    CHECK(close["verdict"] == "would have warned");
    CHECK(close["incidents"][0]["lead_s"].get<double>() > 90 * 60);
    CHECK(asked("$foreshock backtest i.foreshock --series kfe_threads_p50 --above 40000 --json", place)["verdict"] ==
          "never exceeded");
}

TEST_CASE("groups: ten Kinesis alarms are one group, and point to the front end", "[cli]") {
    const TemporaryFolder place;
    build(place, 11);
    const Json report = asked("$foreshock groups i.foreshock --json", place);
    REQUIRE(report["groups"].size() == 1);
    const Json& group = report["groups"][0];
    CHECK(group["alarms"].size() == 10);
    CHECK(group["candidate"] == "kinesis-frontend");
    const Json& put = rowOf(group["alarms"], "id", "ALM-KDS-PUT");
    CHECK(put["delay"]["threshold"] == 1);
    CHECK(put["delay"]["rule_asks_s"] == 180);
    CHECK(put["delay"]["breach_to_alarm_s"].get<double>() > 0);
    CHECK(put["delay"]["alarm_to_notification_s"].is_null());
}

TEST_CASE("blast radius: ten services depend on the front end; lambda follows cloudwatch in an hour", "[cli]") {
    const TemporaryFolder place;
    build(place, 2);
    const Json b = asked("$foreshock blast i.foreshock kinesis-frontend --json", place);
    CHECK(b["dependents"] == 10);
    CHECK(names(b["tooling"], "service") == std::set<std::string>{"cloudwatch", "shd-tool"});
    CHECK(names(b["predicted"], "service") == std::set<std::string>{"autoscaling", "cloudwatch", "cognito", "customers",
                                                                    "ecs", "eks", "eventbridge", "iot", "lambda"});
    const Json& lag = rowOf(b["lags"], "from", "lambda");
    CHECK(lag["to"] == "cloudwatch");
    CHECK(lag["lag_s"].get<double>() == Approx(3600).margin(180));
    CHECK(lag["error_s"].get<double>() <= 180);
    REQUIRE(b["acted_hard"].size() == 1);
    CHECK(b["acted_hard"][0]["from"] == "cognito");
    CHECK(names(b["observed"], "service").contains("cognito"));
    for (const char* calm : {"kinesis-backend", "kinesis-metadata", "phd", "shd-backup"})
        CHECK(std::find(b["unaffected"].begin(), b["unaffected"].end(), calm) != b["unaffected"].end());
    const ShellResult unknown = shell("$foreshock blast i.foreshock kinesis", place.path());
    CHECK(unknown.exit == 2);
    CHECK(unknown.err.find("kinesis-frontend") != std::string::npos);
}

TEST_CASE("map difference: one new edge opens the way from the status tool to the front end", "[cli]") {
    const TemporaryFolder place;
    build(place, 2);
    withoutEdge(place, "case/topology.json", "old.json");
    const Json d = asked("$foreshock mapdiff old.json i.foreshock --json", place);
    REQUIRE(d["added"].size() == 1);
    CHECK(d["added"][0]["from"] == "cognito");
    bool isOpened = false;
    for (const Json& o : d["added"][0]["opens"])
        isOpened = isOpened || (o["from"] == "shd-tool" && o["to"] == "kinesis-frontend" && o["tool"] == true);
    CHECK(isOpened);
    CHECK(shell("$foreshock mapdiff old.json i.foreshock", place.path())
              .out.starts_with("1 new edge opens shd-tool → kinesis-frontend\n"));
    CHECK(shell("$foreshock mapdiff old.json old.json", place.path()).out == "The maps are the same.\n");
    CHECK(shell("$foreshock mapdiff old.json missing.json", place.path()).exit == 3);
    CHECK(shell("$foreshock mapdiff case/alarms.jsonl old.json", place.path()).exit == 3);
}

TEST_CASE("edges: the link that nobody saw is proposed with the log line that shows it", "[cli]") {
    const TemporaryFolder place;
    build(place, 2);
    withoutEdge(place, "case/topology.json", "case/topology.json");
    const Json report =
        asked("$foreshock import case -o j.foreshock --quiet >/dev/null && $foreshock edges j.foreshock --json", place);
    const Json& found = rowOf(report["suggested"], "from", "cognito");
    CHECK(found["to"] == "kinesis-frontend");
    CHECK(found["why"] == "co_failure");
    CHECK(found["lag_s"].get<double>() > 0);
    CHECK(found["log"]["message"].get<std::string>().size() > 10);
    const Json whole = asked("$foreshock edges i.foreshock --json", place);
    CHECK(names(whole["undocumented"], "from") == std::set<std::string>{"cognito", "shd-tool"});
    CHECK(std::find(whole["not_on_map"].begin(), whole["not_on_map"].end(), "iot") != whole["not_on_map"].end());
}

TEST_CASE("audit: cognito's row is complete, as JSON, CSV and page", "[cli]") {
    const TemporaryFolder place;
    build(place, 2);
    const Json audit = asked("$foreshock audit i.foreshock --json", place);
    const Json& row = rowOf(audit["services"], "service", "cognito");
    REQUIRE(row["direct"].size() == 1);
    CHECK(row["direct"][0]["acted_hard"] == true);
    CHECK(row["direct"][0]["documented"] == false);
    CHECK(row["transitive"] == Json({"kinesis-backend", "kinesis-metadata"}));
    CHECK(row["hidden"] == Json({"kinesis-backend", "kinesis-frontend", "kinesis-metadata"}));
    CHECK(names(audit["shared_by_tools"], "service").contains("kinesis-frontend"));
    CHECK(shell("$foreshock audit i.foreshock --csv", place.path())
              .out.find("cognito,kinesis-frontend,direct,soft,0,0,1,1\n") != std::string::npos);
    CHECK(
        shell("$foreshock audit i.foreshock --markdown", place.path()).out.find("| cognito | kinesis-frontend (soft") !=
        std::string::npos);
}

TEST_CASE("compare: from the hour before the add to the hour after the first alarm", "[cli]") {
    const TemporaryFolder place;
    build(place, 2);
    const Json c = asked("$foreshock compare i.foreshock --a 01:40/02:40 --b 05:15/06:15 --json", place);
    std::set<std::string> significant;
    for (const Json& s : c["series"])
        if (s["significant"])
            significant.insert(s["metric"].get<std::string>());
    CHECK(significant.contains("kfe_threads_p50"));
    for (const char* bad : {"1/2", "05:15", "06:00/05:00", "", "05:15/x"}) {
        const ShellResult r =
            shell("$foreshock compare i.foreshock --a '" + std::string(bad) + "' --b 05:15/06:15", place.path());
        CHECK(r.exit == 2);
    }
}

TEST_CASE("clocks: a log an hour ahead is found by its ids, and by its rhythm", "[cli]") {
    const TemporaryFolder place;
    std::filesystem::create_directory(place.path("in"));
    std::string api, db, odd;
    unsigned seed = 7;
    const auto random = [&] { return seed = seed * 1664525 + 1013904223, (seed >> 8) % 1000; };
    double t = 0;
    const auto clock = [](double s) {
        char out[40];
        std::snprintf(out, sizeof out, "2024-05-01T%02d:%02d:%06.3fZ", static_cast<int>(s / 3600),
                      static_cast<int>(s / 60) % 60, std::fmod(s, 60));
        return std::string(out);
    };
    for (int i = 0; i < 900; ++i) {
        t += random() < 100 ? 8 : .2 + random() / 500.0;
        const auto line = [&](double s, const char* service, const std::string& id) {
            return R"({"time":")" + clock(36000 + s) + R"(","service":")" + service +
                   R"(","instance":"h","level":"INFO","message":"call)" + id + "\"}\n";
        };
        char id[40];
        std::snprintf(id, sizeof id, " trace=%08x%08xabcd", seed, i);
        api += line(t, "api", id);
        db += line(t + .03 + 3600, "db", id);
        if (random() < 700)
            odd += line(t + .05 - 42, "odd", "");
    }
    place.file("in/api.jsonl", api);
    place.file("in/db.jsonl", db);
    place.file("in/odd.jsonl", odd);
    const Json report =
        asked("$foreshock import in -o i.foreshock --quiet >/dev/null && $foreshock skew i.foreshock --json", place);
    const auto proposal = [&](const char* name) -> Json {
        for (const Json& p : report["proposals"])
            if (p["source"].get<std::string>().find(name) != std::string::npos)
                return p;
        return {{"offset_s", 0}};
    };
    const auto at = [&](const char* name) { return proposal(name)["offset_s"].get<double>(); };
    CHECK(at("db.jsonl") - at("api.jsonl") == Approx(-3600.03).margin(.1));
    CHECK(at("odd.jsonl") - at("api.jsonl") == Approx(42).margin(1));
}

TEST_CASE("outlook: bad input gives a sentence and the right exit code", "[cli]") {
    const TemporaryFolder place;
    std::filesystem::create_directory(place.path("in"));
    place.file("in/notes.jsonl",
               "{\"time\":\"2024-05-01T10:00:00Z\",\"service\":\"\",\"kind\":\"note\",\"text\":\"x\"}\n");
    REQUIRE(shell("$foreshock import in -o n.foreshock --quiet", place.path()).exit == 0);
    for (const char* verb : {"limits", "recovery", "groups", "edges", "audit", "skew"}) {
        const ShellResult empty = shell(std::string("$foreshock ") + verb + " n.foreshock", place.path());
        INFO(verb);
        CHECK(empty.exit == 0);
        CHECK(!empty.out.empty());
        CHECK(shell(std::string("$foreshock ") + verb + " n.foreshock --json", place.path()).exit == 0);
        CHECK(shell(std::string("$foreshock ") + verb + " missing.foreshock", place.path()).exit == 4);
    }
    for (const char* command :
         {"blast n.foreshock nobody", "whatif n.foreshock --service nobody --add 3",
          "whatif n.foreshock --service x --add y", "backtest n.foreshock --series x --above 3",
          "backtest n.foreshock --series x", "limits n.foreshock --at noon", "recovery n.foreshock --target many"}) {
        const ShellResult r = shell(std::string("$foreshock ") + command, place.path());
        INFO(command);
        CHECK(r.exit == 2);
        CHECK(!r.err.empty());
    }
    CHECK(shell("$foreshock compare n.foreshock --a 10:00/11:00 --b 11:00/12:00", place.path()).exit == 0);
}

TEST_CASE("outlook: odd series, changes and maps crash nothing", "[cli]") {
    const TemporaryFolder place;
    std::filesystem::create_directory(place.path("in"));
    std::string metrics = "timestamp,service,metric,value,unit\n";
    char time[32];
    for (int m = 0; m < 120; ++m) {
        std::snprintf(time, sizeof time, "2024-05-01T%02d:%02d:00Z", 10 + m / 60, m % 60);
        metrics += std::string(time) + ",web,flat_threads,7,threads\n" + time + ",web,nulls_used,,%\n" +
                   "2024-05-01T10:00:00Z,web,same_time_used," + std::to_string(m) + ",%\n" + time + ",web,fleet_size," +
                   std::to_string(m < 60 ? 10 : 12) + ",hosts\n";
    }
    metrics += "2024-05-01T10:00:00Z,web,one_used,5,%\n";
    place.file("in/metrics.csv", metrics);
    std::string changes;
    for (int c = 0; c < 10000; ++c) {
        std::snprintf(time, sizeof time, "2024-05-01T%02d:%02d:00Z", 10 + c % 2, c % 60);
        changes += std::string("{\"id\":\"c") + std::to_string(c) + "\",\"time\":\"" + time + "\",\"service\":\"" +
                   (c % 3 == 0 ? "" : "web") + "\",\"kind\":\"deploy\",\"title\":\"t\"}\n";
    }
    place.file("in/changes.jsonl", changes);
    place.file("in/alarms.jsonl",
               "{\"time\":\"2024-05-01T11:30:00Z\",\"service\":\"\",\"metric\":\"\",\"title\":\"odd\"}\n"
               "{\"time\":\"2024-05-01T11:31:00Z\",\"service\":\"web\",\"metric\":\"\",\"title\":\"\"}\n");
    place.file("in/topology.json",
               "{\"services\":[\"web\"],\"dependencies\":[{\"from\":\"web\",\"to\":\"web\"},"
               "{\"from\":\"web\",\"to\":\"db\",\"kind\":\"soft\"},{\"from\":\"web\",\"to\":\"db\",\"kind\":\"hard\"},"
               "{\"from\":\"db\",\"to\":\"web\"}]}\n");
    REQUIRE(shell("$foreshock import in -o i.foreshock --quiet", place.path()).exit == 0);
    for (const char* command :
         {"limits i.foreshock", "recovery i.foreshock --series '*'", "groups i.foreshock", "blast i.foreshock web",
          "edges i.foreshock", "audit i.foreshock", "skew i.foreshock", "mapdiff i.foreshock i.foreshock",
          "whatif i.foreshock --service web --add 5 --limit 100",
          "whatif i.foreshock --service web --add 5 --limit 8 --metric flat_threads",
          "backtest i.foreshock --series nulls_used --above 3", "backtest i.foreshock --series web/one_used --above 3%",
          "compare i.foreshock --a 10:00/11:00 --b 11:00/12:00"}) {
        const ShellResult r = shell(std::string("$foreshock ") + command, place.path());
        INFO(command << r.err);
        CHECK(r.exit == 0);
        CHECK(!r.out.empty());
    }
}
