// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/verbs.h"

#include "app/cli/amounts.h"
#include "app/cli/kept_output.h"
#include "app/workflows/clock_questions.h"
#include "model/base/text.h"
#include "model/base/time_text.h"

#include <fmt/format.h>

#include <algorithm>

namespace foreshock::cli {
namespace {

std::string nodeName(const ClockReport& report, int node) {
    return shown(report.nodes[static_cast<std::size_t>(node)].name());
}

Json nodeJson(const ClockReport& report, int node) {
    const ClockNode& n = report.nodes[static_cast<std::size_t>(node)];
    return {{"source", n.path}, {"service", n.service.value.empty() ? Json() : Json(n.service.value)}};
}

/// As --offset takes it: "-192.4s".
std::string offsetWord(Duration d) {
    return fmt::format("{:+.3f}s", d.inSeconds());
}

Json reportJson(const ClockReport& report) {
    Json pairs = Json::array(), proposals = Json::array();
    for (const ClockPair& p : report.pairs)
        pairs.push_back({{"a", nodeJson(report, p.a)},
                         {"b", nodeJson(report, p.b)},
                         {"method", nameOf(p.method)},
                         {"lag_s", p.lag.inSeconds()},
                         {"error_s", p.error.inSeconds()},
                         {"margin", p.margin},
                         {"shared", p.shared},
                         {"accepted", p.isAccepted}});
    for (const ClockProposal& p : report.proposals) {
        Json rests = Json::array();
        for (const int pair : p.pairs)
            rests.push_back(pair);
        const Json node = nodeJson(report, p.node);
        proposals.push_back({{"source", node["source"]},
                             {"service", node["service"]},
                             {"offset_s", p.offset.inSeconds()},
                             {"error_s", p.error.inSeconds()},
                             {"relative_to", nodeJson(report, p.anchor)},
                             {"needed", p.isNeeded},
                             {"rests_on", std::move(rests)}});
    }
    return {{"clocks", report.nodes.size()}, {"pairs", std::move(pairs)}, {"proposals", std::move(proposals)}};
}

std::string reportText(const ClockReport& report, const std::string& file) {
    if (report.nodes.size() < 2)
        return "One clock only: there is nothing to compare it with.\n";
    std::string out;
    const auto accepted =
        std::count_if(report.pairs.begin(), report.pairs.end(), [](const ClockPair& p) { return p.isAccepted; });
    if (report.proposals.empty())
        out = fmt::format("Can't tell: of {} none showed enough of the same traffic.\n",
                          countText(static_cast<long long>(report.pairs.size()), "pair of clocks", "pairs of clocks"));
    for (const ClockProposal& p : report.proposals) {
        const Duration off = std::max(p.offset, -p.offset);
        if (!p.isNeeded) {
            out += fmt::format("{} agrees with {} (within {:.3g} s)\n", nodeName(report, p.node),
                               nodeName(report, p.anchor), p.error.inSeconds());
            continue;
        }
        out +=
            fmt::format("{} runs {:.3f} s {} {} ± {:.3g} s\n", nodeName(report, p.node), off.inSeconds(),
                        p.offset < Duration{} ? "ahead of" : "behind", nodeName(report, p.anchor), p.error.inSeconds());
        for (const int number : p.pairs) {
            const ClockPair& pair = report.pairs[static_cast<std::size_t>(number)];
            out += fmt::format("   by {} with {}: {:.3f} s, {}\n",
                               pair.method == LagMethod::Traces   ? "shared ids"
                               : pair.method == LagMethod::Events ? "the rhythm of records"
                                                                  : "request rates",
                               nodeName(report, pair.a == p.node ? pair.b : pair.a), pair.lag.inSeconds(),
                               pair.method == LagMethod::Traces
                                   ? countText(pair.shared, "id", "ids")
                                   : fmt::format("{:.1f} standard errors clear of the next best", pair.margin));
        }
        const ClockNode& node = report.nodes[static_cast<std::size_t>(p.node)];
        if (node.service.value.empty())
            out += fmt::format("   to apply it: foreshock import {} -o {} --offset {}\n", shown(node.path), shown(file),
                               offsetWord(p.offset));
        else
            out += "   several services write to this source: to apply it, import their records from files of their "
                   "own\n";
    }
    out += fmt::format("\n{} of {} believed. Nothing was changed.\n", accepted,
                       countText(static_cast<long long>(report.pairs.size()), "pair", "pairs"));
    return out;
}

void skew(Terminal& terminal, const std::string& file) {
    auto session = IncidentSession::open(file, {}, terminal.stop);
    if (!session)
        return terminal.fail(session.error(), kFile);
    const auto answer = askClocks(*session, terminal.stop);
    if (!answer)
        return terminal.fail(answer.error());
    terminal.isJson ? terminal.printJson(reportJson(*answer)) : terminal.print(reportText(*answer, file));
}

} // namespace

void addSkewVerb(CLI::App& app, Terminal& terminal) {
    CLI::App* verb = app.add_subcommand("skew", "How much the clocks of the sources differ");
    auto file = std::make_shared<std::string>();
    verb->add_option("FILE", *file, "an incident file")->required();
    verb->callback(keptOrAsked(terminal, verb, [&terminal, file] { skew(terminal, *file); }));
}

} // namespace foreshock::cli
