// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/store/raw_names.h"

namespace foreshock::store {
namespace {

constexpr std::size_t kRemembered = 200'000;

} // namespace

Result<std::int64_t> RawNames::idOf(std::string_view text) {
    if (m_lastId != 0 && m_lastText == text)
        return m_lastId;
    const auto id = lookUp(text);
    if (id) {
        m_lastText = text;
        m_lastId = *id;
    }
    return id;
}

Result<std::int64_t> RawNames::lookUp(std::string_view text) {
    if (const auto known = m_ids.find(text); known != m_ids.end())
        return known->second;
    auto find = m_db.prepare("SELECT id FROM raw_name WHERE text = ? AND environment = ''");
    if (!find)
        return find.error();
    std::int64_t id = 0;
    find->bindAll(text);
    if (const auto done = find->each([&] {
            id = find->integer(0);
            return false;
        });
        !done)
        return done.error();
    if (id == 0) {
        if (const auto made = m_db.run("INSERT INTO raw_name (text, environment) VALUES (?, '')", text); !made)
            return made.error();
        id = m_db.lastInsertId();
    }
    if (m_ids.size() >= kRemembered)
        m_ids.clear();
    m_ids.emplace(std::string(text), id);
    return id;
}

Result<ServiceNames> ServiceNames::load(const Database& db) {
    auto statement = db.prepare("SELECT r.id, coalesce(a.service, r.text) FROM raw_name r "
                                "LEFT JOIN service_alias a ON a.raw_name_id = r.id");
    if (!statement)
        return statement.error();
    ServiceNames names;
    const auto done = statement->each([&] {
        names.m_services.emplace(statement->integer(0), statement->string(1));
        return true;
    });
    if (!done)
        return done.error();
    return names;
}

const std::string& ServiceNames::serviceOf(std::int64_t rawName) const {
    static const std::string kNone;
    const auto found = m_services.find(rawName);
    return found == m_services.end() ? kNone : found->second;
}

std::vector<std::int64_t> ServiceNames::rawNamesOf(std::string_view service) const {
    std::vector<std::int64_t> ids;
    for (const auto& [id, name] : m_services)
        if (name == service)
            ids.push_back(id);
    return ids;
}

} // namespace foreshock::store
