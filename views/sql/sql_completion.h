// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/domain/sql_table.h"

#include <QString>
#include <vector>

namespace foreshock {

/// What may stand where the text cursor is: each replaces `length` characters from `start` on.
struct SqlCompletion {
    struct Choice {
        QString text;
        QString note; ///< what it is: "table", "column of logs", "function"
    };
    qsizetype start = 0, length = 0;
    std::vector<Choice> choices;

    /// Tables behind FROM and JOIN; columns of the table or alias in front of a dot; placeholders behind '$'; else the
    /// columns of the tables that the question names, then functions, words of SQL and tables. Inside strings and
    /// comments nothing. What is a word of SQL is written with quotes ("end").
    static SqlCompletion of(const QString& sql, qsizetype cursor, const std::vector<SqlSource>& sources,
                            const QStringList& placeholders);
};

} // namespace foreshock
