// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/cli/scenario_incident.h"

#include "model/base/time_text.h"
#include "tests/support/shell.h"

#include <catch2/catch.hpp>

#include <filesystem>
#include <sstream>

namespace foreshock::test {
namespace {

using Json = nlohmann::json;

std::string scenarioPath(const std::string& name) {
    const std::string own = FORESHOCK_SOURCE_DIR "/tests/data/scenarios/" + name + ".json";
    return std::filesystem::exists(own) ? own : name;
}

std::vector<std::string> linesOf(const std::string& text) {
    std::vector<std::string> out;
    std::istringstream in(text);
    for (std::string line; std::getline(in, line);)
        out.push_back(line);
    return out;
}

std::vector<Json> rowsOf(const std::string& path) {
    std::vector<Json> out;
    for (const std::string& line : linesOf(fileText(path)))
        out.push_back(Json::parse(line));
    return out;
}

} // namespace

ScenarioIncident::ScenarioIncident(const std::string& name, int seed) {
    const ShellResult made = shell("$foreshock scenario build " + scenarioPath(name) +
                                       " -o built.foreshock --keep case --quiet --seed " + std::to_string(seed),
                                   m_place.path());
    INFO(made.err);
    REQUIRE(made.exit == 0);
    m_metrics = fileText(m_place.path("case/metrics.csv"));
}

void ScenarioIncident::keepSamples(const std::function<bool(const Row&)>& isKept) {
    std::string out;
    for (const std::string& line : linesOf(m_metrics)) {
        const std::size_t a = line.find(','), b = line.find(',', a + 1), c = line.find(',', b + 1);
        if (out.empty() || isKept({line.substr(a + 1, b - a - 1), line.substr(b + 1, c - b - 1)}))
            out += line + "\n";
    }
    m_place.file("case/metrics.csv", out);
    m_isImported = false;
}

void ScenarioIncident::keepChanges(const std::function<bool(const Json&)>& isKept) {
    std::string out;
    for (const Json& row : rowsOf(m_place.path("case/changes.jsonl")))
        if (isKept(row))
            out += row.dump() + "\n";
    m_place.file("case/changes.jsonl", out);
    if (out.empty())
        std::filesystem::remove(m_place.path("case/changes.jsonl"));
    m_isImported = false;
}

void ScenarioIncident::editChanges(const std::function<void(Json&)>& edit) {
    std::string out;
    for (Json row : rowsOf(m_place.path("case/changes.jsonl"))) {
        edit(row);
        out += row.dump() + "\n";
    }
    m_place.file("case/changes.jsonl", out);
    m_isImported = false;
}

void ScenarioIncident::add(const std::vector<Json>& changes) {
    std::string out = fileText(m_place.path("case/changes.jsonl"));
    for (const Json& row : changes)
        out += row.dump() + "\n";
    m_place.file("case/changes.jsonl", out);
    m_isImported = false;
}

std::string ScenarioIncident::run(const std::string& verb, const std::string& options) const {
    if (!m_isImported) {
        const ShellResult imported =
            shell("rm -f i.foreshock*; $foreshock import case -o i.foreshock --quiet", m_place.path());
        INFO(imported.err);
        REQUIRE(imported.exit == 0);
        m_isImported = true;
    }
    const ShellResult r = shell("$foreshock " + verb + " i.foreshock --quiet " + options, m_place.path());
    INFO(verb << " " << options << "\n" << r.err);
    REQUIRE(r.exit == 0);
    return r.out;
}

Json ScenarioIncident::ask(const std::string& verb, const std::string& options) const {
    return Json::parse(run(verb, "--json " + options));
}

std::string ScenarioIncident::read(const std::string& verb, const std::string& options) const {
    return run(verb, options);
}

bool ScenarioIncident::isSeenVia(const Row& row, const std::string& telemetry) const {
    if (m_incident.is_null())
        m_incident = Json::parse(fileText(m_place.path("case/incident.json")));
    for (const Json& seen : m_incident["seen_via"])
        if (seen["service"] == row.service && seen["metric"] == row.metric && seen["via"] == telemetry)
            return true;
    return false;
}

std::vector<std::string> ScenarioIncident::services() const {
    std::vector<std::string> out;
    const Json map = Json::parse(fileText(m_place.path("case/topology.json")));
    for (const Json& s : map["services"])
        out.push_back(s.is_string() ? s.get<std::string>() : s["id"].get<std::string>());
    return out;
}

std::string ScenarioIncident::before(unsigned minutes) const {
    std::optional<Instant> first;
    for (const Json& row : rowsOf(m_place.path("case/alarms.jsonl"))) {
        const Instant t = parseTime(row["time"].get<std::string>())->instant;
        first = std::min(first.value_or(t), t);
    }
    return rfc3339(*first - Duration::minutes(minutes), Zone());
}

int placeOf(const Json& answer, const std::string& change) {
    int place = 0;
    for (const Json& s : answer["suspects"]) {
        ++place;
        if (s["change"] == change)
            return place;
    }
    return 0;
}

const Json& suspectOf(const Json& answer, const std::string& change) {
    const int place = placeOf(answer, change);
    INFO(change);
    REQUIRE(place > 0);
    return answer["suspects"][static_cast<std::size_t>(place) - 1];
}

std::string notLookedAt(const Json& answer) {
    std::string out;
    for (const Json& text : answer["coverage"]["not_looked_at"])
        out += text.get<std::string>() + "\n";
    return out;
}

} // namespace foreshock::test
