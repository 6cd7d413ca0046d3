// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/verbs.h"

#include "app/cli/amounts.h"
#include "app/cli/kept_output.h"
#include "app/workflows/alarm_questions.h"
#include "model/base/text.h"
#include "model/base/time_text.h"

#include <fmt/format.h>

namespace foreshock::cli {
namespace {

Json secondsJson(const std::optional<Duration>& d) {
    return d ? Json(d->inSeconds()) : Json();
}

Json namesJson(const std::vector<ServiceId>& names) {
    Json out = Json::array();
    for (const ServiceId& name : names)
        out.push_back(name.value);
    return out;
}

Json stormJson(const Terminal& terminal, const AlarmStorm& storm) {
    Json alarms = Json::array();
    for (const StormAlarm& a : storm.alarms) {
        const AlarmDelay& d = a.delay;
        alarms.push_back({{"id", a.id.value},
                          {"service", a.service.value},
                          {"title", a.title},
                          {"time", jsonTime(terminal, a.time)},
                          {"severity", a.severity},
                          {"support", a.support},
                          {"delay",
                           {{"series", d.series.empty() ? Json() : Json(d.series)},
                            {"threshold", d.threshold ? Json(*d.threshold) : Json()},
                            {"onset", jsonTime(terminal, d.onset)},
                            {"breach", jsonTime(terminal, d.breach)},
                            {"onset_to_breach_s", secondsJson(d.toBreach)},
                            {"breach_to_alarm_s", secondsJson(d.toAlarm)},
                            {"rule_asks_s", secondsJson(d.ownDelay)},
                            {"alarm_to_notification_s", secondsJson(d.toNotice)},
                            {"notification_to_acknowledgement_s", secondsJson(d.toAcknowledge)}}}});
    }
    return {{"first", jsonTime(terminal, storm.first())},
            {"last", jsonTime(terminal, storm.last())},
            {"alarms", std::move(alarms)},
            {"services", namesJson(storm.services)},
            {"candidate", storm.candidate.value.empty() ? Json() : Json(storm.candidate.value)},
            {"candidate_reaches", storm.candidateReaches},
            {"candidate_alarmed", storm.candidateAlarmed},
            {"candidate_why", storm.candidateWhy},
            {"also_common", namesJson(storm.alsoCommon)}};
}

std::string delayText(const AlarmDelay& d) {
    std::string out;
    const auto add = [&](const char* head, const std::optional<Duration>& part) {
        if (part)
            out += fmt::format("{}{} {}", out.empty() ? "" : ", ", head,
                               *part == Duration{} ? "0 min" : durationText(*part));
    };
    add("onset to threshold", d.toBreach);
    add("threshold to alarm", d.toAlarm);
    if (d.toAlarm && d.ownDelay)
        out += fmt::format(" (its rule asks for {})", durationText(*d.ownDelay));
    add("to the notice", d.toNotice);
    add("to somebody's hand", d.toAcknowledge);
    return out;
}

std::string stormText(const AlarmStorm& storm, int number, const Zone& zone) {
    std::string out = fmt::format("{} {} {}–{}: {} in {}\n", number, dayText(storm.first(), zone),
                                  clockText(storm.first(), zone), clockTextWithZone(storm.last(), zone),
                                  countText(static_cast<long long>(storm.alarms.size()), "alarm", "alarms"),
                                  countText(static_cast<long long>(storm.services.size()), "service", "services"));
    if (storm.candidate.value.empty())
        out += "  " + storm.candidateWhy + "\n";
    else
        out += fmt::format("  look first at {}: {}\n", shown(storm.candidate.value), storm.candidateWhy);
    for (const StormAlarm& a : storm.alarms) {
        out +=
            fmt::format("  {} {}  {}{}\n", clockText(a.time, zone),
                        a.service.value.empty() ? "a service without a name" : shown(a.service.value), shown(a.title),
                        a.support == 1            ? ""
                        : a.service.value.empty() ? "  (which one is not told)"
                        : a.support < .2          ? "  (its own series are calm)"
                                                  : "  (no series to look at)");
        if (const std::string delay = delayText(a.delay); !delay.empty())
            out += fmt::format("        {}: {}\n", a.delay.series.empty() ? "delay" : shown(a.delay.series), delay);
    }
    return out;
}

void groups(Terminal& terminal, const std::string& file) {
    auto session = IncidentSession::open(file, {}, terminal.stop);
    if (!session)
        return terminal.fail(session.error(), kFile);
    const auto zone = session->zone(terminal.zoneName);
    if (!zone)
        return terminal.fail(zone.error(), kUsage);
    const auto answer = askStorms(*session, terminal.stop);
    if (!answer)
        return terminal.fail(answer.error());
    if (terminal.isJson) {
        Json list = Json::array();
        for (const AlarmStorm& storm : answer->storms)
            list.push_back(stormJson(terminal, storm));
        return terminal.printJson(
            {{"groups", std::move(list)}, {"alarms", answer->alarms}, {"left_out", answer->chronic}});
    }
    std::string out;
    int number = 0;
    for (const AlarmStorm& storm : answer->storms) {
        out += number++ > 0 ? "\n" : "";
        out += stormText(storm, number, *zone);
    }
    if (answer->storms.empty())
        out = "No alarm is recorded.\n";
    if (answer->chronic > 0)
        out += fmt::format("\n{} left out: {} over and over, or nothing of its service moved.\n",
                           countText(answer->chronic, "alarm is", "alarms are"),
                           answer->chronic == 1 ? "its rule fires" : "their rules fire");
    terminal.print(out);
}

} // namespace

void addGroupsVerb(CLI::App& app, Terminal& terminal) {
    CLI::App* verb = app.add_subcommand("groups", "Alarms as incidents, with what they have in common");
    auto file = std::make_shared<std::string>();
    verb->add_option("FILE", *file, "an incident file")->required();
    verb->callback(keptOrAsked(terminal, verb, [&terminal, file] { groups(terminal, *file); }));
}

} // namespace foreshock::cli
