// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/log/log_line.h"

#include "model/base/text.h"
#include "model/base/time_text.h"

#include <QFontMetricsF>
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

LogLine LogLine::of(const LogRecord& r, const Zone& zone) {
    LogLine line;
    const Instant milli{r.time.ns - (r.time.ns % 1'000'000 + 1'000'000) % 1'000'000};
    line.time = QString::fromStdString(clockText(milli, zone));
    if (line.time.size() == 5)
        line.time += QStringLiteral(":00");
    if (line.time.size() == 8)
        line.time += QStringLiteral(".000");
    line.host = QString::fromStdString(screenText(clipped(r.host, 1000)));
    line.level = levelWord(r.level);
    line.service = QString::fromStdString(screenText(clipped(r.service.value, 1000)));
    std::string_view message = r.message;
    while (!message.empty() && (message.back() == '\n' || message.back() == '\r'))
        message.remove_suffix(1);
    const std::size_t end = message.find('\n');
    if (end != std::string_view::npos)
        line.moreLines =
            static_cast<int>(std::count(message.begin() + static_cast<std::ptrdiff_t>(end), message.end(), '\n'));
    // A row shows some hundred characters; a megabyte on one line must not be laid out for them.
    line.message = QString::fromStdString(screenText(clipped(message.substr(0, end), 2000)))
                       .replace(QLatin1Char('\t'), QLatin1String("    "));
    line.message.remove(QLatin1Char('\r'));
    return line;
}

QString LogLine::whole(const LogRecord& r, std::size_t limit) {
    const std::string& bytes = r.raw.empty() ? r.message : r.raw;
    QString text = QString::fromStdString(screenText(clipped(bytes, limit)));
    if (bytes.size() > limit)
        text += QStringLiteral("\n… %1 more bytes").arg(bytes.size() - limit);
    return text;
}

LogColumns LogColumns::of(double width, const Fonts& fonts) {
    const QFontMetricsF metrics(fonts.mono);
    const double ch = metrics.horizontalAdvance(QLatin1Char('0')), gap = ch * 2;
    LogColumns c;
    c.mark = fonts.px(5);
    c.time = fonts.px(22);
    c.timeWidth = ch * 12;
    c.host = c.time + c.timeWidth + gap;
    c.hostWidth = ch * (width > ch * 90 ? 19 : 13);
    c.level = c.host + c.hostWidth + gap;
    c.levelWidth = ch * 5;
    c.service = c.level + c.levelWidth + gap;
    c.serviceWidth = width > ch * 110 ? ch * 16 : 0;
    c.message = c.service + c.serviceWidth + (c.serviceWidth > 0 ? gap : 0);
    c.messageWidth = std::max(0.0, width - c.message - fonts.px(6));
    return c;
}

} // namespace foreshock
