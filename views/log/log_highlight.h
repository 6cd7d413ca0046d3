// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QRegularExpression>
#include <QString>
#include <utility>
#include <vector>

namespace foreshock {

/// Which parts of a message the filter was looking for: quoted and bare words, /patterns/; not the negated ones and
/// not field terms. For marking hits only; what matches is decided by the query itself.
class LogHighlight {
public:
    static LogHighlight of(const QString& filter);
    /// Start and length of each hit, in order, not overlapping.
    std::vector<std::pair<qsizetype, qsizetype>> hits(const QString& text) const;
    bool isEmpty() const { return m_pattern.pattern().isEmpty(); }

private:
    QRegularExpression m_pattern;
};

} // namespace foreshock
