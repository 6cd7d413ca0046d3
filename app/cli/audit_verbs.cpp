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

namespace foreshock::cli {
namespace {

enum class Form { Text, Csv, Markdown };

/// `total`: how many there are, of which the list may hold the first ones only.
std::string names(const std::vector<ServiceId>& list, std::size_t total = 0) {
    std::string out;
    for (const ServiceId& s : list)
        out += (out.empty() ? "" : ", ") + shown(s.value);
    if (total > list.size())
        out += fmt::format(" and {} more", total - list.size());
    return out.empty() ? "–" : out;
}

// ------------------------------------------------------------------------------------------------------------- audit

/// "kinesis-frontend (soft, acted hard)"
std::string directText(const AuditRow::Edge& e) {
    return fmt::format("{} ({}{}{})", shown(e.edge.to.value), nameOf(e.edge.kind),
                       e.actedHard          ? ", acted hard"
                       : e.isUntested       ? ", untested"
                       : e.edge.isConfirmed ? ""
                                            : ", unconfirmed",
                       e.edge.isDocumented ? "" : ", undocumented");
}

std::string directs(const AuditRow& row, const char* between) {
    std::string out;
    for (const AuditRow::Edge& e : row.direct)
        out += (out.empty() ? "" : between) + directText(e);
    return out.empty() ? "–" : out;
}

Json auditJson(const DependencyAudit& audit) {
    Json rows = Json::array(), shared = Json::array();
    for (const AuditRow& row : audit.rows) {
        Json direct = Json::array();
        for (const AuditRow::Edge& e : row.direct) {
            Json edge = edgeJson(e.edge);
            edge["acted_hard"] = e.actedHard;
            edge["untested"] = e.isUntested;
            direct.push_back(std::move(edge));
        }
        rows.push_back({{"service", row.service.value},
                        {"direct", std::move(direct)},
                        {"transitive", namesJson(row.transitive)},
                        {"hidden", namesJson(row.hidden)},
                        {"tooling", namesJson(row.tooling)},
                        {"transitive_total", row.transitiveTotal},
                        {"hidden_total", row.hiddenTotal},
                        {"tooling_total", row.toolingTotal},
                        {"dependents", row.dependents}});
    }
    for (const SharedPoint& p : audit.shared)
        shared.push_back({{"service", p.service.value}, {"tools", namesJson(p.tools)}});
    return {{"services", std::move(rows)},
            {"shared_by_tools", std::move(shared)},
            {"edges", audit.edges},
            {"unconfirmed_edges", audit.unconfirmed}};
}

std::string auditCsv(const DependencyAudit& audit) {
    std::string out = "service,dependency,how,kind,documented,confirmed,acted_hard,untested_failsafe\n";
    for (const AuditRow& row : audit.rows) {
        const auto line = [&](const ServiceId& to, const char* how, const std::string& rest) {
            out += csvField(row.service.value) + "," + csvField(to.value) + "," + how + "," + rest + "\n";
        };
        for (const AuditRow::Edge& e : row.direct)
            line(e.edge.to, "direct",
                 fmt::format("{},{:d},{:d},{:d},{:d}", nameOf(e.edge.kind), e.edge.isDocumented, e.edge.isConfirmed,
                             e.actedHard, e.isUntested));
        for (const ServiceId& s : row.transitive)
            line(s, "transitive", ",,,,");
        for (const ServiceId& s : row.hidden)
            line(s, "hidden", ",,,,");
        for (const ServiceId& s : row.tooling)
            line(s, "tooling", ",,,,");
    }
    return out;
}

std::string cell(std::string text) {
    for (std::size_t at = 0; (at = text.find('|', at)) != std::string::npos; at += 2)
        text.insert(at, "\\");
    return text;
}

std::string auditMarkdown(const DependencyAudit& audit) {
    std::string out = fmt::format("# Dependency audit\n\n{}, {} of them unconfirmed.\n\n",
                                  countText(audit.edges, "edge", "edges"), audit.unconfirmed);
    out +=
        "| service | direct | transitive | hidden | for responders | depended upon by |\n|---|---|---|---|---|---|\n";
    for (const AuditRow& row : audit.rows)
        out +=
            fmt::format("| {} | {} | {} | {} | {} | {} |\n", cell(shown(row.service.value)), cell(directs(row, ", ")),
                        cell(names(row.transitive, static_cast<std::size_t>(row.transitiveTotal))),
                        cell(names(row.hidden, static_cast<std::size_t>(row.hiddenTotal))),
                        cell(names(row.tooling, static_cast<std::size_t>(row.toolingTotal))), row.dependents);
    if (!audit.shared.empty())
        out += "\n## Single points that responders' tools share\n\n";
    for (const SharedPoint& p : audit.shared)
        out += fmt::format("* {}: {} fail with it\n", shown(p.service.value), names(p.tools));
    return out;
}

std::string auditText(const DependencyAudit& audit) {
    if (audit.rows.empty())
        return "No service is known: import a map first.\n";
    std::string out =
        fmt::format("{} between {}, {} unconfirmed\n", countText(audit.edges, "edge", "edges"),
                    countText(static_cast<long long>(audit.rows.size()), "service", "services"), audit.unconfirmed);
    for (const AuditRow& row : audit.rows) {
        out += fmt::format("\n{}, depended upon by {}\n", shown(row.service.value), row.dependents);
        if (row.direct.empty()) {
            out += "   depends on nothing that is told\n";
            continue;
        }
        out += "   direct:     " + directs(row, "\n               ") + "\n";
        const auto line = [&](const char* head, const std::vector<ServiceId>& list, int total) {
            if (!list.empty())
                out += head + names(list, static_cast<std::size_t>(total)) + "\n";
        };
        line("   through:    ", row.transitive, row.transitiveTotal);
        line("   hidden:     ", row.hidden, row.hiddenTotal);
        line("   responders: ", row.tooling, row.toolingTotal);
    }
    if (!audit.shared.empty())
        out += "\nSingle points that responders' tools share\n";
    for (const SharedPoint& p : audit.shared)
        out += fmt::format("   {}: {} fail with it\n", shown(p.service.value), names(p.tools));
    return out;
}

void audit(Terminal& terminal, const std::string& file, Form form) {
    auto session = IncidentSession::open(file, {}, terminal.stop);
    if (!session)
        return terminal.fail(session.error(), kFile);
    const auto answer = askAudit(*session, terminal.stop);
    if (!answer)
        return terminal.fail(answer.error());
    if (terminal.isJson)
        return terminal.printJson(auditJson(*answer));
    terminal.print(form == Form::Csv        ? auditCsv(*answer)
                   : form == Form::Markdown ? auditMarkdown(*answer)
                                            : auditText(*answer));
}

// ------------------------------------------------------------------------------------------------------------- edges

Json edgesJson(const Terminal& terminal, const EdgeReport& report) {
    Json suggested = Json::array(), undocumented = Json::array(), observed = Json::array(), lags = Json::array();
    for (const EdgeSuggestion& s : report.suggested)
        suggested.push_back({{"from", s.from.value},
                             {"to", s.to.value},
                             {"why", nameOf(s.why)},
                             {"text", s.text},
                             {"lines", s.lines},
                             {"errors", s.errors},
                             {"lag_s", s.lag ? Json(s.lag->inSeconds()) : Json()},
                             {"error_s", s.error ? Json(s.error->inSeconds()) : Json()},
                             {"log", s.excerpt.empty() ? Json()
                                                       : Json{{"time", jsonTime(terminal, s.time)},
                                                              {"message", s.excerpt},
                                                              {"source", s.source},
                                                              {"line", s.line}}}});
    for (const Dependency& d : report.undocumented)
        undocumented.push_back(edgeJson(d));
    for (const Dependency& d : report.observedOnly)
        observed.push_back(edgeJson(d));
    for (const EdgeLag& lag : report.lags)
        lags.push_back(lagJson(lag));
    return {{"suggested", std::move(suggested)},
            {"undocumented", std::move(undocumented)},
            {"observed_only", std::move(observed)},
            {"not_on_map", namesJson(report.notOnMap)},
            {"lags", std::move(lags)}};
}

std::string edgesText(const EdgeReport& report, const Zone& zone) {
    std::string out;
    if (!report.suggested.empty())
        out += "Suggested, until somebody confirms them\n";
    for (const EdgeSuggestion& s : report.suggested) {
        out += fmt::format("   {} ⇢ {}: {}\n", shown(s.from.value), shown(s.to.value), shown(s.text));
        if (!s.excerpt.empty())
            out += fmt::format("      {} {}  ({}, line {})\n", clockTextWithZone(s.time, zone), s.excerpt,
                               shown(s.source), s.line);
    }
    const auto section = [&](const char* head, const std::vector<Dependency>& list) {
        if (!list.empty())
            out += (out.empty() ? "" : "\n") + std::string(head) + "\n";
        for (const Dependency& d : list)
            out += fmt::format("   {} → {} ({}){}\n", shown(d.from.value), shown(d.to.value), nameOf(d.kind),
                               d.why.empty() ? "" : ": " + shown(d.why));
    };
    section("On the map, but nobody had written them down", report.undocumented);
    section("Seen in traces or a mesh, declared nowhere", report.observedOnly);
    if (!report.notOnMap.empty())
        out += fmt::format("{}Missing from the published map: {}\n", out.empty() ? "" : "\n", names(report.notOnMap));
    if (!report.lags.empty())
        out += (out.empty() ? "" : "\n") + std::string("Lags measured in this record\n");
    for (const EdgeLag& lag : report.lags)
        out += fmt::format("   {} → {}  {} ({})\n", shown(lag.edge.to.value), shown(lag.edge.from.value),
                           lagText(lag.lag, lag.error), nameOf(lag.edge.kind));
    return out.empty() ? "Nothing in the record hints at an edge that the map does not hold.\n" : out;
}

void edges(Terminal& terminal, const std::string& file) {
    auto opened = openToAsk(terminal, file);
    if (!opened)
        return;
    const auto answer = askEdges(opened->session, terminal.stop);
    if (!answer)
        return terminal.fail(answer.error());
    terminal.isJson ? terminal.printJson(edgesJson(terminal, *answer))
                    : terminal.print(edgesText(*answer, opened->zone));
}

} // namespace

void addAuditVerbs(CLI::App& app, Terminal& terminal) {
    CLI::App* verb = app.add_subcommand("audit", "Everything each service depends on, untested failsafes first");
    auto file = std::make_shared<std::string>();
    auto isCsv = std::make_shared<bool>(false);
    auto isMarkdown = std::make_shared<bool>(false);
    verb->add_option("FILE", *file, "an incident file")->required();
    verb->add_flag("--csv", *isCsv, "one dependency a row");
    verb->add_flag("--markdown", *isMarkdown, "as a page");
    verb->callback(keptOrAsked(terminal, verb, [&terminal, file, isCsv, isMarkdown] {
        audit(terminal, *file, *isCsv ? Form::Csv : *isMarkdown ? Form::Markdown : Form::Text);
    }));

    CLI::App* hints = app.add_subcommand("edges", "Dependencies that logs and failures hint at, and no map holds");
    auto of = std::make_shared<std::string>();
    hints->add_option("FILE", *of, "an incident file")->required();
    hints->callback(keptOrAsked(terminal, hints, [&terminal, of] { edges(terminal, *of); }));
}

} // namespace foreshock::cli
