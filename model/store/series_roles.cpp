// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/store/series_roles.h"

namespace foreshock::store {

Result<std::vector<RoleRule>> roleRules(const Database& db) {
    auto statement = db.prepare("SELECT service, metric, role, direction FROM series_role ORDER BY id");
    if (!statement)
        return statement.error();
    std::vector<RoleRule> out;
    const auto done = statement->each([&] {
        out.push_back({statement->string(0), statement->string(1),
                       roleNamed(statement->text(2)).value_or(Role::Unknown),
                       badDirectionNamed(statement->text(3)).value_or(BadDirection::Both)});
        return true;
    });
    if (!done)
        return done.error();
    return out;
}

Result<void> writeRoleRule(const Database& db, const RoleRule& rule) {
    if (const auto gone = forgetRoleRule(db, rule.service, rule.metric); !gone)
        return gone.error();
    return db.run("INSERT INTO series_role (id, service, metric, role, direction) VALUES "
                  "((SELECT coalesce(max(id), 0) + 1 FROM series_role), ?, ?, ?, ?)",
                  rule.service, rule.metric, nameOf(rule.role), nameOf(rule.bad));
}

Result<bool> forgetRoleRule(const Database& db, const std::string& service, const std::string& metric) {
    auto find = db.prepare("SELECT 1 FROM series_role WHERE service = ? AND metric = ?");
    if (!find)
        return find.error();
    bool isThere = false;
    find->bindAll(service, metric);
    const auto looked = find->each([&] {
        isThere = true;
        return false;
    });
    if (!looked)
        return looked.error();
    if (isThere)
        if (const auto done = db.run("DELETE FROM series_role WHERE service = ? AND metric = ?", service, metric);
            !done)
            return done.error();
    return isThere;
}

} // namespace foreshock::store
