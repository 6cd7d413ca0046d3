// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/log/log_line.h"

#include "model/base/text.h"
#include "model/base/time_text.h"

#include <algorithm>

namespace foreshock {

QString levelWord(LogLevel level) {
    switch (level) {
    case LogLevel::Fatal:
        return QStringLiteral("FATAL");
    case LogLevel::Error:
        return QStringLiteral("ERROR");
    case LogLevel::Warning:
        return QStringLiteral("WARN");
    case LogLevel::Info:
        return QStringLiteral("INFO");
    case LogLevel::Debug:
        return QStringLiteral("DEBUG");
    case LogLevel::Trace:
        return QStringLiteral("TRACE");
    case LogLevel::Unknown:
        break;
    }
    return {};
}

QColor levelColour(LogLevel level, const Theme& theme) {
    if (level >= LogLevel::Error)
        return theme.logError;
    return level == LogLevel::Warning ? theme.logWarning : theme.text3;
}

/// The message without line ends behind it.
static std::string_view bodyOf(const LogRecord& r) {
    std::string_view message = r.message;
    while (!message.empty() && (message.back() == '\n' || message.back() == '\r'))
        message.remove_suffix(1);
    return message;
}

/// A row shows some hundred characters; a megabyte on one line must not be laid out for them.
static QString rowText(std::string_view line) {
    return QString::fromStdString(screenText(clipped(line, 2000)))
        .replace(QLatin1Char('\t'), QLatin1String("    "))
        .remove(QLatin1String("\\x0D"));
}

int LogLine::linesBehind(const LogRecord& r) {
    const std::string_view body = bodyOf(r);
    return static_cast<int>(std::count(body.begin(), body.end(), '\n'));
}

QString LogLine::lineBehind(const LogRecord& r, int number) {
    std::string_view body = bodyOf(r);
    for (; number > 0; --number) {
        const std::size_t end = body.find('\n');
        if (end == std::string_view::npos)
            return {};
        body.remove_prefix(end + 1);
    }
    return rowText(body.substr(0, body.find('\n')));
}

LogLine LogLine::of(const LogRecord& r, const Zone& zone, LogTimes times) {
    LogLine line;
    const Instant milli{r.time.ns - (r.time.ns % 1'000'000 + 1'000'000) % 1'000'000};
    line.time = QString::fromStdString(clockText(milli, zone));
    if (line.time.size() == 5)
        line.time += QStringLiteral(":00");
    if (line.time.size() == 8)
        line.time += QStringLiteral(".000");
    if (times == LogTimes::Day) // "2024-03-01 "
        line.time.prepend(QString::fromStdString(rfc3339(milli, zone)).left(10) + QLatin1Char(' '));
    line.host = QString::fromStdString(screenText(clipped(r.host, 1000)));
    line.level = levelWord(r.level);
    line.service = QString::fromStdString(screenText(clipped(r.service.value, 1000)));
    const std::string_view body = bodyOf(r);
    line.moreLines = linesBehind(r);
    line.message = rowText(body.substr(0, body.find('\n')));
    return line;
}

QString LogLine::whole(const LogRecord& r, std::size_t limit) {
    const std::string& bytes = r.raw.empty() ? r.message : r.raw;
    QString text = QString::fromStdString(screenText(clipped(bytes, limit)));
    if (bytes.size() > limit)
        text += QStringLiteral("\n… %1 more bytes").arg(bytes.size() - limit);
    return text;
}

} // namespace foreshock
