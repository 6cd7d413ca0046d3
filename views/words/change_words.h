// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>
#include <string>

class QFont;

namespace foreshock {

/// How a change is named where there is little room: a short title as it is, a long one by its kind.

/// "capacity_add" → "capacity add"; "change" where the source gave no kind.
QString kindWords(const std::string& kind);
/// A title longer than this is a description, not a name.
constexpr qsizetype kLongTitle = 45;

struct ChangeHeading {
    QString name;        ///< first letter capitalised
    QString description; ///< the full title, where the name is only the kind
};
ChangeHeading headingOf(const std::string& title, const std::string& kind, const std::string& id);
/// "capacity add, a relatively small nu…": the kind, then as much of the title as there is room for; the whole title
/// where it fits.
QString fittedName(const std::string& title, const std::string& kind, const std::string& id, const QFont& font,
                   double width);
/// Letters only are a word and get a capital; "kfe_threads" and "iOS" are names and stay.
QString capitalised(const QString& sentence);
/// At most so many lines of a width; the last ends in an ellipsis where there is more.
QStringList wrapped(const QString& text, const QFont& font, double width, int mostLines);

} // namespace foreshock
