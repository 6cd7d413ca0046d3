// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/store/sql/public_sql.h"

#include <fmt/format.h>

namespace foreshock::store::test {

/// Rows as lines of cells, as a reader would see them; an error as its words.
inline std::string asked(const Database& db, const std::string& sql, const SqlLimits& limits = {}) {
    auto question = SqlQuestion::ask(db, sql, limits);
    if (!question)
        return "error: " + question.error().text();
    std::string out;
    for (;;) {
        const auto row = question->next();
        if (!row)
            return out + "error: " + row.error().text();
        if (!*row)
            return out;
        for (const SqlValue& value : **row) {
            if (const auto* n = std::get_if<std::int64_t>(&value))
                out += fmt::format("{} ", *n);
            else if (const auto* d = std::get_if<double>(&value))
                out += fmt::format("{} ", *d);
            else if (const auto* s = std::get_if<std::string>(&value))
                out += *s + " ";
            else
                out += "null ";
        }
        out += "\n";
    }
}

} // namespace foreshock::store::test
