// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/verbs.h"

#include "app/cli/amounts.h"
#include "app/cli/asked_file.h"
#include "app/cli/kept_output.h"
#include "app/cli/map_json.h"
#include "app/workflows/map_questions.h"
#include "model/base/text.h"
#include "model/base/time_text.h"

#include <fmt/format.h>

#include <tuple>

namespace foreshock::cli {
namespace {

std::string names(const std::vector<ServiceId>& list) {
    std::string out;
    for (std::size_t i = 0; i < list.size() && i < 40; ++i)
        out += (i == 0 ? "" : ", ") + shown(list[i].value);
    return list.size() > 40 ? fmt::format("{} and {} more", out, list.size() - 40) : out;
}

// ------------------------------------------------------------------------------------------------------------- blast

Json blastJson(const Terminal& terminal, const BlastRadius& b) {
    Json observed = Json::array(), predicted = Json::array(), tooling = Json::array(), soft = Json::array(),
         lags = Json::array(), hard = Json::array();
    for (const BlastRadius::Seen& s : b.observed)
        observed.push_back({{"service", s.service.value},
                            {"at", jsonTime(terminal, s.breakage.at)},
                            {"after_s", s.after.inSeconds()},
                            {"error_s", s.breakage.error.inSeconds()},
                            {"by", s.breakage.by},
                            {"path", pathJson(s.path)}});
    for (const BlastRadius::Hit& h : b.predicted) {
        Json kinds = Json::array();
        for (const DependencyKind kind : h.kinds)
            kinds.push_back(nameOf(kind));
        predicted.push_back({{"service", h.service.value},
                             {"after_s", h.after ? Json(h.after->inSeconds()) : Json()},
                             {"path", pathJson(h.path)},
                             {"kinds", std::move(kinds)},
                             {"hops", h.hops},
                             {"measured", h.isMeasured},
                             {"sure", h.isSure}});
    }
    for (const BlastRadius::Tool& t : b.tooling)
        tooling.push_back({{"service", t.service.value},
                           {"kind", t.kind == BlastRadius::ToolKind::Tool ? "tool" : "telemetry"},
                           {"path", pathJson(t.path)},
                           {"series", t.series},
                           {"fallback", t.fallback.empty() ? Json() : Json(t.fallback)},
                           {"fallback_practised", t.practised.empty() ? Json() : Json(t.practised)}});
    for (const BlastRadius::Spared& s : b.spared)
        soft.push_back({{"service", s.service.value}, {"edge", edgeJson(s.edge)}});
    for (const EdgeLag& lag : b.lags)
        lags.push_back(lagJson(lag));
    for (const EdgeLag& lag : b.actedHard)
        hard.push_back(lagJson(lag));
    return {{"service", b.service.value},
            {"broke_at", b.breakage ? jsonTime(terminal, b.breakage->at) : Json()},
            {"dependents", b.dependents},
            {"direct_dependents", b.directDependents},
            {"observed", std::move(observed)},
            {"predicted", std::move(predicted)},
            {"tooling", std::move(tooling)},
            {"behind_soft_edges", std::move(soft)},
            {"unaffected", namesJson(b.unaffected)},
            {"lags", std::move(lags)},
            {"acted_hard", std::move(hard)},
            {"on_cycle", b.isOnCycle}};
}

std::string blastText(const BlastRadius& b, const Zone& zone) {
    std::string out =
        fmt::format("{}: {} on it, {} directly{}\n", shown(b.service.value),
                    b.dependents == 1 ? "1 service depends" : fmt::format("{} services depend", b.dependents),
                    b.directDependents, b.isOnCycle ? "; it depends on itself through others" : "");
    if (b.breakage) {
        out += fmt::format("\nSeen in this record: it broke {} {} ({})\n", dayText(b.breakage->at, zone),
                           clockTextWithZone(b.breakage->at, zone), b.breakage->by);
        for (const BlastRadius::Seen& s : b.observed)
            out += fmt::format("   {} {} later ± {}  {}  ({})\n", clockText(s.breakage.at, zone), durationText(s.after),
                               durationText(s.breakage.error), shown(s.service.value), s.breakage.by);
        if (b.observed.empty())
            out += "   nothing that depends on it was seen to break after it\n";
    }
    if (!b.predicted.empty())
        out += "\nFails with it, by the map\n";
    for (const BlastRadius::Hit& h : b.predicted)
        out += fmt::format("   {}: {}{}  {}\n", shown(h.service.value),
                           !h.after ? "once its buffer is full, unknown when"
                           : *h.after == Duration{}
                               ? "at once"
                               : "after " + durationText(*h.after) + (h.isMeasured ? " as measured" : ""),
                           h.isSure ? "" : " (perhaps: an edge of unknown kind)", shown(pathText(h.path)));
    if (!b.tooling.empty())
        out += "\nResponders lose\n";
    for (const BlastRadius::Tool& t : b.tooling) {
        out += fmt::format("   {}: {}\n", shown(t.service.value),
                           t.kind == BlastRadius::ToolKind::Tool ? shown(pathText(t.path))
                           : t.series > 0 ? fmt::format("carries {}", countText(t.series, "series", "series"))
                                          : "telemetry over " + shown(pathText(t.path)));
        if (t.kind == BlastRadius::ToolKind::Tool)
            out += t.fallback.empty()
                       ? "      no fallback is recorded\n"
                       : fmt::format("      fallback: {}, {}\n", t.fallback,
                                     t.practised.empty() ? "never practised" : "practised " + t.practised);
    }
    if (!b.actedHard.empty())
        out += "\nSoft edges that acted hard\n";
    for (const EdgeLag& lag : b.actedHard)
        out += fmt::format("   {} → {}: broke {} after it{}\n", shown(lag.edge.from.value), shown(lag.edge.to.value),
                           lagText(lag.lag, lag.error), lag.edge.why.empty() ? "" : "; " + shown(lag.edge.why));
    if (!b.spared.empty())
        out += "\nShould survive, if the edge is as soft as it is told (never seen to fail)\n";
    for (const BlastRadius::Spared& s : b.spared)
        out += fmt::format("   {}: {} → {} is soft{}\n", shown(s.service.value), shown(s.edge.from.value),
                           shown(s.edge.to.value), s.edge.isConfirmed ? "" : ", unconfirmed");
    if (!b.lags.empty())
        out += "\nLags measured in this record\n";
    for (const EdgeLag& lag : b.lags)
        out += fmt::format("   {} → {}  {} ({})\n", shown(lag.edge.to.value), shown(lag.edge.from.value),
                           lagText(lag.lag, lag.error), nameOf(lag.edge.kind));
    if (!b.unaffected.empty())
        out += "\nNot affected: " + names(b.unaffected) + "\n";
    return out;
}

void blast(Terminal& terminal, const std::string& file, const std::string& service) {
    auto opened = openToAsk(terminal, file);
    if (!opened)
        return;
    const auto answer = askBlastRadius(opened->session, ServiceId(service), terminal.stop);
    if (!answer)
        return terminal.fail(answer.error());
    terminal.isJson ? terminal.printJson(blastJson(terminal, *answer))
                    : terminal.print(blastText(*answer, opened->zone));
}

// ----------------------------------------------------------------------------------------------------------- mapdiff

std::string edgeText(const Dependency& d) {
    return fmt::format("{} → {} ({}{}{})", shown(d.from.value), shown(d.to.value), nameOf(d.kind),
                       d.isDocumented ? "" : ", undocumented", d.isConfirmed ? "" : ", unconfirmed");
}

Json mapDiffJson(const MapDifference& d) {
    Json added = Json::array(), removed = Json::array(), changed = Json::array(), fanIn = Json::array();
    for (const MapDifference::Added& a : d.added) {
        Json opens = Json::array();
        for (const MapDifference::Opened& o : a.opens)
            opens.push_back({{"from", o.path.front().value},
                             {"to", o.path.back().value},
                             {"tool", o.isTool},
                             {"path", pathJson(o.path)}});
        Json row = edgeJson(a.edge);
        row["opens"] = std::move(opens);
        row["opens_total"] = a.opensTotal;
        row["closes_cycle"] = a.closesCycle;
        added.push_back(std::move(row));
    }
    for (const Dependency& e : d.removed)
        removed.push_back(edgeJson(e));
    for (const MapDifference::Changed& c : d.changed)
        changed.push_back({{"before", edgeJson(c.before)}, {"after", edgeJson(c.after)}});
    for (const MapDifference::FanIn& f : d.fanIn)
        fanIn.push_back({{"service", f.service.value}, {"before", f.before}, {"after", f.after}});
    return {{"services_added", namesJson(d.servicesAdded)},
            {"services_removed", namesJson(d.servicesRemoved)},
            {"added", std::move(added)},
            {"removed", std::move(removed)},
            {"changed", std::move(changed)},
            {"fan_in", std::move(fanIn)}};
}

std::string mapDiffText(const MapDifference& d) {
    if (d.servicesAdded.empty() && d.servicesRemoved.empty() && d.added.empty() && d.removed.empty() &&
        d.changed.empty())
        return "The maps are the same.\n";
    std::string out;
    // The sentence that matters first: what can fail now that could not before.
    const MapDifference::Opened* worst = nullptr;
    const auto rank = [](const MapDifference::Added& a, const MapDifference::Opened& o) {
        return std::tuple(o.isTool, o.path.back() == a.edge.to, o.path.size());
    };
    std::tuple<bool, bool, std::size_t> most;
    for (const MapDifference::Added& a : d.added)
        for (const MapDifference::Opened& o : a.opens)
            if (!worst || rank(a, o) > most) {
                worst = &o;
                most = rank(a, o);
            }
    if (worst)
        out += fmt::format(
            "{} {} {} → {}\n\n", countText(static_cast<long long>(d.added.size()), "new edge", "new edges"),
            d.added.size() == 1 ? "opens" : "open", shown(worst->path.front().value), shown(worst->path.back().value));
    if (!d.servicesAdded.empty())
        out += "New services: " + names(d.servicesAdded) + "\n";
    if (!d.servicesRemoved.empty())
        out += "Gone services: " + names(d.servicesRemoved) + "\n";
    for (const MapDifference::Added& a : d.added) {
        out += "+ " + edgeText(a.edge) + (a.closesCycle ? "; closes a cycle" : "") + "\n";
        std::size_t told = 0;
        for (const MapDifference::Opened& o : a.opens)
            if (o.path.size() > 2 && ++told <= 8)
                out += fmt::format("    opens {}{}\n", shown(pathText(o.path)), o.isTool ? "  (responders' tool)" : "");
        if (a.opensTotal > static_cast<long long>(told) + 1 && told >= 8)
            out += fmt::format("    and more: {} in all\n", countText(a.opensTotal, "path", "paths"));
    }
    for (const Dependency& e : d.removed)
        out += "- " + edgeText(e) + "\n";
    for (const MapDifference::Changed& c : d.changed)
        out += fmt::format("~ {} is now ({}{}{})\n", edgeText(c.before), nameOf(c.after.kind),
                           c.after.isDocumented ? "" : ", undocumented", c.after.isConfirmed ? "" : ", unconfirmed");
    if (!d.fanIn.empty())
        out += "\nMost depended upon\n";
    for (const MapDifference::FanIn& f : d.fanIn)
        out += fmt::format("   {}: {}{}\n", shown(f.service.value), countText(f.after, "service", "services"),
                           f.after == f.before ? "" : fmt::format(" (before: {})", f.before));
    return out;
}

void mapdiff(Terminal& terminal, const std::string& before, const std::string& after) {
    const auto answer = compareMaps(before, after, terminal.stop);
    if (!answer)
        return terminal.fail(answer.error(),
                             answer.error().code == ErrorCode::Cancelled ? kCancelled
                             : answer.error().code == ErrorCode::Sql || answer.error().code == ErrorCode::SchemaTooNew
                                 ? kFile
                                 : kInput);
    terminal.isJson ? terminal.printJson(mapDiffJson(*answer)) : terminal.print(mapDiffText(*answer));
}

} // namespace

void addMapVerbs(CLI::App& app, Terminal& terminal) {
    CLI::App* verb = app.add_subcommand("blast", "What fails with a service, when, and what responders lose");
    auto file = std::make_shared<std::string>();
    auto service = std::make_shared<std::string>();
    verb->add_option("FILE", *file, "an incident file")->required();
    verb->add_option("SERVICE", *service, "the service that fails")->required();
    verb->callback(keptOrAsked(terminal, verb, [&terminal, file, service] { blast(terminal, *file, *service); }));

    CLI::App* diff = app.add_subcommand("mapdiff", "What is new between two maps, and what it opens");
    auto before = std::make_shared<std::string>();
    auto after = std::make_shared<std::string>();
    diff->add_option("A", *before, "the older map: an incident file, or a map in any format")->required();
    diff->add_option("B", *after, "the newer map")->required();
    diff->callback([&terminal, before, after] { mapdiff(terminal, *before, *after); });
}

} // namespace foreshock::cli
