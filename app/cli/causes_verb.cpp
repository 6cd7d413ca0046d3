// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/verbs.h"

#include "app/cli/answer_json.h"
#include "app/cli/asked_file.h"
#include "app/cli/kept_output.h"
#include "app/cli/rank_words.h"
#include "app/workflows/causes.h"
#include "model/base/text.h"
#include "model/base/time_text.h"

#include <fmt/format.h>

namespace foreshock::cli {
namespace {

struct CauseOptions {
    std::string file, alarm, at;
};

Json servicesJson(const Terminal& terminal, const std::vector<CauseService>& services) {
    Json out = Json::array();
    for (const CauseService& s : services) {
        Json path = Json::array(), evidence = Json::array();
        for (const ServiceId& step : s.path)
            path.push_back(step.value);
        for (const CauseEvidence& e : s.evidence)
            evidence.push_back({{"kind", nameOf(e.kind)},
                                {"state", nameOf(e.state)},
                                {"text", shown(e.text)},
                                {"weight", e.weight},
                                {"ref", refJson(terminal, e.ref)}});
        out.push_back({{"service", s.service.value},
                       {"probability", s.probability},
                       {"score", s.score},
                       {"onset", jsonTime(terminal, s.onset)},
                       {"path", std::move(path)},
                       {"evidence", std::move(evidence)}});
    }
    return out;
}

Json causesJson(const Terminal& terminal, const CauseAnswer& a) {
    return {{"alarm", a.alarm ? Json(a.alarm->value) : Json()},
            {"alarm_service", a.alarmService.value.empty() ? Json() : Json(a.alarmService.value)},
            {"at", jsonTime(terminal, a.at)},
            {"rule", nameOf(a.rule)},
            {"sure", a.isSure},
            {"headline", a.headline},
            {"reason", a.reason.empty() ? Json() : Json(a.reason)},
            {"notes", a.notes},
            {"services", servicesJson(terminal, a.services)},
            {"nearest", servicesJson(terminal, a.nearest)}};
}

std::string causesText(const CauseAnswer& a, const Zone& zone) {
    constexpr std::size_t kShown = 5;
    std::string out = a.headline + "\n";
    if (!a.reason.empty())
        out += a.reason + "\n";
    if (a.rule == CauseRule::Flow)
        out += "Chosen by where what was added arises.\n";
    if (a.rule == CauseRule::Evidence)
        out += "Chosen by what each service's own series and logs say.\n";
    const auto rows = [&](const std::vector<CauseService>& services) {
        for (std::size_t i = 0; i < std::min(kShown, services.size()); ++i) {
            const CauseService& s = services[i];
            out += fmt::format("\n{} {}  [{:.0f} %]{}\n", i + 1, s.service.value, 100 * s.probability,
                               s.onset ? "  from " + clockTextWithZone(*s.onset, zone) : "");
            std::vector<std::string> path;
            for (const ServiceId& step : s.path)
                path.push_back(step.value);
            if (path.size() > 1)
                out += fmt::format("   {}\n", fmt::join(path, " → "));
            for (const CauseEvidence& e : s.evidence)
                out += fmt::format("   {} {}\n", signOf(e.state), shown(e.text));
        }
        if (services.size() > kShown)
            out += fmt::format("\n{} more; --json lists all\n", services.size() - kShown);
    };
    rows(a.services);
    if (!a.nearest.empty()) {
        out += "\nNearest, below the bar:\n";
        rows(a.nearest);
    }
    if (!a.notes.empty())
        out += "\n";
    for (const std::string& note : a.notes)
        out += "Note: " + note + "\n";
    return out;
}

void causes(Terminal& terminal, const CauseOptions& options) {
    auto opened = openToAsk(terminal, options.file);
    if (!opened)
        return;
    const auto asked = rankRequest(terminal, opened->session, options.alarm, options.at);
    if (!asked)
        return;
    const auto incident = opened->session.incident();
    if (!incident)
        return terminal.fail(incident.error());
    const auto answer = causesOf(opened->session, *incident, *asked, terminal.stop);
    if (!answer)
        return terminal.fail(answer.error());
    terminal.isJson ? terminal.printJson(causesJson(terminal, *answer))
                    : terminal.print(causesText(*answer, opened->zone));
}

} // namespace

void addCausesVerb(CLI::App& app, Terminal& terminal) {
    const auto [verb, options] =
        addAskingVerb(app, terminal, "causes", "In which service it started, with the reasons", causes);
    verb->add_option("--alarm", options->alarm, "explain this alarm (default: the first of the largest group)");
    verb->add_option("--at", options->at, "where it started, if no alarm says so: 05:15, -30m, RFC 3339");
}

} // namespace foreshock::cli
