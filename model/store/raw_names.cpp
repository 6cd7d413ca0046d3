// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/store/raw_names.h"

#include <algorithm>

namespace foreshock::store {
namespace {

constexpr std::size_t kRemembered = 200'000;

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
    auto statement = db.prepare("SELECT r.id, coalesce(a.service, r.text), a.service IS NOT NULL FROM raw_name r "
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
        names.m_names.push_back({statement->integer(0), place});
        return true;
    });
    if (!done)
        return done.error();
    return names;
}

const std::string& ServiceNames::serviceOf(std::int64_t rawName) const {
    static const std::string kNone;
    // Ids are given in order from 1: mostly a name stands where its id says.
    const auto at = static_cast<std::size_t>(rawName - 1);
    if (rawName > 0 && at < m_names.size() && m_names[at].id == rawName)
        return m_services[m_names[at].service];
    const auto found = std::lower_bound(m_names.begin(), m_names.end(), rawName,
                                        [](const Name& name, std::int64_t id) { return name.id < id; });
    return found == m_names.end() || found->id != rawName ? kNone : m_services[found->service];
}

std::vector<std::int64_t> ServiceNames::rawNamesOf(std::string_view service) const {
    std::vector<std::int64_t> ids;
    for (const Name& name : m_names)
        if (m_services[name.service] == service)
            ids.push_back(name.id);
    return ids;
}

} // namespace foreshock::store
