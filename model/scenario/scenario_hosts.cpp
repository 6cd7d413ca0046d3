// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/scenario/scenario_hosts.h"

#include "model/scenario/scenario_random.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <map>

namespace foreshock {
namespace {

constexpr std::size_t kMostHosts = 48;

/// "kfe-0417" is "kfe-", 4 digits, 417.
struct HostStyle {
    std::string prefix;
    std::size_t digits = 0;
    std::uint64_t number = 0;
};

HostStyle styleOf(const std::string& host) {
    const std::size_t last = host.find_last_not_of("0123456789");
    HostStyle style;
    style.prefix = host.substr(0, last == std::string::npos ? 0 : last + 1);
    style.digits = host.size() - style.prefix.size();
    if (style.digits > 9)
        return {host, 0, 0};
    std::from_chars(host.data() + style.prefix.size(), host.data() + host.size(), style.number);
    return style;
}

} // namespace

std::vector<std::string> scenarioHosts(const Scenario& scenario, const ServiceId& service, std::uint64_t seed) {
    std::vector<std::string> hosts;
    std::map<std::string, HostStyle> styles; // by prefix, with the largest number seen
    for (const ScenarioLog& log : scenario.logs) {
        if (log.service != service || log.host.empty() ||
            std::find(hosts.begin(), hosts.end(), log.host) != hosts.end())
            continue;
        hosts.push_back(log.host);
        const HostStyle style = styleOf(log.host);
        HostStyle& known = styles[style.prefix];
        known = {style.prefix, std::max(known.digits, style.digits), std::max(known.number, style.number)};
    }
    if (hosts.empty())
        styles[service.value + "-"] = {service.value + "-", 2, 12};
    const auto widest = std::max_element(
        styles.begin(), styles.end(), [](const auto& a, const auto& b) { return a.second.digits < b.second.digits; });
    const HostStyle& style = widest->second;
    if (style.digits == 0)
        return hosts;
    hosts.erase(std::remove_if(hosts.begin(), hosts.end(),
                               [&](const std::string& host) { return styleOf(host).prefix != style.prefix; }),
                hosts.end());
    ScenarioRandom random(seed, "hosts/" + service.value);
    const std::uint64_t largest = std::max<std::uint64_t>(style.number, style.digits > 1 ? 12 : 6);
    for (int tries = 0; tries < 200 && hosts.size() < std::min<std::size_t>(kMostHosts, largest); ++tries) {
        std::string host = fmt::format("{}{:0{}}", style.prefix, 1 + random.below(largest), style.digits);
        if (std::find(hosts.begin(), hosts.end(), host) == hosts.end())
            hosts.push_back(std::move(host));
    }
    return hosts;
}

} // namespace foreshock
