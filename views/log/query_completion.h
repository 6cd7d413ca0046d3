// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>
#include <utility>
#include <vector>

namespace foreshock {

/// Names that a query can be completed with.
struct QueryWords {
    QStringList services, sources;
    std::vector<std::pair<quint32, QString>> templates; ///< number and pattern
    QStringList hosts = {};                             ///< of the records that were seen
};

/// What may stand where the text cursor is: each replaces `length` characters from `start` on.
struct QueryCompletion {
    struct Choice {
        QString text; ///< what is written
        QString note; ///< what it is, for the list
    };
    qsizetype start = 0, length = 0;
    std::vector<Choice> choices;

    /// Fields where a word begins, values behind "level:", "service:", "source:", "template:", "since:"… Inside quotes
    /// and /expressions/ nothing is offered. An empty word is offered all fields.
    static QueryCompletion of(const QString& query, qsizetype cursor, const QueryWords& words);
    /// The query with a choice in its place, and where the text cursor then stands.
    std::pair<QString, qsizetype> chosen(const QString& query, std::size_t choice) const;
};

} // namespace foreshock
