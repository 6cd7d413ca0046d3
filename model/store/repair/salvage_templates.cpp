// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/store/repair/salvage_work.h"

#include "model/base/text.h"

#include <fmt/format.h>

namespace foreshock::store {

Result<void> salvageTemplates(SalvageWork& work) {
    const Database& db = work.target();
    std::set<std::uint32_t> saved;
    auto rows = db.prepare("SELECT id FROM log_template");
    if (!rows)
        return rows.error();
    if (const auto done = rows->each([&] {
            saved.insert(static_cast<std::uint32_t>(rows->integer(0)));
            return true;
        });
        !done)
        return done;
    std::int64_t remade = 0;
    for (const auto& [id, pattern] : work.templates) {
        if (saved.contains(id))
            continue;
        if (const auto open = work.commitIfDue(pattern.size()); !open)
            return open;
        // It widens no more: its words are not known. Its records keep it, and new lines like them get another.
        if (const auto done =
                db.run(R"(INSERT INTO log_template (id, pattern, merged_into, is_live, words, places, shown, count,
                                                                  last_line, first_ns, last_ns)
                                        VALUES (?, ?, NULL, 0, x'', x'', x'', 0, 0, 0, 0))",
                       static_cast<std::int64_t>(id), shown(pattern));
            !done)
            return done;
        ++remade;
    }
    // What points to a row that is lost for good.
    for (const char* sql :
         {"UPDATE log_template SET merged_into = NULL WHERE merged_into NOT IN (SELECT id FROM log_template)",
          "DELETE FROM log_leaf WHERE template_id NOT IN (SELECT id FROM log_template)",
          "DELETE FROM log_tail_template WHERE NOT EXISTS (SELECT 1 FROM log_tail t WHERE t.source_id = "
          "log_tail_template.source_id AND t.seq = log_tail_template.seq)"}) {
        if (const auto open = work.commitIfDue(0); !open)
            return open;
        if (const auto done = db.run(sql); !done)
            return done;
    }
    if (remade > 0)
        work.report.remade.push_back(fmt::format("{} log templates were made anew from their records", remade));
    return {};
}

} // namespace foreshock::store
