// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Plain incident folders that are damaged in every way, through the program: each verb answers with a sentence, exact
// JSON and the right exit code. The full sizes run with FORESHOCK_LONG.
#include "tests/support/shell.h"
#include "tests/support/temporary_folder.h"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <chrono>
#include <cmath>
#include <cstdio>
#include <filesystem>
#include <functional>
#include <set>

using namespace foreshock::test;
using Json = nlohmann::json;

namespace {

std::string at(double minute) { // after 2024-03-01T10:00Z, within the month
    const int s = static_cast<int>(std::llround((minute + 600) * 60));
    char out[40];
    std::snprintf(out, sizeof out, "2024-03-%02dT%02d:%02d:%02dZ", 1 + s / 86400, s / 3600 % 24, s / 60 % 60, s % 60);
    return out;
}

/// A folder as rows that a damage may change before they are written.
struct Folder {
    struct Row {
        std::string time, service, metric, value, unit;
    };
    std::vector<Row> samples;
    std::vector<Json> changes, alarms, logs;
    Json map;

    void write(const TemporaryFolder& place) const {
        std::filesystem::create_directory(place.path("in"));
        const auto lines = [&](const char* name, const std::vector<Json>& rows) {
            std::string text;
            for (const Json& row : rows)
                text += row.dump() + "\n";
            if (!rows.empty())
                place.file(std::string("in/") + name, text);
        };
        std::string csv = "timestamp,service,metric,value,unit\n";
        for (const Row& r : samples)
            csv += r.time + "," + r.service + "," + r.metric + "," + r.value + "," + r.unit + "\n";
        if (!samples.empty())
            place.file("in/metrics.csv", csv);
        lines("changes.jsonl", changes);
        lines("alarms.jsonl", alarms);
        lines("logs.jsonl", logs);
        if (!map.is_null())
            place.file("in/topology.json", map.dump());
    }
};

/// web → api → db: a change of db fills its threads; at 14:00 errors rise in all three.
Folder threeServices() {
    Folder out;
    unsigned seed = 11;
    const auto jitter = [&](double level, double part) {
        seed = seed * 1664525 + 1013904223;
        char text[32];
        std::snprintf(text, sizeof text, "%.6g", level * (1 + part * ((seed >> 8) % 2001 / 1000.0 - 1)));
        return std::string(text);
    };
    for (int m = 0; m < 360; ++m) {
        for (const char* service : {"web", "api", "db"}) {
            out.samples.push_back({at(m), service, "requests", jitter(100, .05), "1/s"});
            out.samples.push_back({at(m), service, "errors", jitter(m < 240 ? 1 : 12, .2), "%"});
            out.samples.push_back({at(m), service, "latency_p95", jitter(m < 240 ? 20 : 80, .1), "ms"});
        }
        out.samples.push_back({at(m), "db", "threads", jitter(m < 210 ? 100 : 200, .01), "threads"});
        out.logs.push_back({{"time", at(m)}, {"service", "api"}, {"level", "info"}, {"message", "done in 12 ms"}});
    }
    out.changes = {{{"id", "c1"},
                    {"time", at(210)},
                    {"end_time", at(220)},
                    {"service", "db"},
                    {"kind", "config"},
                    {"title", "pool"}},
                   {{"id", "c2"}, {"time", at(60)}, {"service", "web"}, {"kind", "deploy"}, {"title", "web 2"}},
                   {{"id", "c3"}, {"time", at(180)}, {"service", "api"}, {"kind", "deploy"}, {"title", "api 2"}}};
    out.alarms = {{{"id", "a1"},
                   {"time", at(244)},
                   {"service", "web"},
                   {"metric", "errors"},
                   {"title", "errors > 5 %"},
                   {"rule", "errors > 5"}},
                  {{"id", "a2"},
                   {"time", at(246)},
                   {"service", "api"},
                   {"metric", "errors"},
                   {"title", "errors > 5 %"},
                   {"rule", "errors > 5"}}};
    out.map = {
        {"services", {"web", "api", "db"}},
        {"dependencies",
         {{{"from", "web"}, {"to", "api"}, {"kind", "hard"}}, {{"from", "api"}, {"to", "db"}, {"kind", "hard"}}}}};
    return out;
}

struct Case {
    const char* name;
    std::function<void(Folder&)> damage;
    std::vector<std::pair<const char*, const char*>> says; ///< verb with options, text in its output
};

std::vector<Case> cases() {
    const auto values = [](const char* v) {
        return [v](Folder& f) {
            for (Folder::Row& r : f.samples)
                r.value = v;
        };
    };
    const auto without = [](const char* field) {
        return [field](Folder& f) {
            for (auto* rows : {&f.changes, &f.alarms})
                for (Json& row : *rows)
                    row.erase(field);
        };
    };
    const auto only = [](int kept) {
        return [kept](Folder& f) {
            if (kept != 0)
                f.alarms.clear();
            if (kept != 1)
                f.changes.clear();
            f.samples.clear();
            f.logs.clear();
            if (kept != 2)
                f.map = Json();
        };
    };
    return {
        {"constant",
         values("7"),
         {{"suspects",
           "Order and path only: the metrics of api and web are as usual around 14:04 UTC; if they should not "
           "be, the clock of one source may be off."},
          {"causes", "there is nothing to explain"},
          {"limits", "No resource has a limit that is known."}}},
        {"all NaN",
         values("NaN"),
         {{"suspects", "no series of db has samples then"},
          {"causes", "No series has samples both before and around"}}},
        {"all null", values(""), {{"suspects", "10 series without samples around the onset"}}},
        {"values no instrument measures",
         [](Folder& f) {
             for (std::size_t i = 0; i < f.samples.size(); i += 7)
                 f.samples[i].value = i % 2 ? "1e308" : "-1e308";
         },
         {{"suspects", "config on db"}, {"causes", "Likely started at db"}}},
        {"no service",
         without("service"),
         {{"suspects", "where it alarmed: 2 alarms name no service"},
          {"suspects", "it is not told which service it changed: no path is judged"},
          {"suspects", "pool, a service without a name"},
          {"groups", "14:04 a service without a name  errors > 5 %  (which one is not told)"},
          {"causes", "The alarm names no service"}}},
        {"no metric",
         [](Folder& f) {
             for (Json& alarm : f.alarms) {
                 alarm.erase("metric");
                 alarm.erase("rule");
             }
         },
         {{"suspects", "config on db"}}},
        {"only alarms",
         only(0),
         {{"suspects", "No change data. Not the same as no changes."},
          {"suspects", "map: none, so which alarms a change reaches is not judged"},
          {"groups", "no map is there to tell what the alarmed services have in common: import one, or traces"},
          {"causes", "No series to judge: import metrics"}}},
        {"only changes", only(1), {{"suspects", "Mark when the trouble began"}, {"groups", "No alarm is recorded."}}},
        {"only a map", only(2), {{"suspects", "No alarms here."}, {"blast db", "2 services depend on it"}}},
        {"no map",
         [](Folder& f) { f.map = Json(); },
         {{"suspects", "map: none, so which alarms a change reaches is not judged"}, {"suspects", "config on db"}}},
        {"a map with cycles",
         [](Folder& f) {
             f.map["dependencies"].push_back({{"from", "db"}, {"to", "web"}});
             f.map["dependencies"].push_back({{"from", "web"}, {"to", "web"}});
         },
         {{"suspects", "config on db"}, {"blast db", "2 services depend on it"}}},
        {"an hour late",
         [](Folder& f) {
             f.alarms[0]["time"] = at(304);
             f.alarms[1]["time"] = at(306);
         },
         {{"suspects", "the clock of one source may be off"}, {"causes", "the clock of one source may be off"}}},
    };
}

const std::vector<std::string>& everyQuestion() {
    static const std::vector<std::string> kAll = {
        "changepoints i.foreshock",
        "suspects i.foreshock",
        "suspects i.foreshock --at 2024-03-01T14:00:00Z",
        "suspects i.foreshock --window 1h --top 3",
        "causes i.foreshock",
        "causes i.foreshock --at 2024-03-01T14:00:00Z",
        "templates i.foreshock",
        "templates i.foreshock --around 2024-03-01T14:00:00Z",
        "skew i.foreshock",
        "groups i.foreshock",
        "limits i.foreshock",
        "whatif i.foreshock --service db --add 4 --limit 300 --against requests",
        "compare i.foreshock --a 2024-03-01T11:00:00Z/2024-03-01T12:00:00Z --b "
        "2024-03-01T14:00:00Z/2024-03-01T15:00:00Z",
        "backtest i.foreshock --series db/errors --above 5",
        "blast i.foreshock db",
        "mapdiff i.foreshock i.foreshock",
        "recovery i.foreshock --series '*'",
        "audit i.foreshock",
        "edges i.foreshock",
        "series i.foreshock",
        "services i.foreshock",
        "sources i.foreshock"};
    return kAll;
}

void checkNumbers(const Json& value, const std::string& name) {
    INFO(name);
    if (value.is_number()) {
        const double v = value.get<double>();
        CHECK(std::isfinite(v));
        if (name.find("probability") != std::string::npos)
            CHECK((v >= 0 && v <= 1));
    }
    if (value.is_structured())
        for (const auto& [key, child] : value.items())
            checkNumbers(child, value.is_object() ? key : name);
}

void checkSuspects(const Json& answer) {
    static const std::set<std::string> kVerdicts = {"named", "ranked", "not_a_change", "unrecorded_change",
                                                    "cannot_tell"};
    CHECK(kVerdicts.count(answer["verdict"]));
    double sum = answer["none_probability"], last = 1;
    for (const Json& s : answer["suspects"]) {
        CHECK(s["probability"].get<double>() <= last);
        last = s["probability"];
        sum += last;
    }
    CHECK(sum <= 1 + 1e-9);
}

/// Text and JSON of one question: done, or a command that can't be answered with a sentence why; never anything else.
void ask(const TemporaryFolder& place, const std::string& question) {
    for (const char* json : {"", " --json"}) {
        const ShellResult r = shell("$foreshock " + question + json, place.path());
        INFO(question << json << "\n" << r.out.substr(0, 2000) << r.err);
        CHECK((r.exit == 0 || r.exit == 2));
        if (r.exit != 0) {
            CHECK(r.out.empty());
            CHECK(r.err.find("foreshock: ") == 0);
            continue;
        }
        CHECK_FALSE(r.out.empty());
        if (*json) {
            const Json answer = Json::parse(r.out, nullptr, false);
            REQUIRE_FALSE(answer.is_discarded());
            checkNumbers(answer, "");
            if (question.rfind("suspects", 0) == 0)
                checkSuspects(answer);
        } else
            for (const char* bad : {" nan", "infinite", " inf ", "-0 "})
                CHECK(r.out.find(bad) == std::string::npos);
    }
}

void import(const TemporaryFolder& place, const Folder& folder) {
    folder.write(place);
    const ShellResult r = shell("$foreshock import in -o i.foreshock --quiet", place.path());
    INFO(r.err);
    REQUIRE(r.exit == 0);
}

} // namespace

TEST_CASE("bad analysis: each damage is told in words that say what to do", "[cli]") {
    for (const Case& c : cases()) {
        const TemporaryFolder place;
        Folder folder = threeServices();
        c.damage(folder);
        import(place, folder);
        for (const auto& [verb, text] : c.says) {
            const std::string question(verb);
            const std::size_t space = question.find(' ');
            const ShellResult r = shell("$foreshock " + question.substr(0, space) + " i.foreshock" +
                                            (space == std::string::npos ? "" : question.substr(space)),
                                        place.path());
            INFO(c.name << ", " << verb << ":\n" << r.out << r.err);
            CHECK(r.exit == 0);
            CHECK(r.out.find(text) != std::string::npos);
        }
        ask(place, "suspects i.foreshock");
    }
}

TEST_CASE("bad analysis: every verb answers, whatever is missing or damaged", "[cli]") {
    const TemporaryFolder all;
    Folder folder = threeServices();
    for (const Case& c : cases())
        if (std::string_view(c.name).find("only") == std::string_view::npos && std::string_view(c.name) != "no map") {
            Folder other = threeServices();
            c.damage(other);
            const auto add = [](auto& to, const auto& from) { to.insert(to.end(), from.begin(), from.end()); };
            add(folder.samples, other.samples);
            add(folder.changes, other.changes);
            add(folder.alarms, other.alarms);
            for (const Json& edge : other.map["dependencies"])
                folder.map["dependencies"].push_back(edge);
        }
    folder.changes.push_back(
        {{"id", "1970"}, {"time", "1970-01-01T00:00:00Z"}, {"service", "web"}, {"kind", "deploy"}, {"title", "old"}});
    folder.changes.push_back(
        {{"id", "2099"}, {"time", "2099-01-01T00:00:00Z"}, {"service", "web"}, {"kind", "deploy"}, {"title", "new"}});
    folder.changes.push_back({{"id", "back"},
                              {"time", at(200)},
                              {"end_time", at(100)},
                              {"service", "api"},
                              {"kind", "deploy"},
                              {"title", "back"}});
    folder.changes.push_back({{"id", "month"},
                              {"time", "2024-02-01T00:00:00Z"},
                              {"end_time", at(400)},
                              {"service", "api"},
                              {"kind", "deploy"},
                              {"title", "long"}});
    folder.samples.push_back({"2023-03-01T10:00:00Z", "web", "errors", "1", "%"});
    folder.samples.push_back({at(243), "web", "lonely_errors", "3", "%"});
    import(all, folder);
    for (const std::string& question : everyQuestion())
        ask(all, question);
    for (const char* name : {"only alarms", "only changes", "only a map", "all NaN"}) {
        const TemporaryFolder place;
        Folder poor = threeServices();
        for (const Case& c : cases())
            if (c.name == std::string_view(name))
                c.damage(poor);
        import(place, poor);
        for (const std::string& question : everyQuestion())
            ask(place, question);
    }
}

TEST_CASE("bad analysis: a folder that holds nothing makes no file, and says so", "[cli]") {
    const TemporaryFolder place;
    std::filesystem::create_directory(place.path("in"));
    place.file("in/metrics.csv", "timestamp,service,metric,value,unit\n");
    place.file("in/alarms.jsonl", "");
    const ShellResult imported = shell("$foreshock import in -o i.foreshock", place.path());
    CHECK(imported.exit == 3);
    CHECK_FALSE(imported.err.empty());
    const ShellResult asked = shell("$foreshock suspects i.foreshock", place.path());
    CHECK(asked.exit == 4);
    CHECK(asked.err.find("no such incident file. Check the path, or make one: foreshock import") != std::string::npos);
}

TEST_CASE("bad analysis: flapping alarms, ten thousand changes and a gap of a year take seconds", "[cli]") {
    const bool isLong = std::getenv("FORESHOCK_LONG") != nullptr;
    const TemporaryFolder place;
    Folder folder = threeServices();
    const int alarms = isLong ? 100'000 : 20'000, changes = isLong ? 10'000 : 4'000;
    for (int i = 0; i < alarms; ++i)
        folder.alarms.push_back({{"id", "f" + std::to_string(i)},
                                 {"time", at(240.0 * i / alarms)},
                                 {"service", i % 2 ? "web" : "db"},
                                 {"metric", "errors"},
                                 {"title", "flaps"},
                                 {"rule", "flaps"}});
    for (int i = 0; i < changes; ++i)
        folder.changes.push_back({{"id", "r" + std::to_string(i)},
                                  {"time", at(235.0 * i / changes)},
                                  {"service", i % 2 ? "web" : "api"},
                                  {"kind", "deploy"},
                                  {"title", "routine"}});
    for (int i = 0; i < 2000; ++i) {
        folder.logs.push_back({{"time", "2023-03-01T10:" + at(i).substr(14)},
                               {"service", "api"},
                               {"level", "info"},
                               {"message", "a year before"}});
        folder.logs.push_back({{"time", at(i % 360)}, {"service", "db"}, {"level", "info"}, {"message", "query"}});
    }
    import(place, folder);
    for (const char* verb : {"suspects", "groups", "causes", "skew", "limits", "edges"}) {
        const auto begin = std::chrono::steady_clock::now();
        const ShellResult r = shell(std::string("$foreshock ") + verb + " i.foreshock", place.path());
        const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
        INFO(verb << " " << seconds << " s\n" << r.err);
        CHECK(r.exit == 0);
        CHECK(seconds < 20);
    }
    CHECK(shell("$foreshock suspects i.foreshock", place.path())
              .out.find("config on db, 34 min before the first alarm") != std::string::npos);
}
