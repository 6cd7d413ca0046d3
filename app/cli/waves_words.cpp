// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/waves_words.h"

#include "app/cli/amounts.h"
#include "model/base/text.h"
#include "model/domain/wave_words.h"

#include <fmt/format.h>

#include <algorithm>

namespace foreshock::cli {
namespace {

constexpr std::size_t kTitle = 60; ///< bytes: a wave is one line, and a longer title gives way to its kind

std::string titleText(const WaveSuspect& s) {
    if (!s.title.empty() && s.title.size() <= kTitle)
        return shown(s.title);
    std::string kind = shown(s.kind.empty() ? s.change.value : s.kind);
    std::replace(kind.begin(), kind.end(), '_', ' ');
    return kind;
}

std::string suspectText(const AlarmWave& wave, const Zone& zone) {
    const WaveSuspect& s = wave.suspects.front();
    std::string out = fmt::format("{} on {}, p {:.2f}", titleText(s), shown(s.service.value), s.probability);
    if (s.response)
        out += ", " + responseText(*s.response, wave.first, zone);
    return out;
}

std::string verdictText(const AlarmWave& wave, const Zone& zone) {
    if (!wave.isRanked)
        return "not ranked, nothing of its services moved or its rules fire over and over";
    const bool hasSuspect = !wave.suspects.empty();
    switch (wave.verdict) {
    case Verdict::Named:
        return "strong lead " + suspectText(wave, zone);
    case Verdict::Ranked:
        return "plausible " + suspectText(wave, zone);
    case Verdict::NotAChange:
        return "probably not a change";
    case Verdict::UnrecordedChange:
        return "probably a change that no feed holds";
    case Verdict::CannotTell:
        break;
    }
    return std::string("can't tell") + (hasSuspect ? "; first to look at " + suspectText(wave, zone) : std::string());
}

/// An id as one word of a shell.
std::string word(const std::string& id) {
    const std::string text = shown(id);
    if (text.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.:@/") ==
        std::string::npos)
        return text;
    std::string out = "'";
    for (const char c : text)
        out += c == '\'' ? std::string("'\\''") : std::string(1, c);
    return out + "'";
}

} // namespace

Json wavesJson(const Terminal& terminal, const AlarmWaves& waves, const Answer& answer) {
    Json out = Json::array();
    for (const AlarmWave& wave : waves.waves) {
        if (wave.isOf(answer))
            continue;
        Json suspects = Json::array();
        for (const WaveSuspect& s : wave.suspects)
            suspects.push_back({{"change", s.change.value},
                                {"title", s.title},
                                {"service", s.service.value},
                                {"probability", s.probability},
                                {"response_to", s.response ? jsonTime(terminal, s.response->wave) : Json()},
                                {"response_sure", s.response ? Json(s.response->isSure) : Json()}});
        out.push_back({{"alarm", wave.alarm.value},
                       {"first", jsonTime(terminal, wave.first)},
                       {"alarms", wave.alarms},
                       {"service", wave.service.value},
                       {"ranked", wave.isRanked},
                       {"verdict", wave.isRanked ? Json(nameOf(wave.verdict)) : Json()},
                       {"suspects", std::move(suspects)}});
    }
    return out;
}

std::string wavesText(const AlarmWaves& waves, const Answer& answer, const Zone& zone) {
    std::string out;
    int others = 0;
    for (const AlarmWave& wave : waves.waves) {
        if (wave.isOf(answer))
            continue;
        ++others;
        out += fmt::format("Also: {} from {} ({} first): {}; foreshock suspects FILE --alarm {}\n",
                           countText(wave.alarms, "alarm", "alarms"), waveTimeText(wave.first, answer.firstAlarm, zone),
                           shown(wave.service.value), verdictText(wave, zone), word(wave.alarm.value));
    }
    if (waves.more > 0)
        out += fmt::format("Also: {}, the {} heaviest are ranked; foreshock groups FILE\n",
                           countText(waves.more, "lighter wave of alarms", "lighter waves of alarms"), others);
    if (others > 0 && waves.leftOut > 0)
        out += fmt::format("In no wave: {}: {} over and over, or nothing of {} service moved\n",
                           countText(waves.leftOut, "alarm", "alarms"),
                           waves.leftOut == 1 ? "its rule fires" : "their rules fire",
                           waves.leftOut == 1 ? "its" : "their");
    return out.empty() ? out : "\n" + out;
}

} // namespace foreshock::cli
