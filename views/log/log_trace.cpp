// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/log/log_trace.h"

#include <QRegularExpression>
#include <QString>

namespace foreshock {

std::string traceOf(const LogRecord& record) {
    constexpr qsizetype kMost = 64 << 10;
    const std::string& bytes = record.raw.empty() ? record.message : record.raw;
    const QString text =
        QString::fromUtf8(bytes.data(), std::min<qsizetype>(static_cast<qsizetype>(bytes.size()), kMost));
    // trace_id, traceId, "trace.id", request-id, X-Request-ID, correlationId, req_id, then what is equal to it.
    static const QRegularExpression kNamed(
        QStringLiteral("(?i)\\b(?:x[-_])?(?:trace|request|correlation|req|transaction)[-_. ]?(?:id)?\"?\\s*[=:]\\s*\"?"
                       "([0-9a-z][0-9a-z_.:/-]{5,63})"));
    static const QRegularExpression kBare(
        QStringLiteral("(?i)\\b(?:[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|"
                       "(?=[0-9]*[a-f])(?=[a-f]*[0-9])[0-9a-f]{16,32})\\b"));
    for (const QRegularExpression& pattern : {kNamed, kBare})
        if (const auto match = pattern.match(text); match.hasMatch())
            return match.captured(match.lastCapturedIndex()).toStdString();
    return {};
}

} // namespace foreshock
