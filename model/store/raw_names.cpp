// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/store/raw_names.h"

#include <algorithm>

namespace foreshock::store {
namespace {

constexpr std::size_t kRemembered = 200'000;
constexpr std::size_t kEnvironments = 256; ///< there are five words; a damaged file may hold others

} // namespace

Result<std::int64_t> RawNames::idOf(std::string_view text, std::string_view environment) {
    if (!environment.empty()) // changes and alarms: few
        return lookUp(text, environment);
    if (m_lastId != 0 && m_lastText == text)
        return m_lastId;
    const auto id = lookUp(text, {});
    if (id) {
        m_lastText = text;
        m_lastId = *id;
    }
    return id;
}

Result<std::int64_t> RawNames::lookUp(std::string_view text, std::string_view environment) {
    if (environment.empty())
        if (const auto known = m_ids.find(text); known != m_ids.end())
            return known->second;
    if (!m_find) {
        auto find = m_db.prepare("SELECT id FROM raw_name WHERE text = ? AND environment = ?");
        if (!find)
            return find.error();
        auto make = m_db.prepare("INSERT INTO raw_name (text, environment) VALUES (?, ?)");
        if (!make)
            return make.error();
        m_find.emplace(std::move(*find));
        m_make.emplace(std::move(*make));
    }
    std::int64_t id = 0;
    m_find->bindAll(text, environment);
    if (const auto done = m_find->each([&] {
            id = m_find->integer(0);
            return false;
        });
        !done)
        return done.error();
    if (id == 0) {
        if (const auto made = m_make->bindAll(text, environment).run(); !made)
            return made.error();
        id = m_db.lastInsertId();
    }
    if (!environment.empty())
        return id;
    if (m_ids.size() >= kRemembered)
        m_ids.clear();
    m_ids.emplace(std::string(text), id);
    return id;
}

Result<ServiceNames> ServiceNames::load(const Database& db) {
    auto statement = db.prepare("SELECT r.id, coalesce(a.service, r.text), a.service IS NOT NULL, "
                                "iif(a.basis = 'user', '', r.environment) FROM raw_name r "
                                "LEFT JOIN service_alias a ON a.raw_name_id = r.id ORDER BY r.id");
    if (!statement)
        return statement.error();
    ServiceNames names;
    std::unordered_map<std::string, std::uint32_t> mapped; // a million pods are few services
    const auto done = statement->each([&] {
        const auto next = static_cast<std::uint32_t>(names.m_services.size());
        std::uint32_t place = next;
        if (statement->integer(2) != 0)
            place = mapped.try_emplace(statement->string(1), next).first->second;
        if (place == next)
            names.m_services.push_back(statement->string(1));
        const auto told = std::find(names.m_environments.begin(), names.m_environments.end(), statement->text(3));
        const auto environment = static_cast<std::size_t>(told - names.m_environments.begin());
        if (told == names.m_environments.end() && environment < kEnvironments)
            names.m_environments.push_back(statement->string(3));
        names.m_names.push_back(
            {statement->integer(0), place, static_cast<std::uint8_t>(environment < kEnvironments ? environment : 0)});
        return true;
    });
    if (!done)
        return done.error();
    return names;
}

const ServiceNames::Name* ServiceNames::find(std::int64_t rawName) const {
    // Ids are given in order from 1: mostly a name stands where its id says.
    const auto at = static_cast<std::size_t>(rawName - 1);
    if (rawName > 0 && at < m_names.size() && m_names[at].id == rawName)
        return &m_names[at];
    const auto found = std::lower_bound(m_names.begin(), m_names.end(), rawName,
                                        [](const Name& name, std::int64_t id) { return name.id < id; });
    return found == m_names.end() || found->id != rawName ? nullptr : &*found;
}

const std::string& ServiceNames::serviceOf(std::int64_t rawName) const {
    static const std::string kNone;
    const Name* name = find(rawName);
    return name ? m_services[name->service] : kNone;
}

const std::string& ServiceNames::environmentOf(std::int64_t rawName) const {
    const Name* name = find(rawName);
    return m_environments[name ? name->environment : 0];
}

std::vector<std::int64_t> ServiceNames::rawNamesOf(std::string_view service) const {
    std::vector<std::int64_t> ids;
    for (const Name& name : m_names)
        if (m_services[name.service] == service)
            ids.push_back(name.id);
    return ids;
}

} // namespace foreshock::store
