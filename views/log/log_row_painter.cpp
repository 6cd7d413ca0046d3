// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/log/log_row_painter.h"

#include "model/base/text.h"
#include "views/log/log_marks.h"
#include "views/theme/glyph.h"

#include <QFontMetricsF>
#include <QLocale>
#include <QPainter>
#include <QTextLayout>
#include <algorithm>
#include <cmath>

namespace foreshock {
namespace {

constexpr int kLine =
    static_cast<int>(Qt::AlignVCenter) | static_cast<int>(Qt::AlignLeft) | static_cast<int>(Qt::TextSingleLine);

/// Letters of scripts that go from right to left: pieces of such a line can't be painted one behind the other.
bool hasTurns(const QString& text) {
    return std::any_of(text.begin(), text.end(), [](QChar c) {
        return c.direction() == QChar::DirR || c.direction() == QChar::DirAL || c.direction() == QChar::DirAN;
    });
}

} // namespace

QString foldText(const LogLine& line, bool isOpen) {
    if (line.moreLines == 0)
        return {};
    const QString lines = line.moreLines == 1 ? QObject::tr("line") : QObject::tr("lines");
    return (isOpen ? QStringLiteral("\u25BE %1 %2") : QStringLiteral("\u25B8 +%1 %2")).arg(line.moreLines).arg(lines);
}

QRectF foldBox(const LogLine& line, bool isOpen, const LogColumns& columns, const QRectF& row, const Fonts& fonts) {
    const LogColumns::Cell* cell = columns.cell(LogColumn::Kind::Message);
    if (!cell || line.moreLines == 0)
        return {};
    const QFontMetricsF metrics(fonts.mono), small(fonts.small);
    const double width = small.horizontalAdvance(foldText(line, isOpen)) + fonts.px(8);
    const double room = cell->width - width - fonts.px(6);
    const double x =
        cell->x + std::clamp(metrics.horizontalAdvance(line.message), 0.0, std::max(0.0, room)) + fonts.px(6);
    return {x, row.top() + fonts.px(2), width, row.height() - fonts.px(4)};
}

/// Bookmark: a flag. Label: its number on its colour.
void LogRowPainter::mark(int label, const QRectF& row) {
    if (label == LogMark::kNone)
        return;
    const double size = m_look.fonts.px(13);
    const QRectF box(m_columns.mark, row.center().y() - size / 2, size, size);
    if (label == LogMark::kBookmark)
        return paintGlyph(p, Glyph::Flag, box.center(), size * .8, m_look.theme.accent);
    p.setRenderHint(QPainter::Antialiasing);
    p.setPen(Qt::NoPen);
    const Theme& t = m_look.theme;
    const QColor paper = labelColour(label, t);
    p.setBrush(paper);
    p.drawRoundedRect(box, 3, 3);
    p.setRenderHint(QPainter::Antialiasing, false);
    p.setFont(m_look.fonts.smallStrong);
    p.setPen(contrast(paper, t.text) > contrast(paper, t.surface) ? t.text : t.surface);
    p.drawText(box, Qt::AlignCenter, QString::number(label));
}

/// A text with its hits marked.
void LogRowPainter::marked(const QString& text, double left, double width, const QRectF& row, const QColor& ink) {
    const Theme& t = m_look.theme;
    const QFontMetricsF metrics(m_look.fonts.mono);
    const auto hits = m_highlight.hits(text);
    p.setFont(m_look.fonts.mono);
    if (hasTurns(text)) {
        // Laid out as a whole, so that each letter stands where its script wants it.
        QTextLayout layout(text, m_look.fonts.mono);
        QTextOption option;
        option.setWrapMode(QTextOption::NoWrap);
        option.setTextDirection(Qt::LeftToRight);
        layout.setTextOption(option);
        QList<QTextLayout::FormatRange> formats;
        for (const auto& [start, length] : hits) {
            QTextCharFormat format;
            format.setBackground(t.accentBg);
            format.setForeground(t.accent);
            formats << QTextLayout::FormatRange{static_cast<int>(start), static_cast<int>(length), format};
        }
        layout.setFormats(formats);
        layout.beginLayout();
        QTextLine line = layout.createLine();
        if (line.isValid())
            line.setNumColumns(static_cast<int>(text.size()));
        layout.endLayout();
        p.setPen(ink);
        layout.draw(&p, QPointF(left, row.top() + (row.height() - metrics.height()) / 2));
        return;
    }
    double x = left;
    qsizetype at = 0;
    const auto piece = [&](qsizetype end, const QColor& colour) {
        const QString part = text.mid(at, end - at);
        p.setPen(colour);
        p.drawText(QRectF(x, row.top(), width, row.height()), kLine, part);
        x += metrics.horizontalAdvance(part);
        at = end;
    };
    for (const auto& [start, length] : hits) {
        piece(start, ink);
        p.fillRect(QRectF(x, row.top() + 2, metrics.horizontalAdvance(text.mid(start, length)), row.height() - 4),
                   t.accentBg);
        piece(start + length, t.accent);
    }
    piece(text.size(), ink);
}

void LogRowPainter::message(const LogLine& line, const LogRowState& state, const LogColumns::Cell& cell,
                            const QRectF& row) {
    const QFontMetricsF metrics(m_look.fonts.mono);
    const QRectF fold = foldBox(line, state.isOpen, m_columns, row, m_look.fonts);
    const double width = fold.isNull() ? cell.width : std::max(0.0, fold.left() - cell.x - m_look.fonts.px(4));
    const QString text = metrics.elidedText(line.message, Qt::ElideRight, width + .5);
    marked(text, cell.x, width, row, state.isFaint ? m_look.theme.text2 : m_look.theme.text);
    if (fold.isNull())
        return;
    p.setPen(Qt::NoPen);
    p.setBrush(m_look.theme.chip);
    p.setRenderHint(QPainter::Antialiasing);
    p.drawRoundedRect(fold, 3, 3);
    p.setRenderHint(QPainter::Antialiasing, false);
    p.setFont(m_look.fonts.small);
    p.setPen(m_look.theme.text2);
    p.drawText(fold, Qt::AlignCenter, foldText(line, state.isOpen));
}

/// No word jumps when the record comes.
void LogRowPainter::placeholder(const QRectF& row) {
    p.setPen(Qt::NoPen);
    p.setBrush(m_look.theme.chip);
    for (const LogColumns::Cell& cell : m_columns.cells)
        if (cell.column.kind == LogColumn::Kind::Time || cell.column.kind == LogColumn::Kind::Message)
            p.drawRect(QRectF(cell.x, row.top() + row.height() * .35,
                              cell.column.kind == LogColumn::Kind::Time ? cell.width : cell.width * .5,
                              row.height() * .3));
}

QString LogRowPainter::textOf(const LogRecord& record, const LogLine& line, const LogColumn& column) {
    switch (column.kind) {
    case LogColumn::Kind::Time:
        return line.time;
    case LogColumn::Kind::Host:
        return line.host;
    case LogColumn::Kind::Level:
        return line.level;
    case LogColumn::Kind::Service:
        return line.service;
    case LogColumn::Kind::Template:
        return record.templateId == 0 ? QString() : QString::number(record.templateId);
    case LogColumn::Kind::Source:
        for (const SourceInfo& source : m_sources)
            if (source.id == record.source)
                return QString::fromStdString(screenText(source.path)).section(QLatin1Char('/'), -1);
        return {};
    case LogColumn::Kind::Field:
        return QString::fromStdString(screenText(clipped(m_fields.value(record, column.field), 2000))).simplified();
    case LogColumn::Kind::Message:
        break;
    }
    return line.message;
}

void LogRowPainter::row(const LogRecord* record, const LogRowState& state, const QRectF& row) {
    const Theme& t = m_look.theme;
    if (state.isCurrent)
        p.fillRect(row, t.accentBg);
    if (state.isHit) // beside the marked words: a bar at the edge, for hits by field that have none
        p.fillRect(QRectF(row.left(), row.top(), m_look.fonts.px(3), row.height()), t.accent);
    if (!record)
        return placeholder(row);
    mark(state.label, row);
    const QFontMetricsF metrics(m_look.fonts.mono);
    const LogLine line = LogLine::of(*record, m_zone, m_times);
    for (const LogColumns::Cell& cell : m_columns.cells) {
        const LogColumn::Kind kind = cell.column.kind;
        if (kind == LogColumn::Kind::Message) {
            message(line, state, cell, row);
            continue;
        }
        const bool isLoud = kind == LogColumn::Kind::Level && record->level >= LogLevel::Warning;
        p.setFont(isLoud ? m_look.fonts.monoStrong : m_look.fonts.mono);
        p.setPen(kind == LogColumn::Kind::Level                    ? levelColour(record->level, t)
                 : kind == LogColumn::Kind::Time                   ? t.text3
                 : kind == LogColumn::Kind::Host && !state.isFaint ? t.text
                                                                   : t.text2);
        // The end of a host or path tells it apart.
        const bool isMiddle = kind == LogColumn::Kind::Host || kind == LogColumn::Kind::Source;
        const QString text = metrics.elidedText(textOf(*record, line, cell.column),
                                                isMiddle ? Qt::ElideMiddle : Qt::ElideRight, cell.width + .5);
        p.drawText(QRectF(cell.x, row.top(), cell.width, row.height()), kLine | Qt::TextForceLeftToRight, text);
        if (kind == LogColumn::Kind::Time && state.isAdjusted) { // in the gap behind it; the tooltip has the raw time
            p.setPen(t.text2);
            p.drawText(QRectF(cell.x + cell.width, row.top(), m_columns.gap, row.height()), kLine, QStringLiteral("~"));
        }
    }
}

void LogRowPainter::more(const QString& text, const LogRowState& state, const QRectF& row) {
    if (state.isCurrent)
        p.fillRect(row, m_look.theme.accentBg);
    const LogColumns::Cell* cell = m_columns.cell(LogColumn::Kind::Message);
    const double x = cell ? cell->x : m_columns.left(), width = cell ? cell->width : m_columns.total - x;
    const QFontMetricsF metrics(m_look.fonts.mono);
    const double indent = m_look.fonts.px(8);
    p.fillRect(QRectF(x + 1, row.top(), 1, row.height()), m_look.theme.line2);
    marked(metrics.elidedText(text, Qt::ElideRight, width - indent), x + indent, width - indent, row,
           m_look.theme.text2);
}

void LogRowPainter::gap(std::int64_t hidden, const QRectF& row) {
    const Theme& t = m_look.theme;
    const QString words =
        hidden == 1
            ? QObject::tr("1 row hidden")
            : QObject::tr("%1 rows hidden").arg(QLocale(QLocale::English).toString(static_cast<qlonglong>(hidden)));
    p.setFont(m_look.fonts.small);
    const double width = QFontMetricsF(m_look.fonts.small).horizontalAdvance(words), y = std::floor(row.center().y());
    const double x = m_columns.left();
    p.fillRect(QRectF(row.left() + m_columns.mark, y, x - m_columns.mark - m_look.fonts.px(6), 1), t.line2);
    p.fillRect(QRectF(x + width + m_look.fonts.px(6), y, row.right() - x - width - m_look.fonts.px(12), 1), t.line2);
    p.setPen(t.text3);
    p.drawText(QRectF(x, row.top(), width + 2, row.height()), kLine, words);
}

} // namespace foreshock
