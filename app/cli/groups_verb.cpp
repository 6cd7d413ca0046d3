// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/verbs.h"

#include "app/cli/amounts.h"
#include "app/cli/asked_file.h"
#include "app/cli/kept_output.h"
#include "app/workflows/alarm_questions.h"
#include "model/base/text.h"
#include "model/base/time_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <limits>

namespace foreshock::cli {
namespace {

constexpr int kGroups = 12; ///< more alarms of a group, or more groups, are counted: a person reads no hundred lines
constexpr int kAlarms = 12;

struct Options {
    std::string file;
    int top = 0; ///< 0: as many as a person reads
};

Json secondsJson(const std::optional<Duration>& d) {
    return d ? Json(d->inSeconds()) : Json();
}

Json namesJson(const std::vector<ServiceId>& names) {
    Json out = Json::array();
    for (const ServiceId& name : names)
        out.push_back(name.value);
    return out;
}

Json stormJson(const Terminal& terminal, const AlarmStorm& storm, std::size_t most) {
    Json alarms = Json::array();
    most = std::min(most, storm.alarms.size());
    for (std::size_t i = 0; i < most; ++i) {
        const StormAlarm& a = storm.alarms[i];
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
            {"more_alarms", storm.alarms.size() - most},
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

std::string alarmText(const StormAlarm& a, const Zone& zone) {
    std::string out =
        fmt::format("  {} {}  {}{}\n", clockText(a.time, zone),
                    a.service.value.empty() ? "a service without a name" : shown(a.service.value), shown(a.title),
                    a.support == 1            ? ""
                    : a.service.value.empty() ? "  (which one is not told)"
                    : a.support < .2          ? "  (its own series are calm)"
                                              : "  (no series to look at)");
    if (const std::string delay = delayText(a.delay); !delay.empty())
        out += fmt::format("        {}: {}\n", a.delay.series.empty() ? "delay" : shown(a.delay.series), delay);
    return out;
}

/// "… and 38 more alarms of this group"; nothing where none is left.
std::string moreText(std::size_t all, std::size_t told, const char* one, const char* many) {
    return all <= told ? std::string()
                       : fmt::format("… and {}; all: foreshock groups FILE --top {}\n",
                                     countText(static_cast<long long>(all - told), one, many), all);
}

std::string stormText(const AlarmStorm& storm, int number, std::size_t most, const Zone& zone) {
    std::string out = fmt::format("{} {} {}–{}: {} in {}\n", number, dayText(storm.first(), zone),
                                  clockText(storm.first(), zone), clockTextWithZone(storm.last(), zone),
                                  countText(static_cast<long long>(storm.alarms.size()), "alarm", "alarms"),
                                  countText(static_cast<long long>(storm.services.size()), "service", "services"));
    if (storm.candidate.value.empty())
        out += "  " + storm.candidateWhy + "\n";
    else
        out += fmt::format("  look first at {}: {}\n", shown(storm.candidate.value), storm.candidateWhy);
    most = std::min(most, storm.alarms.size());
    for (std::size_t i = 0; i < most; ++i)
        out += alarmText(storm.alarms[i], zone);
    if (const std::string more = moreText(storm.alarms.size(), most, "more alarm", "more alarms"); !more.empty())
        out += "  " + more;
    return out;
}

void groups(Terminal& terminal, const Options& options) {
    auto opened = openToAsk(terminal, options.file);
    if (!opened)
        return;
    const auto answer = askStorms(opened->session, terminal.stop);
    if (!answer)
        return terminal.fail(answer.error());
    const auto bounded = [&](int otherwise) {
        return options.top > 0 ? static_cast<std::size_t>(options.top) : static_cast<std::size_t>(otherwise);
    };
    const std::size_t mostGroups = bounded(terminal.isJson ? std::numeric_limits<int>::max() : kGroups);
    const std::size_t mostAlarms = bounded(terminal.isJson ? std::numeric_limits<int>::max() : kAlarms);
    const std::size_t told = std::min(answer->storms.size(), mostGroups);
    if (terminal.isJson) {
        Json list = Json::array();
        for (std::size_t i = 0; i < told; ++i)
            list.push_back(stormJson(terminal, answer->storms[i], mostAlarms));
        return terminal.printJson({{"groups", std::move(list)},
                                   {"more_groups", answer->storms.size() - told},
                                   {"alarms", answer->alarms},
                                   {"left_out", answer->chronic}});
    }
    std::string out;
    for (std::size_t i = 0; i < told; ++i) {
        out += i > 0 ? "\n" : "";
        out += stormText(answer->storms[i], static_cast<int>(i) + 1, mostAlarms, opened->zone);
    }
    if (const std::string more = moreText(answer->storms.size(), told, "lighter group", "lighter groups");
        !more.empty())
        out += "\n" + more;
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
    const auto [verb, options] =
        addAskingVerb(app, terminal, "groups", "Alarms as incidents, with what they have in common", groups);
    verb->add_option("--top", options->top, "at most so many groups, and alarms of each (default: 12; --json: all)")
        ->check(CLI::PositiveNumber);
}

} // namespace foreshock::cli
