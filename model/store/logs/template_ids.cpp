// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/store/logs/template_ids.h"

namespace foreshock::store {

Result<bool> hasTemplates(const Database& db) {
    const auto tables = db.integer("SELECT count(*) FROM main.sqlite_schema WHERE name = 'log_template'");
    if (!tables)
        return tables.error();
    return *tables > 0;
}

Result<TemplateIds> TemplateIds::read(const Database& db) {
    TemplateIds out;
    const auto has = hasTemplates(db);
    if (!has || !*has)
        return has ? Result<TemplateIds>(std::move(out)) : has.error();
    auto rows = db.prepare("SELECT id, merged_into FROM main.log_template WHERE merged_into IS NOT NULL ORDER BY id");
    if (!rows)
        return rows.error();
    const auto done = rows->each([&] {
        // What it became part of is older and so already known with its own end.
        if (const std::int64_t id = rows->integer(0), into = rows->integer(1); into > 0 && into < id)
            out.m_merged[static_cast<std::uint32_t>(id)] = out.resolved(static_cast<std::uint32_t>(into));
        return true;
    });
    if (!done)
        return done.error();
    return out;
}

} // namespace foreshock::store
