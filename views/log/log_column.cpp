// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/log/log_column.h"

#include <QCoreApplication>
#include <QFontMetricsF>
#include <QStringList>
#include <QUrl>
#include <algorithm>
#include <array>

namespace foreshock {
namespace {

using Kind = LogColumn::Kind;

constexpr std::array<std::pair<Kind, const char*>, 8> kWords = {{{Kind::Time, "time"},
                                                                 {Kind::Host, "host"},
                                                                 {Kind::Level, "level"},
                                                                 {Kind::Service, "service"},
                                                                 {Kind::Source, "source"},
                                                                 {Kind::Template, "template"},
                                                                 {Kind::Message, "message"},
                                                                 {Kind::Field, "field"}}};

int usualChars(Kind kind, bool isWide, LogTimes times) {
    switch (kind) {
    case Kind::Time:
        return times == LogTimes::Day ? 23 : 12;
    case Kind::Host:
        return isWide ? 19 : 13;
    case Kind::Level:
        return 5;
    case Kind::Service:
        return isWide ? 16 : 12;
    case Kind::Source:
        return 18;
    case Kind::Template:
        return 8;
    case Kind::Message:
        return 0;
    case Kind::Field:
        return 14;
    }
    return 0;
}

} // namespace

QString LogColumn::title() const {
    switch (kind) {
    case Kind::Time:
        return QCoreApplication::translate("log", "Time");
    case Kind::Host:
        return QCoreApplication::translate("log", "Host");
    case Kind::Level:
        return QCoreApplication::translate("log", "Level");
    case Kind::Service:
        return QCoreApplication::translate("log", "Service");
    case Kind::Source:
        return QCoreApplication::translate("log", "Source");
    case Kind::Template:
        return QCoreApplication::translate("log", "Template");
    case Kind::Message:
        return QCoreApplication::translate("log", "Message");
    case Kind::Field:
        break;
    }
    return QString::fromStdString(field);
}

LogColumnSetup::LogColumnSetup()
    : m_columns{{Kind::Time, {}, 0},
                {Kind::Host, {}, 0},
                {Kind::Level, {}, 0},
                {Kind::Service, {}, 0},
                {Kind::Message, {}, 0}} {}

LogColumnSetup LogColumnSetup::fromText(const QString& text) {
    LogColumnSetup out;
    std::vector<LogColumn> columns;
    for (const QString& part : text.split(QLatin1Char(','), Qt::SkipEmptyParts)) {
        LogColumn column;
        const QString name = part.section(QLatin1Char(':'), 0, 0), word = name.section(QLatin1Char('='), 0, 0);
        column.chars = std::clamp(part.section(QLatin1Char(':'), 1).toInt(), 0, kMostChars);
        const auto known =
            std::find_if(kWords.begin(), kWords.end(), [&](const auto& k) { return word == QLatin1String(k.second); });
        if (known == kWords.end())
            return out; // of another version
        column.kind = known->first;
        if (column.kind == Kind::Field)
            column.field = QUrl::fromPercentEncoding(name.section(QLatin1Char('='), 1).toUtf8()).toStdString();
        const bool isKnown =
            std::any_of(columns.begin(), columns.end(), [&](const LogColumn& c) { return c.isSame(column); });
        if (!isKnown && columns.size() < kMostColumns)
            columns.push_back(std::move(column));
    }
    if (!columns.empty())
        out.m_columns = std::move(columns);
    return out;
}

QString LogColumnSetup::text() const {
    QStringList parts;
    for (const LogColumn& c : m_columns) {
        const auto known = std::find_if(kWords.begin(), kWords.end(), [&](const auto& k) { return k.first == c.kind; });
        QString part = QString::fromLatin1(known->second);
        if (c.kind == Kind::Field)
            part += QLatin1Char('=') + QString::fromLatin1(QUrl::toPercentEncoding(QString::fromStdString(c.field)));
        if (c.chars > 0)
            part += QLatin1Char(':') + QString::number(c.chars);
        parts << part;
    }
    return parts.join(QLatin1Char(','));
}

int LogColumnSetup::indexOf(const LogColumn& column) const {
    const auto found =
        std::find_if(m_columns.begin(), m_columns.end(), [&](const LogColumn& c) { return c.isSame(column); });
    return found == m_columns.end() ? -1 : static_cast<int>(found - m_columns.begin());
}

void LogColumnSetup::add(LogColumn column) {
    if (has(column) || m_columns.size() >= kMostColumns)
        return;
    const bool isBeforeMessage = column.kind != Kind::Message && m_columns.back().kind == Kind::Message;
    m_columns.insert(m_columns.end() - (isBeforeMessage ? 1 : 0), std::move(column));
}

void LogColumnSetup::remove(int index) {
    if (m_columns.size() > 1)
        m_columns.erase(m_columns.begin() + index);
}

void LogColumnSetup::move(int from, int to) {
    const LogColumn column = m_columns[static_cast<std::size_t>(from)];
    m_columns.erase(m_columns.begin() + from);
    m_columns.insert(m_columns.begin() + std::clamp(to, 0, static_cast<int>(m_columns.size())), column);
}

void LogColumnSetup::setChars(int index, int chars) {
    m_columns[static_cast<std::size_t>(index)].chars = std::clamp(chars, kLeastChars, kMostChars);
}

std::vector<std::string> LogColumnSetup::fields() const {
    std::vector<std::string> out;
    for (const LogColumn& c : m_columns)
        if (c.kind == Kind::Field)
            out.push_back(c.field);
    return out;
}

LogColumns LogColumns::of(const LogColumnSetup& setup, double width, const Fonts& fonts, LogTimes times) {
    constexpr int kLeastMessage = 24;
    const QFontMetricsF metrics(fonts.mono);
    const double ch = metrics.horizontalAdvance(QLatin1Char('0')), left = fonts.px(22), right = fonts.px(6);
    LogColumns out;
    out.gap = ch * 2;
    out.mark = fonts.px(5);
    const int index = setup.indexOf({Kind::Message, {}, 0});
    double fixed = 0;
    for (std::size_t i = 0; i < setup.columns().size(); ++i) {
        const LogColumn& column = setup.columns()[i];
        if (setup.isUsual() && column.kind == Kind::Service && width <= ch * 110)
            continue;
        const int chars =
            column.chars > 0 ? column.chars : usualChars(column.kind, width > ch * (setup.isUsual() ? 90 : 140), times);
        const double cellWidth = static_cast<int>(i) == index ? 0 : ch * chars;
        out.cells.push_back({column, static_cast<int>(i), 0, cellWidth});
        fixed += cellWidth;
    }
    fixed += left + right + out.gap * static_cast<double>(out.cells.size() - 1);
    double x = left;
    for (Cell& cell : out.cells) {
        if (cell.column.kind == Kind::Message) // a width that was chosen holds where something stands behind it
            cell.width =
                std::max(ch * (setup.isUsual() ? 0 : std::max(kLeastMessage, cell.column.chars)), width - fixed);
        cell.x = x;
        x += cell.width + out.gap;
    }
    out.total = x - out.gap + right;
    return out;
}

const LogColumns::Cell* LogColumns::cell(LogColumn::Kind kind) const {
    const auto found = std::find_if(cells.begin(), cells.end(), [&](const Cell& c) { return c.column.kind == kind; });
    return found == cells.end() ? nullptr : &*found;
}

} // namespace foreshock
