// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/analysis/causes_fixture.h"

#include "tests/analysis/fixture.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <filesystem>
#include <fstream>

namespace foreshock::test {
namespace {

using Json = nlohmann::json;

std::vector<Dependency> mapOf(const Json& edges) {
    std::vector<Dependency> out;
    for (const Json& e : edges) {
        Dependency d;
        d.from = ServiceId(e.at(0));
        d.to = ServiceId(e.at(1));
        out.push_back(d);
    }
    return out;
}

CausesCase readCase(const std::filesystem::path& path) {
    std::ifstream in(path);
    const Json data = Json::parse(in);
    CausesCase out;
    out.name = path.stem().string();
    out.truth = data.at("truth").get<std::vector<std::string>>();
    for (const Json& s : data.at("services")) {
        Service service;
        service.id = ServiceId(s);
        out.incident.services.push_back(service);
    }
    out.incident.dependencies = mapOf(data.at("edges"));
    Alarm alarm;
    alarm.id = AlarmId("alarm");
    alarm.service = ServiceId(data.at("alarm").at("service"));
    alarm.metric = data.at("alarm").at("metric");
    alarm.start = Instant{std::stoll(data.at("alarm").at("ns").get<std::string>())};
    out.incident.alarms.push_back(alarm);
    for (const Json& s : data.at("series")) {
        SeriesData series;
        series.info.service = ServiceId(s.at("service"));
        series.info.metric = s.at("metric");
        series.info.unit = s.at("unit");
        for (std::size_t i = 0; i < s.at("t").size(); ++i)
            series.samples.push_back({alarm.start + Duration::seconds(s.at("t")[i]), s.at("x")[i]});
        out.incident.series.push_back(std::move(series));
    }
    for (const Json& l : data.at("logs"))
        out.messages.push_back({ServiceId(l.at("service")), l.at("message"), l.at("before"), l.at("now")});
    for (const Json& a : data.at("answers")) {
        ExpectedCauses one;
        one.name = a.at("name");
        one.map = a.contains("edges") ? mapOf(a.at("edges")) : out.incident.dependencies;
        one.isWithoutCounts = a.contains("without_counts");
        one.evidenceAbstains = a.at("evidence").at("abstains");
        one.evidence = a.at("evidence").at("ranking").get<ExpectedCauses::Scores>();
        one.hasFlow = !a.at("flow").is_null();
        if (one.hasFlow) {
            one.flowAbstains = a.at("flow").at("abstains");
            one.flow = a.at("flow").at("ranking").get<ExpectedCauses::Scores>();
        }
        out.answers.push_back(std::move(one));
    }
    return out;
}

} // namespace

LogSurge CausesCase::logs() const {
    LogSurge out(epochMinute(alarm().start));
    for (const Message& m : messages) {
        for (long i = 0; i < m.before; ++i)
            out.add(alarm().start - Duration::minutes(10), m.service, m.text);
        for (long i = 0; i < m.now; ++i)
            out.add(alarm().start, m.service, m.text);
    }
    return out;
}

Incident CausesCase::incidentFor(const ExpectedCauses& answer) const {
    Incident out = incident;
    out.dependencies = answer.map;
    if (answer.isWithoutCounts)
        std::erase_if(out.series, [](const SeriesData& s) {
            const std::string kind = s.info.metric.substr(0, s.info.metric.find('.'));
            return causeRole(kind, s.info.unit) == CauseRole::Traffic;
        });
    return out;
}

const std::vector<CausesCase>& causesCases() {
    static const std::vector<CausesCase> kCases = [] {
        std::vector<CausesCase> out;
        for (const auto& entry : std::filesystem::directory_iterator(dataFolder() / "causes"))
            if (entry.path().extension() == ".json")
                out.push_back(readCase(entry.path()));
        std::sort(out.begin(), out.end(), [](const CausesCase& a, const CausesCase& b) { return a.name < b.name; });
        return out;
    }();
    return kCases;
}

CausesRun rankCauses(const Incident& incident, const LogSurge& logs) {
    HeldSamples samples(incident);
    const Alarm& alarm = incident.alarms.front();
    const auto found = logs.found();
    CausesRun out{causeCase(incident, {}, alarm.service, alarm.metric, alarm.start, TimeRange::everything()), {}, {}};
    const auto judged = judgeSeries(out.asked, samples);
    out.evidence = rankByEvidence(out.asked, *judged, serviceEvidence(out.asked, *judged, found));
    out.flow = rankByFlow(out.asked, samples);
    return out;
}

} // namespace foreshock::test
