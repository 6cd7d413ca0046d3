// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/base/zone.h"
#include "model/domain/log_record.h"
#include "views/theme/fonts.h"
#include "views/theme/theme.h"

#include <QString>

namespace foreshock {

/// One record as words for one row: the first line of its message, and how many more there are.
struct LogLine {
    QString time; ///< display zone, milliseconds
    QString host, level, service, message;
    int moreLines = 0;

    static LogLine of(const LogRecord& record, const Zone& zone);
    /// The whole record for tooltip and clipboard, at most `limit` bytes of it.
    static QString whole(const LogRecord& record, std::size_t limit);
};

/// "ERROR", "WARN"…; the word carries the level, the colour repeats it.
QString levelWord(LogLevel level);
QColor levelColour(LogLevel level, const Theme& theme);

/// Left edges and widths of the columns. The message takes the rest; narrow windows give up the service column.
struct LogColumns {
    double mark = 0, time = 0, host = 0, level = 0, service = 0, message = 0;
    double timeWidth = 0, hostWidth = 0, levelWidth = 0, serviceWidth = 0, messageWidth = 0;

    static LogColumns of(double width, const Fonts& fonts);
};

} // namespace foreshock
