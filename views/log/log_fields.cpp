// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/log/log_fields.h"

#include "model/base/text.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <algorithm>

namespace foreshock {
namespace {

constexpr std::size_t kMostBytes = 32 << 10, kMostFields = 100;
constexpr int kDeepest = 4;

void add(std::vector<LogField>& out, std::string name, std::string value) {
    const auto isSame = [&](const LogField& f) { return f.name == name; };
    if (out.size() < kMostFields && std::none_of(out.begin(), out.end(), isSame))
        out.push_back({std::move(name), std::move(value)});
}

std::string textOf(const QJsonValue& value) {
    if (value.isString())
        return value.toString().toStdString();
    if (value.isArray())
        return QJsonDocument(value.toArray()).toJson(QJsonDocument::Compact).toStdString();
    if (value.isObject())
        return QJsonDocument(value.toObject()).toJson(QJsonDocument::Compact).toStdString();
    return value.toVariant().toString().toStdString();
}

void flatten(const QJsonObject& object, const std::string& prefix, int depth, std::vector<LogField>& out) {
    for (auto it = object.begin(); it != object.end(); ++it) {
        const std::string name = prefix + it.key().toStdString();
        if (it->isObject() && depth < kDeepest)
            flatten(it->toObject(), name + ".", depth + 1, out);
        else
            add(out, name, textOf(*it));
    }
}

/// The object that a text is, or ends with.
QJsonObject objectIn(const std::string& text) {
    const std::size_t begin = text.find('{');
    if (begin == std::string::npos || trimmed(text).back() != '}')
        return {};
    return QJsonDocument::fromJson(
               QByteArray::fromRawData(text.data() + begin, static_cast<qsizetype>(text.size() - begin)))
        .object();
}

/// level=info msg="slow \"answer\"" took=31ms: not within an address (?a=1&b=2) or a word.
void readPairs(const std::string& text, std::vector<LogField>& out) {
    static const QRegularExpression kPair(QStringLiteral(
        "(?<![^\\s,;\\[({|])([A-Za-z_][\\w.-]{0,63})=(?:\"((?:[^\"\\\\]|\\\\.)*)\"|([^\\s\",;\\])}]+))"));
    if (text.find('=') == std::string::npos)
        return;
    auto found = kPair.globalMatch(QString::fromStdString(text));
    while (found.hasNext() && out.size() < kMostFields) {
        const auto match = found.next();
        QString value = match.captured(3);
        if (value.isNull())
            value = match.captured(2)
                        .replace(QLatin1String("\\\""), QLatin1String("\""))
                        .replace(QLatin1String("\\\\"), QLatin1String("\\"));
        add(out, match.captured(1).toStdString(), value.toStdString());
    }
}

} // namespace

std::vector<LogField> fieldsOf(const LogRecord& record) {
    std::vector<LogField> out;
    const std::string raw(clipped(record.raw.empty() ? record.message : record.raw, kMostBytes));
    if (const QJsonObject object = objectIn(raw); !object.isEmpty()) {
        flatten(object, {}, 1, out);
        readPairs(std::string(clipped(record.message, kMostBytes)), out);
    } else {
        readPairs(raw, out);
    }
    return out;
}

const std::string& LogFieldStore::value(const LogRecord& record, const std::string& field) {
    static const std::string kNone;
    const LogKey key = LogKey::of(record);
    auto known = m_fields.find(key);
    if (known == m_fields.end()) {
        if (m_fields.size() >= kKept)
            m_fields.clear();
        known = m_fields.emplace(key, fieldsOf(record)).first;
    }
    for (const LogField& f : known->second)
        if (f.name == field)
            return f.value;
    return kNone;
}

} // namespace foreshock
