// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/identity/name_reading.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace foreshock {

/// A name that map, changes or alarms gave: a service to map other names to.
struct KnownName {
    std::string text;
    std::string environment; ///< as a label told; empty: not told
    bool isOnMap = false;    ///< declared as a service of its own: never read as part of another
};

/// A person's word that a name means a service.
struct UserAlias {
    std::string text;
    std::string environment;
    std::string service;
};

/// What a raw name means, and by which rule.
struct Resolution {
    std::uint32_t service = 0; ///< place in services()
    NameRule rule = NameRule::Exact;
    Sureness sureness = Sureness::Certain;
    std::string qualifier; ///< see NameReading
};

/// A service that a name may mean; a person decides.
struct NameSuggestion {
    std::string service;
    std::string why; ///< one sentence without a full stop
};

/// Reads raw names as services. A name is mapped only if exactly one service fits; two that fit, another environment or
/// a shaky rule give suggestions. Pure and deterministic: the order of what it is made from does not matter. Cost of a
/// name: its readings, each one look-up; it grows with neither names nor services.
class NameResolver {
public:
    /// `tellsEnvironments`: labels tell more than one environment, so that a name told for staging is a service of
    /// its own ("cart@staging"). A person's aliases are services too, and say what their siblings mean: kfe-0417 of
    /// kinesis makes kfe-0418 one of kinesis.
    NameResolver(std::vector<KnownName> known, const std::vector<UserAlias>& aliases, bool tellsEnvironments);

    /// Null: unresolved. Exact with the name itself as service is what a known service's own name gives.
    std::optional<Resolution> resolve(std::string_view text, std::string_view environment) const;
    /// What an unresolved name may mean, best first, at most `most`. Looks at every service.
    std::vector<NameSuggestion> suggestions(std::string_view text, std::string_view environment,
                                            std::size_t most = 3) const;
    /// Every service, by the name that readers show.
    const std::vector<std::string>& services() const { return m_services; }
    /// The name that readers show for a service told for an environment.
    std::string shownName(std::string_view text, std::string_view environment) const;

private:
    struct Entry {
        std::uint32_t service;
        bool isDirect; ///< by its whole name; else by what is left of it without shell or number
        bool isUser;
        std::string environment;
    };
    struct Hit {
        const NameReading* reading;
        const Entry* entry;
        bool isApart; ///< of another environment, or of one that only one side tells
    };
    std::vector<Hit> hits(const std::vector<NameReading>& readings) const;
    std::optional<Resolution> decide(const std::vector<NameReading>& readings) const;
    std::uint32_t add(const std::string& service);
    void index(std::uint32_t service, const std::vector<NameReading>& readings, bool isUser);
    std::set<std::string> contestedKeys(const std::vector<KnownName>& known) const;

    std::vector<std::string> m_services;
    std::unordered_map<std::string, std::uint32_t> m_places;
    std::unordered_map<std::string, std::vector<Entry>> m_index; ///< folded name → who bears it
    std::unordered_map<std::string, Resolution> m_own;           ///< names of known services, with what they mean
    bool m_tellsEnvironments;
};

/// Mappings of names that differ in what tells two services of one name apart (two owners, two accounts, two
/// namespaces) and would make them one: collects every resolution, then says which are contested.
class ContestedMappings {
public:
    void saw(const Resolution& resolution);
    bool isContested(std::uint32_t service, NameRule rule) const;

private:
    struct Seen {
        std::string qualifier;
        bool isContested = false;
    };
    std::unordered_map<std::uint64_t, Seen> m_seen;
};

} // namespace foreshock
