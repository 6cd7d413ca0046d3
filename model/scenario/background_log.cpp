// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/scenario/background_log.h"

#include "model/scenario/scenario_hosts.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace foreshock {
namespace {

constexpr double kWarningShare = 0.015;
constexpr double kErrorShare = 0.003;
constexpr double kErrorShareInTrouble = 0.6;

std::vector<std::string> documentedDependencies(const Scenario& scenario, const ServiceId& service) {
    std::vector<std::string> names;
    for (const Dependency& dependency : scenario.dependencies)
        if (dependency.from == service && dependency.to != service && dependency.isDocumented)
            names.push_back(dependency.to.value);
    return names;
}

Service serviceOf(const Scenario& scenario, const ServiceId& id) {
    for (const Service& service : scenario.services)
        if (service.id == id)
            return service;
    Service other;
    other.id = id;
    return other;
}

} // namespace

BackgroundLog::BackgroundLog(const Scenario& scenario, const ServiceId& service, Mood mood, const TimeRange& range,
                             std::int64_t count, std::uint64_t seed)
    : m_service(service)
    , m_mood(mood)
    , m_reached(range.from)
    , m_end(range.to)
    , m_left(count)
    , m_voice(logVoice(serviceOf(scenario, service)))
    , m_hosts(scenarioHosts(scenario, service, seed))
    , m_dependencies(documentedDependencies(scenario, service))
    , m_random(seed, fmt::format("log/{}/{}/{}", service.value, mood == Mood::Routine ? "routine" : "trouble",
                                 range.from.ns)) {
    advance();
}

/// The next of `left` uniform points in what is left of the range (Bentley and Saxe 1980).
void BackgroundLog::advance() {
    m_time.reset();
    if (m_left <= 0)
        return;
    const double share = -std::expm1(std::log1p(-m_random.unit()) / static_cast<double>(m_left--));
    m_reached += Duration{static_cast<std::int64_t>(static_cast<double>((m_end - m_reached).ns) * share)};
    m_time = Instant{m_reached.ns - m_reached.ns % 1'000'000};
}

ScenarioLog BackgroundLog::take() {
    ScenarioLog log;
    log.time = m_time.value_or(Instant{});
    log.service = m_service;
    log.host = oneOf(m_hosts);
    const double dice = m_random.unit();
    LogMood mood = LogMood::Usual;
    if (m_mood == Mood::Trouble)
        mood = dice < kErrorShareInTrouble ? LogMood::Failing : LogMood::Strained;
    else if (dice < kErrorShare + kWarningShare)
        mood = dice < kErrorShare ? LogMood::RareError : LogMood::RareWarning;
    log.level = mood == LogMood::Usual                                   ? "INFO"
                : mood == LogMood::Failing || mood == LogMood::RareError ? "ERROR"
                                                                         : "WARN";
    log.message = filled(patternOf(mood));
    advance();
    return log;
}

std::string_view BackgroundLog::patternOf(LogMood mood) {
    const std::vector<std::string_view>& patterns = m_voice.of(mood);
    // The first patterns are the frequent ones: the smaller of two draws.
    const std::size_t first = std::min(m_random.below(patterns.size()), m_random.below(patterns.size()));
    for (std::size_t i = 0; i < patterns.size(); ++i) {
        const std::string_view pattern = patterns[(first + i) % patterns.size()];
        if (!m_dependencies.empty() || pattern.find("{dep}") == std::string_view::npos)
            return pattern;
    }
    return "ok";
}

const std::string& BackgroundLog::oneOf(const std::vector<std::string>& words) {
    return words[m_random.below(words.size())];
}

std::string BackgroundLog::filled(std::string_view pattern) {
    std::string text;
    while (!pattern.empty()) {
        const std::size_t open = pattern.find('{');
        text += pattern.substr(0, open);
        if (open == std::string_view::npos)
            break;
        const std::size_t close = pattern.find('}', open);
        const std::string_view name = pattern.substr(open + 1, close - open - 1);
        pattern.remove_prefix(close + 1);
        const double u = m_random.unit();
        if (name == "dep")
            text += oneOf(m_dependencies);
        else if (name == "host")
            text += oneOf(m_hosts);
        else if (name == "id")
            text += fmt::format("{:08x}", m_random.next() >> 32);
        else if (name == "ip")
            text += fmt::format("10.{}.{}.{}", m_random.below(64), m_random.below(256), 1 + m_random.below(254));
        else if (name == "ms")
            text += std::to_string(2 + static_cast<int>(90 * u * u * u + 20 * u));
        else if (name == "slow")
            text += std::to_string(800 + static_cast<int>(4200 * u));
        else if (name == "pct")
            text += std::to_string(20 + static_cast<int>(40 * u));
        else // "n"
            text += std::to_string(1 + static_cast<int>(480 * u * u));
    }
    return text;
}

} // namespace foreshock
