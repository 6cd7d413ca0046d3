// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/base/text.h"
#include "model/base/time_text.h"
#include "tests/scenario/built_scenario.h"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <set>

using namespace foreshock;
using namespace foreshock::test;

namespace {

const char* const kScenarios[] = {"kinesis-2020-11-25", "ticket-sale-2024-05-17"};

/// A small one: one metric of an hour with a corner, a clamp and a hole in its data.
const char* const kTiny = R"~({"format":"foreshock-scenario/1",
 "meta":{"id":"tiny","title":"Tiny, \"quoted\"","tz":"Europe/Berlin (CEST)","t0":"2024-05-17T09:00:00Z","first_alarm":"2024-05-17T09:30:00Z","end":"2024-05-17T10:00:00Z"},
 "services":[{"id":"a","basis":"fact"},{"id":"b","basis":"fact"},{"id":"hidden-one","basis":"fact"}],
 "dependencies":[{"from":"a","to":"b","kind":"hidden","basis":"fact"},{"from":"a","to":"hidden-one","kind":"hard","documented":false,"basis":"fact"}],
 "changes":[{"id":"c1","service":"a","kind":"deploy","start":"2024-05-17T09:00:00Z","end":null,"what":"seen","basis":"fact"},
            {"id":"c2","service":"a","kind":"load","start":"2024-05-17T09:01:00Z","what":"unseen","basis":"fact","recorded":false}],
 "earlier_runs":[{"t":"2024-05-01T09:00:00Z","service":"a","kind":"deploy","what":"+1","metric":"m","after":7,"fleet_metric":"f","fleet_after":3,"basis":"fact"}],
 "metrics":[{"id":"m","service":"a","unit":"1/s, all","step_s":60,"points":[[0,10],[30,40],[40,null],[50,40],[60,40]],"noise":0,"clamp":{"max":30},"basis":"fact"}],
 "alarms":[{"t":"2024-05-17T09:30:00Z","id":"A","service":"a","rule":"m > 20","severity":1,"basis":"fact"}],
 "logs":[{"t":"2024-05-17T09:31:00Z","service":"a","host":"a-07","level":"ERROR","msg":"it \"fails\""}],
 "timeline":[{"t":"2024-05-17T09:32:00Z","service":"a","kind":"decision","text":"wait","basis":"fact","src":"S"}],
 "truth":{"trigger":"c2","verdict":"unrecorded_change"}})~";

} // namespace

TEST_CASE("scenario build: the same seed gives equal bytes, another one does not", "[scenario]") {
    for (const char* name : kScenarios) {
        const Scenario scenario = scenarioNamed(name);
        const ExchangeFiles one = built(scenario, {1, 1});
        const ExchangeFiles two = built(scenario, {2, 1});
        CHECK(one == built(scenario, {1, 1}));
        CHECK(one.at("metrics.csv") != two.at("metrics.csv"));
        CHECK(one.at("logs.jsonl") != two.at("logs.jsonl"));
        for (const char* file : {"changes.jsonl", "alarms.jsonl", "topology.json", "notes.jsonl", "incident.json"})
            CHECK(one.at(file) == two.at(file));
    }
}

TEST_CASE("scenario build: the bytes are these, on every machine and compiler", "[scenario]") {
    const auto digest = [](const ExchangeFiles& files) {
        std::string all;
        for (const auto& [name, bytes] : files)
            all += name + bytes;
        return hash64(all);
    };
    CHECK(digest(built(parseScenario(kTiny).value())) == 1830267996479448671ULL);
    CHECK(digest(built(scenarioNamed("kinesis-2020-11-25"))) == 9054502704765830053ULL);
}

TEST_CASE("scenario build: a small one, drawn in full", "[scenario]") {
    const ExchangeFiles files = built(parseScenario(kTiny).value(), {1, 0});
    CHECK(
        files.at("changes.jsonl") ==
        R"({"id":"earlier-1","time":"2024-05-01T09:00:00Z","end_time":"2024-05-01T10:00:00Z","service":"a","kind":"deploy","title":"+1","basis":"fact"})"
        "\n"
        R"({"id":"c1","time":"2024-05-17T09:00:00Z","service":"a","kind":"deploy","title":"seen","basis":"fact"})"
        "\n");
    CHECK(
        files.at("alarms.jsonl") ==
        R"({"time":"2024-05-17T09:30:00Z","service":"a","metric":"","title":"m > 20","id":"A","rule":"m > 20","severity":1,"basis":"fact"})"
        "\n");
    CHECK(files.at("notes.jsonl") ==
          R"({"time":"2024-05-17T09:32:00Z","service":"a","kind":"decision","text":"wait","source":"S","basis":"fact"})"
          "\n");
    CHECK(
        files.at("logs.jsonl") ==
        R"({"time":"2024-05-17T09:31:00Z","service":"a","instance":"a-07","level":"ERROR","message":"it \"fails\"","trace":"","basis":"invented"})"
        "\n");
    CHECK(
        files.at("topology.json") ==
        "{\"services\":[\n"
        " {\"id\":\"a\",\"name\":\"a\",\"role\":\"\",\"on_map_at_start\":true,\"basis\":\"fact\"},\n"
        " {\"id\":\"b\",\"name\":\"b\",\"role\":\"\",\"on_map_at_start\":true,\"basis\":\"fact\"},\n"
        " {\"id\":\"hidden-one\",\"name\":\"hidden-one\",\"role\":\"\",\"on_map_at_start\":true,\"basis\":\"fact\"}],\n"
        "\"dependencies\":[\n"
        " {\"from\":\"a\",\"to\":\"b\",\"kind\":\"unknown\",\"documented\":false,\"why\":\"\",\"basis\":\"fact\"},\n"
        " {\"from\":\"a\",\"to\":\"hidden-one\",\"kind\":\"hard\",\"documented\":false,\"why\":\"\",\"basis\":\"fact\"}"
        "]}\n");
    const nlohmann::json incident = nlohmann::json::parse(files.at("incident.json"));
    CHECK(incident["title"] == "Tiny, \"quoted\"");
    CHECK(incident["zone"] == "Europe/Berlin");
    const std::vector<std::string> rows = linesOf(files.at("metrics.csv"));
    CHECK(rows[0] == "timestamp,service,metric,value,unit");
    CHECK(rows[1] == "2024-05-01T10:00:00Z,a,m,7,\"1/s, all\"");
    CHECK(rows[2] == "2024-05-01T10:00:00Z,a,f,3,");
    CHECK(rows.size() == 3 + 61);
    std::set<std::string> empty;
    for (std::size_t minute = 0; minute <= 60; ++minute) {
        const std::vector<std::string_view> cells = split(rows[3 + minute], ',');
        const double ideal = std::min(30.0, minute <= 30 ? 10.0 + static_cast<double>(minute) : 40.0);
        if (cells[3].empty())
            empty.insert(std::string(cells[0]));
        else
            CHECK(std::stod(std::string(cells[3])) == Approx(ideal));
    }
    for (const char* time : {"2024-05-17T09:31:00Z", "2024-05-17T09:40:00Z", "2024-05-17T09:49:00Z"})
        CHECK(empty.count(time) == 1);
    CHECK(empty.size() >= 19);
    CHECK(empty.size() < 50);
}

TEST_CASE("scenario build: leaving one metric out changes no other series", "[scenario]") {
    const Scenario whole = scenarioNamed("kinesis-2020-11-25");
    const ExchangeFiles files = built(whole);
    for (std::size_t left = 0; left < whole.metrics.size(); left += 5) {
        Scenario less = whole;
        less.metrics.erase(less.metrics.begin() + static_cast<std::ptrdiff_t>(left));
        const ExchangeFiles fewer = built(less);
        for (const ScenarioMetric& metric : less.metrics)
            CHECK(samplesOf(fewer, metric.service.value, metric.id) ==
                  samplesOf(files, metric.service.value, metric.id));
    }
}

TEST_CASE("scenario build: clamped values are exact, and a fleet size has no noise", "[scenario]") {
    const ExchangeFiles kinesis = built(scenarioNamed("kinesis-2020-11-25"));
    int atLimit = 0;
    for (const std::string& sample : samplesOf(kinesis, "kinesis-frontend", "kfe_threads_p50")) {
        const std::string value = sample.substr(sample.find(' ') + 1);
        CHECK((value.empty() || std::stod(value) <= 32768));
        atLimit += value == "32768" ? 1 : 0;
    }
    CHECK(atLimit > 100);
    const std::vector<std::string> fleet = samplesOf(kinesis, "kinesis-frontend", "kfe_fleet_size");
    CHECK(fleet[0] == "2020-10-14T11:30:00Z 5280");
    CHECK(fleet[3] == "2020-11-18T11:45:00Z 5400");
    CHECK(std::count(fleet.begin(), fleet.end(), "2020-11-25T12:00:00Z 5440") == 1);
}

TEST_CASE("scenario build: samples have the step of their metric, some 2 % and up to two holes are lost",
          "[scenario]") {
    for (const char* name : kScenarios) {
        const Scenario scenario = scenarioNamed(name);
        for (std::uint64_t seed = 1; seed <= 5; ++seed) {
            const ExchangeFiles files = built(scenario, {seed, 0});
            double due = 0;
            double lost = 0;
            for (const ScenarioMetric& metric : scenario.metrics) {
                std::vector<std::string> samples = samplesOf(files, metric.service.value, metric.id);
                samples.erase(
                    samples.begin(), std::find_if(samples.begin(), samples.end(), [&](const std::string& sample) {
                        return parseTime(sample.substr(0, sample.find(' ')))->instant >= scenario.range().from;
                    }));
                const double minutes = metric.points.back().minute - std::floor(metric.points.front().minute);
                CHECK(samples.size() ==
                      static_cast<std::size_t>(minutes * 60e9 / static_cast<double>(metric.step.ns)) + 1);
                due += static_cast<double>(samples.size());
                for (const std::string& sample : samples)
                    lost += sample.back() == ' ' ? 1 : 0;
            }
            INFO(name << " seed " << seed << " lost " << lost << " of " << due);
            CHECK(lost / due > 0.02);
            CHECK(lost / due < 0.04);
        }
    }
}

TEST_CASE("scenario build: noise has the relative width that the metric says", "[scenario]") {
    const Scenario scenario = scenarioNamed("ticket-sale-2024-05-17");
    double sum = 0;
    double squares = 0;
    double count = 0;
    for (std::uint64_t seed = 1; seed <= 20; ++seed)
        for (const std::string& sample : samplesOf(built(scenario, {seed, 0}), "edge", "edge_tls_failures"))
            if (sample.back() != ' ') {
                const double deviation = std::stod(sample.substr(sample.find(' '))) / 0.3 - 1;
                sum += deviation;
                squares += deviation * deviation;
                ++count;
            }
    CHECK(std::abs(sum / count) < 0.01);
    CHECK(std::sqrt(squares / count) == Approx(0.2).epsilon(0.03));
}

TEST_CASE("scenario build: the scale multiplies the background lines and nothing else", "[scenario]") {
    for (const char* name : kScenarios) {
        const Scenario scenario = scenarioNamed(name);
        const ExchangeFiles once = built(scenario, {1, 1});
        const ExchangeFiles thrice = built(scenario, {1, 3});
        CHECK(linesOf(once.at("logs.jsonl")).size() == 10'000 + scenario.logs.size());
        CHECK(linesOf(thrice.at("logs.jsonl")).size() == 30'000 + scenario.logs.size());
        for (const auto& [file, bytes] : once)
            if (file != "logs.jsonl")
                CHECK(bytes == thrice.at(file));
        for (const ScenarioLog& log : scenario.logs)
            for (const ExchangeFiles* files : {&once, &thrice})
                CHECK(files->at("logs.jsonl").find(nlohmann::json(log.message).dump()) != std::string::npos);
    }
}

TEST_CASE("scenario build: log lines are in order, and a service gets louder only after its own alarm", "[scenario]") {
    for (const char* name : kScenarios) {
        const Scenario scenario = scenarioNamed(name);
        std::set<std::string> given;
        for (const ScenarioLog& log : scenario.logs)
            given.insert(log.message);
        Instant last = Instant::earliest();
        double before = 0;
        double troubled = 0;
        double beforeErrors = 0;
        double troubledErrors = 0;
        for (const std::string& line : linesOf(built(scenario).at("logs.jsonl"))) {
            const nlohmann::json row = nlohmann::json::parse(line);
            const Instant time = parseTime(row["time"].get<std::string>())->instant;
            CHECK(last <= time);
            CHECK(scenario.range().from <= time);
            CHECK(time <= scenario.range().to);
            last = time;
            if (given.count(row["message"]) != 0)
                continue;
            Instant alarm = Instant::latest();
            for (const ScenarioAlarm& candidate : scenario.alarms)
                if (candidate.service.value == row["service"])
                    alarm = std::min(alarm, candidate.start);
            const bool isError = row["level"] == "ERROR";
            (time < alarm ? before : troubled) += 1;
            (time < alarm ? beforeErrors : troubledErrors) += isError ? 1 : 0;
        }
        CHECK(beforeErrors / before < 0.01);
        CHECK(troubledErrors / troubled > 0.04);
    }
}

TEST_CASE("scenario build: nothing of the truth and no unrecorded change is written", "[scenario]") {
    for (const char* name : kScenarios) {
        const nlohmann::json scenario = nlohmann::json::parse(scenarioFile(name));
        std::vector<std::string> secrets;
        const auto collect = [&](const auto& self, const nlohmann::json& value) -> void {
            if (value.is_string() && value.get<std::string>().size() > 24)
                secrets.push_back(value.get<std::string>());
            if (value.is_structured())
                for (const nlohmann::json& inner : value)
                    self(self, inner);
        };
        for (const char* member : {"truth", "decoys", "learning", "exercise", "tooling"})
            if (scenario.contains(member))
                collect(collect, scenario[member]);
        for (const nlohmann::json& change : scenario["changes"])
            if (change.value("recorded", true) == false) {
                secrets.push_back(change["id"]);
                secrets.push_back(change["what"]);
            }
        REQUIRE(secrets.size() > 10);
        for (const auto& [file, bytes] : built(parseScenario(scenarioFile(name)).value()))
            for (const std::string& secret : secrets) {
                INFO(file << ": " << secret);
                CHECK(bytes.find(secret) == std::string::npos);
            }
    }
}

TEST_CASE("scenario build: background lines name no dependency that is undocumented", "[scenario]") {
    const Scenario scenario = scenarioNamed("kinesis-2020-11-25");
    for (const std::string& line : linesOf(built(scenario, {1, 5}).at("logs.jsonl"))) {
        const nlohmann::json row = nlohmann::json::parse(line);
        if (row["service"] == "cognito")
            CHECK(row["message"].get<std::string>().find("kinesis") == std::string::npos);
    }
}

TEST_CASE("scenario build: a writer that fails stops the build", "[scenario]") {
    class FailingWriter : public ExchangeWriter {
    public:
        Result<void> write(std::string_view, std::string_view) override {
            ++calls;
            return Error{ErrorCode::Io, "disk full", {}, {}};
        }
        int calls = 0;
    } writer;
    const Result<void> done = buildScenario(scenarioNamed("kinesis-2020-11-25"), {}, writer);
    REQUIRE_FALSE(done);
    CHECK(done.error().message == "disk full");
    CHECK(writer.calls == 1);
}
