// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/store/database.h"

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace foreshock::store {

/// Hands out ids of names as read, making rows as needed. One per writer; remembers up to 200,000 names.
class RawNames {
public:
    explicit RawNames(const Database& db)
        : m_db(db) {}
    /// `environment`: what a label told, empty if none did.
    Result<std::int64_t> idOf(std::string_view text, std::string_view environment = {});

private:
    Result<std::int64_t> lookUp(std::string_view text, std::string_view environment);
    struct Hash {
        using is_transparent = void;
        std::size_t operator()(std::string_view s) const { return std::hash<std::string_view>{}(s); }
    };
    const Database& m_db;
    std::optional<Statement> m_find, m_make; ///< kept: a million names are a million questions
    std::unordered_map<std::string, std::int64_t, Hash, std::equal_to<>> m_ids;
    std::string m_lastText; ///< neighbours mostly share a name
    std::int64_t m_lastId = 0;
};

/// Which service each raw name means now, read once per question: raw name → alias, else itself.
class ServiceNames {
public:
    static Result<ServiceNames> load(const Database& db);
    /// The service of a raw name's id; empty for an unknown id.
    const std::string& serviceOf(std::int64_t rawName) const;
    /// What a label told of its environment; empty for a name that a person mapped: their word decides.
    const std::string& environmentOf(std::int64_t rawName) const;
    /// Ids of all raw names that mean the service.
    std::vector<std::int64_t> rawNamesOf(std::string_view service) const;

private:
    struct Name {
        std::int64_t id;
        std::uint32_t service;    ///< place in m_services
        std::uint8_t environment; ///< place in m_environments
    };
    const Name* find(std::int64_t rawName) const;
    std::vector<Name> m_names; ///< by id
    /// A service that names are mapped to stands here once; a name that means itself takes 32 B and what is longer than
    /// 15 bytes.
    std::vector<std::string> m_services;
    std::vector<std::string> m_environments{""};
};

} // namespace foreshock::store
