// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/base/zone.h"
#include "model/domain/log_record.h"
#include "views/log/log_column.h"
#include "views/theme/theme.h"

#include <QString>

namespace foreshock {

/// One record as words for one row: the first line of its message, and how many more there are.
struct LogLine {
    QString time; ///< display zone, milliseconds
    QString host, level, service, message;
    int moreLines = 0;

    static LogLine of(const LogRecord& record, const Zone& zone, LogTimes times = LogTimes::Clock);
    /// How many lines its message has behind the first.
    static int linesBehind(const LogRecord& record);
    /// One of them, counted from 1.
    static QString lineBehind(const LogRecord& record, int number);
    /// The whole record for tooltip and clipboard, at most `limit` bytes of it.
    static QString whole(const LogRecord& record, std::size_t limit);
};

/// "ERROR", "WARN"…; the word carries the level, the colour repeats it.
QString levelWord(LogLevel level);
QColor levelColour(LogLevel level, const Theme& theme);

} // namespace foreshock
