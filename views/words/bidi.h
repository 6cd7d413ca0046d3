// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace foreshock {

/// A name from outside, between first-strong-isolate and pop: one written right to left stays one piece, and the words
/// and figures of the sentence around it keep their places. Names without such letters stay as they are.
inline QString isolated(const QString& name) {
    for (const QChar c : name)
        switch (c.direction()) {
        case QChar::DirR:
        case QChar::DirAL:
        case QChar::DirRLE:
        case QChar::DirRLO:
        case QChar::DirRLI:
        case QChar::DirAN:
        case QChar::DirFSI:
            return QChar(0x2068) + name + QChar(0x2069);
        default:
            break;
        }
    return name;
}

} // namespace foreshock
