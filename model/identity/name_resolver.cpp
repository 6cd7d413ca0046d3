// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/identity/name_resolver.h"

#include "model/base/text.h"
#include "model/identity/environment_word.h"
#include "model/identity/name_shell.h"

#include <algorithm>
#include <map>
#include <tuple>

namespace foreshock {
namespace {

constexpr std::string_view kProduction = "production";

/// One environment, or production where the other side tells none.
bool isSameEnvironment(std::string_view a, std::string_view b) {
    return a == b || (a.empty() && b == kProduction) || (b.empty() && a == kProduction);
}

std::string ownKey(std::string_view text, std::string_view environment) {
    std::string key(text);
    key += '\0';
    key += environment;
    return key;
}

/// Plainer names come first: they are what the others are mapped to.
auto plainness(const KnownName& known) {
    const bool isPlain = std::none_of(known.text.begin(), known.text.end(),
                                      [](char c) { return c == '_' || c == ' ' || (c >= 'A' && c <= 'Z'); });
    const std::vector<NameReading> readings = readingsOf(known.text, known.environment);
    const bool isInstance =
        std::any_of(readings.begin(), readings.end(), [](const NameReading& r) { return r.isOfInstance; });
    return std::tuple(!known.isOnMap, shellOf(known.text).has_value(), isInstance, !isPlain);
}

} // namespace

NameResolver::NameResolver(std::vector<KnownName> known, const std::vector<UserAlias>& aliases, bool tellsEnvironments)
    : m_tellsEnvironments(tellsEnvironments) {
    for (const UserAlias& alias : aliases)
        known.push_back({alias.service, "", true});
    std::map<std::pair<std::string, std::string>, bool> merged; // (text, environment) → on the map
    for (const KnownName& name : known)
        if (!name.text.empty())
            merged[{name.text, name.environment}] |= name.isOnMap;
    known.clear();
    for (const auto& [name, isOnMap] : merged)
        known.push_back({name.first, name.second, isOnMap});
    std::stable_sort(known.begin(), known.end(),
                     [](const KnownName& a, const KnownName& b) { return plainness(a) < plainness(b); });
    const std::set<std::string> contested = contestedKeys(known);
    std::set<std::string> taken; // by a person: what the name means is said already
    for (const UserAlias& alias : aliases)
        taken.insert(ownKey(alias.text, alias.environment));
    for (const KnownName& name : known) {
        const std::string key = ownKey(name.text, name.environment);
        if (taken.contains(key))
            continue;
        const std::string shownAs = shownName(name.text, name.environment);
        const auto readings = readingsOf(name.text, name.environment);
        // Each is mapped to what came before it, if it is no service that the map declares.
        auto means = name.isOnMap || m_places.contains(shownAs) ? std::nullopt : decide(readings);
        if (means && !means->qualifier.empty())
            for (const NameReading& reading : readings)
                if (reading.qualifier == means->qualifier &&
                    contested.contains(std::string(nameOf(reading.rule)) + reading.key))
                    means.reset();
        if (!means)
            means = Resolution{add(shownAs), NameRule::Exact, Sureness::Certain, ""};
        if (means->rule == NameRule::Exact && shownAs != name.text)
            means->rule = NameRule::Environment;
        index(means->service, readings, false);
        m_own.emplace(key, std::move(*means));
    }
    for (const UserAlias& alias : aliases) {
        const std::uint32_t service = add(alias.service);
        index(service, readingsOf(alias.text, alias.environment), true);
        m_own.insert_or_assign(ownKey(alias.text, alias.environment),
                               Resolution{service, NameRule::User, Sureness::Certain, ""});
    }
}

std::string NameResolver::shownName(std::string_view text, std::string_view environment) const {
    std::string out(text);
    const std::string suffix = "@" + std::string(environment);
    if (m_tellsEnvironments && !environment.empty() && environment != kProduction && !text.ends_with(suffix))
        out += suffix; // an export names it so already
    return out;
}

std::uint32_t NameResolver::add(const std::string& service) {
    const auto [at, isNew] = m_places.try_emplace(service, static_cast<std::uint32_t>(m_services.size()));
    if (isNew)
        m_services.push_back(service);
    return at->second;
}

/// What another name must read as to mean this service. A service's own number is part of its name: db-0 that changed
/// says nothing of db-1. A person's word for one instance holds for its siblings, where no service fits better.
void NameResolver::index(std::uint32_t service, const std::vector<NameReading>& readings, bool isUser) {
    for (std::size_t i = 0; i < readings.size(); ++i) {
        const NameReading& reading = readings[i];
        if (reading.sureness == Sureness::Possible || (reading.isOfInstance && !isUser))
            continue;
        std::vector<Entry>& entries = m_index[reading.key];
        const Entry entry{service, i == 0, isUser, reading.environment};
        const bool isThere = std::any_of(entries.begin(), entries.end(), [&](const Entry& e) {
            return e.service == service && e.isDirect == entry.isDirect && e.environment == entry.environment;
        });
        if (!isThere)
            entries.push_back(entry);
    }
}

/// Readings (rule and key) that two known names share although something tells them apart: org1/cart and org2/cart.
std::set<std::string> NameResolver::contestedKeys(const std::vector<KnownName>& known) const {
    std::map<std::string, std::set<std::string>> qualifiers;
    for (const KnownName& name : known)
        for (const NameReading& reading : readingsOf(name.text, name.environment))
            if (!reading.qualifier.empty())
                qualifiers[std::string(nameOf(reading.rule)) + reading.key].insert(reading.qualifier);
    std::set<std::string> out;
    for (const auto& [key, told] : qualifiers)
        if (told.size() > 1)
            out.insert(key);
    return out;
}

std::vector<NameResolver::Hit> NameResolver::hits(const std::vector<NameReading>& readings) const {
    std::vector<Hit> out;
    for (const NameReading& reading : readings)
        if (const auto found = m_index.find(reading.key); found != m_index.end())
            for (const Entry& entry : found->second)
                out.push_back({&reading, &entry, !isSameEnvironment(reading.environment, entry.environment)});
    return out;
}

std::optional<Resolution> NameResolver::decide(const std::vector<NameReading>& readings) const {
    const std::vector<Hit> all = hits(readings);
    const Hit* best = nullptr;
    // The whole name first; then what services are called; then what is left of their names without a shell.
    for (const int step : {0, 1, 2}) {
        for (const Hit& hit : all) {
            const bool isWhole = hit.reading == &readings.front() && hit.entry->isDirect;
            if (hit.isApart || hit.reading->sureness == Sureness::Possible || (step == 0 && !isWhole) ||
                (step == 1 && !hit.entry->isDirect))
                continue;
            if (best && best->entry->service != hit.entry->service)
                return std::nullopt;
            if (!best)
                best = &hit;
        }
        if (best)
            break;
    }
    if (!best)
        return std::nullopt;
    return Resolution{best->entry->service, best->entry->isUser ? NameRule::User : best->reading->rule,
                      Sureness::Likely, best->reading->qualifier};
}

std::optional<Resolution> NameResolver::resolve(std::string_view text, std::string_view environment) const {
    if (const auto own = m_own.find(ownKey(text, environment)); own != m_own.end())
        return own->second;
    return decide(readingsOf(text, environment));
}

void ContestedMappings::saw(const Resolution& r) {
    if (r.qualifier.empty())
        return;
    const auto [at, isNew] =
        m_seen.try_emplace((std::uint64_t{r.service} << 8) | static_cast<std::uint64_t>(r.rule), Seen{r.qualifier});
    if (!isNew && at->second.qualifier != r.qualifier)
        at->second.isContested = true;
}

bool ContestedMappings::isContested(std::uint32_t service, NameRule rule) const {
    const auto at = m_seen.find((std::uint64_t{service} << 8) | static_cast<std::uint64_t>(rule));
    return at != m_seen.end() && at->second.isContested;
}

} // namespace foreshock
