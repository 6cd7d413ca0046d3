// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/log/log_copy.h"

#include "model/base/text.h"
#include "model/base/time_text.h"
#include "views/log/log_fields.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <algorithm>
#include <optional>

namespace foreshock {
namespace {

constexpr std::size_t kMost = 1 << 20; ///< bytes of one record

QString pathOf(const LogRecord& record, const std::vector<SourceInfo>& sources) {
    const auto found =
        std::find_if(sources.begin(), sources.end(), [&](const SourceInfo& s) { return s.id == record.source; });
    return found == sources.end() ? QString() : QString::fromStdString(found->path);
}

QString csvField(const QString& text) {
    const bool isPlain = std::none_of(text.begin(), text.end(), [](QChar c) {
        return c == QLatin1Char(',') || c == QLatin1Char('"') || c == QLatin1Char('\n') || c == QLatin1Char('\r');
    });
    QString inner = text;
    return isPlain ? text
                   : QLatin1Char('"') + inner.replace(QLatin1Char('"'), QLatin1String("\"\"")) + QLatin1Char('"');
}

QString words(const std::string& bytes) {
    return QString::fromStdString(shown(clipped(bytes, kMost)));
}

/// The record's own bytes.
QString ownText(const LogRecord& r) {
    const std::string& bytes = r.raw.empty() ? r.message : r.raw;
    return bytes.size() <= kMost ? words(bytes)
                                 : words(bytes) + QStringLiteral("\n\u2026 %1 more bytes").arg(bytes.size() - kMost);
}

} // namespace

QString shellWord(const QString& text) {
    QString inner = text;
    return QLatin1Char('\'') + inner.replace(QLatin1Char('\''), QLatin1String("'\\''")) + QLatin1Char('\'');
}

QString copyOf(const std::vector<LogRecord>& records, CopyForm form, const std::vector<SourceInfo>& sources,
               const Zone& zone, const std::vector<std::string>& fields) {
    const auto valueOf = [](const std::vector<LogField>& has, const std::string& name) {
        const auto found = std::find_if(has.begin(), has.end(), [&](const LogField& f) { return f.name == name; });
        return found == has.end() ? std::nullopt : std::optional(words(found->value));
    };
    if (form == CopyForm::Text) {
        QStringList lines;
        for (const LogRecord& r : records)
            lines << ownText(r);
        return lines.join(QLatin1Char('\n'));
    }
    if (form == CopyForm::Csv) {
        QString out = QStringLiteral("time,service,host,level,template,message,source,line");
        for (const std::string& field : fields)
            out += QLatin1Char(',') + csvField(words(field));
        out += QStringLiteral("\r\n");
        for (const LogRecord& r : records) {
            QStringList row{QString::fromStdString(rfc3339(r.time, zone)),
                            csvField(QString::fromStdString(r.service.value)),
                            csvField(words(r.host)),
                            QString::fromUtf8(nameOf(r.level).data(), static_cast<qsizetype>(nameOf(r.level).size())),
                            r.templateId == 0 ? QString() : QString::number(r.templateId),
                            csvField(words(r.message)),
                            csvField(pathOf(r, sources)),
                            QString::number(r.line)};
            const std::vector<LogField> has = fields.empty() ? std::vector<LogField>() : fieldsOf(r);
            for (const std::string& field : fields)
                row << csvField(valueOf(has, field).value_or(QString()));
            out += row.join(QLatin1Char(',')) + QStringLiteral("\r\n");
        }
        return out;
    }
    QJsonArray rows;
    for (const LogRecord& r : records) {
        QJsonObject row{{QStringLiteral("time"), QString::fromStdString(rfc3339(r.time, zone))},
                        {QStringLiteral("service"), QString::fromStdString(r.service.value)},
                        {QStringLiteral("host"), words(r.host)},
                        {QStringLiteral("level"), QString::fromStdString(std::string(nameOf(r.level)))},
                        {QStringLiteral("template"),
                         r.templateId == 0 ? QJsonValue() : QJsonValue(static_cast<qint64>(r.templateId))},
                        {QStringLiteral("message"), words(r.message)},
                        {QStringLiteral("source"), pathOf(r, sources)},
                        {QStringLiteral("line"), static_cast<qint64>(r.line)}};
        if (!fields.empty()) {
            const std::vector<LogField> has = fieldsOf(r);
            QJsonObject values;
            for (const std::string& field : fields)
                if (const auto value = valueOf(has, field))
                    values.insert(words(field), *value);
            row.insert(QStringLiteral("fields"), values);
        }
        rows.append(row);
    }
    return QString::fromUtf8(QJsonDocument(rows).toJson());
}

QString commandFor(const QString& file, const LogQuestion& question, const Zone& zone) {
    QString out = QStringLiteral("foreshock logs ") + shellWord(file);
    out += QStringLiteral(" --since %1 --until %2")
               .arg(QString::fromStdString(rfc3339(question.range.from, zone)),
                    QString::fromStdString(rfc3339(question.range.to, zone)));
    // Behind two dashes: a query may begin with one.
    if (!question.filter.empty())
        out += QStringLiteral(" -- ") + shellWord(QString::fromStdString(question.filter));
    return out;
}

} // namespace foreshock
