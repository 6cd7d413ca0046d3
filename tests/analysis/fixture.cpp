// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/analysis/fixture.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <fstream>
#include <set>

namespace foreshock::test {
namespace {

using Json = nlohmann::json;

std::set<std::string> names(const Json& list) {
    return list.get<std::set<std::string>>();
}

std::string textOr(const Json& row, const char* key, const std::string& other) {
    const auto at = row.find(key);
    return at != row.end() && at->is_string() && !at->get<std::string>().empty() ? at->get<std::string>() : other;
}

Values valuesOf(const Json& series) {
    const int power = series.at("power");
    Values out;
    for (const Json& v : series.at("values"))
        out.push_back(v.is_null() ? std::nan("")
                      : power < 0 ? v.get<double>() / std::pow(10.0, -power)
                                  : v.get<double>() * std::pow(10.0, power));
    return out;
}

IncidentGrid gridOf(const Json& data) {
    IncidentGrid grid;
    std::set<std::string> services = names(data.at("services"));
    for (const Json& s : data.at("series"))
        services.insert(s.at("service"));
    for (const Json& e : data.at("edges")) {
        services.insert(e.at(0));
        services.insert(e.at(1));
    }
    for (const char* list : {"changes", "alarms"})
        for (const Json& row : data.at(list))
            services.insert(row.at("service"));
    for (const std::string& s : services)
        grid.services.push_back(ServiceId(s));
    const auto index = [&](const Json& name) { return grid.serviceIndex(ServiceId(name.get<std::string>())); };

    grid.minutes = data.at("minutes");
    for (const Json& s : data.at("series"))
        grid.series.push_back({index(s.at("service")), s.at("metric"), s.at("unit"), valuesOf(s)});
    for (const Json& e : data.at("edges"))
        grid.edges.push_back({index(e.at(0)), index(e.at(1)),
                              dependencyKind(e.at(2).get<std::string>()).value_or(DependencyKind::Unknown)});
    for (const Json& c : data.at("changes")) {
        const std::string kind = c.at("kind");
        grid.changes.push_back({ChangeId(c.at("id")), index(c.at("service")), kind,
                                textOr(c, "group", c.at("service").get<std::string>() + "/" + kind), c.at("start"),
                                c.at("end"), true});
    }
    for (const Json& a : data.at("alarms")) {
        GridAlarm alarm{AlarmId(a.at("id")), index(a.at("service")), a.at("time"), std::nullopt,
                        textOr(a, "rule", textOr(a, "metric", ""))};
        if (const auto end = a.find("end"); end != a.end() && end->is_number())
            alarm.end = end->get<double>();
        grid.alarms.push_back(alarm);
    }
    for (const Json& e : data.at("early"))
        for (const Json& v : e.at(2))
            grid.early[{index(e.at(0)), e.at(1)}].push_back({v.at(0), v.at(1)});
    grid.sort();
    return grid;
}

ExpectedAnswer answerOf(const Json& a) {
    ExpectedAnswer out;
    out.verdict = a.at("verdict");
    out.origin = textOr(a, "origin", "");
    out.lead = textOr(a, "lead", "");
    out.onset = a.at("onset").is_null() ? 0 : a.at("onset").get<double>();
    out.hasStep = a.at("step");
    out.alarms = a.at("alarms").get<std::vector<std::string>>();
    out.explained = a.at("explained").get<std::vector<std::string>>();
    out.non = a.at("non").get<std::map<std::string, double>>();
    for (const Json& s : a.at("suspects"))
        out.changes.push_back({s.at(0), s.at(1), s.at(2)});
    for (const auto& [id, c] : a.at("ceilings").items())
        out.ceilings[id] = {c.at(0), c.at(1), c.at(2)};
    return out;
}

IncidentGrid reduced(IncidentGrid grid, const Json& c) {
    const auto series = names(c.at("drop_series"));
    const auto changes = names(c.at("drop_changes"));
    const auto alarms = names(c.at("drop_alarms"));
    std::erase_if(grid.series, [&](const GridSeries& s) {
        return series.count(grid.services[s.service].value + "/" + s.metric) > 0;
    });
    std::erase_if(grid.changes, [&](const GridChange& x) { return changes.count(x.id.value) > 0; });
    std::erase_if(grid.alarms, [&](const GridAlarm& x) { return alarms.count(x.id.value) > 0; });
    if (c.at("no_early")) {
        grid.early.clear();
        std::erase_if(grid.changes, [](const GridChange& x) { return x.id.value.rfind("earlier-", 0) == 0; });
    }
    return grid;
}

} // namespace

std::filesystem::path dataFolder() {
    return std::filesystem::path(FORESHOCK_SOURCE_DIR) / "tests/data/analysis";
}

std::vector<RankingCase> readRankingCases(const std::filesystem::path& file) {
    std::ifstream in(file);
    const Json data = Json::parse(in);
    const IncidentGrid grid = gridOf(data);
    std::vector<RankingCase> out;
    for (const Json& c : data.at("cases"))
        out.push_back({c.at("name"), reduced(grid, c), answerOf(c.at("answer"))});
    return out;
}

} // namespace foreshock::test
