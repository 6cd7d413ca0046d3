// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/log/log_row_painter.h"

#include "views/log/log_marks.h"
#include "views/theme/glyph.h"

#include <QFontMetricsF>
#include <QPainter>

namespace foreshock {
namespace {

constexpr int kLine =
    static_cast<int>(Qt::AlignVCenter) | static_cast<int>(Qt::AlignLeft) | static_cast<int>(Qt::TextSingleLine);

/// Bookmark: a flag. Label: its number on its colour.
void paintMark(QPainter& p, int label, const QRectF& row, const LogColumns& c, const Look& look) {
    if (label == LogMark::kNone)
        return;
    const double size = look.fonts.px(13);
    const QRectF box(c.mark, row.center().y() - size / 2, size, size);
    if (label == LogMark::kBookmark)
        return paintGlyph(p, Glyph::Flag, box.center(), size * .8, look.theme.accent);
    p.setRenderHint(QPainter::Antialiasing);
    p.setPen(Qt::NoPen);
    const QColor paper = labelColour(label, look.theme);
    p.setBrush(paper);
    p.drawRoundedRect(box, 3, 3);
    p.setRenderHint(QPainter::Antialiasing, false);
    p.setFont(look.fonts.smallStrong);
    p.setPen(contrast(paper, look.theme.text) > contrast(paper, look.theme.surface) ? look.theme.text
                                                                                    : look.theme.surface);
    p.drawText(box, Qt::AlignCenter, QString::number(label));
}

void paintMessage(QPainter& p, const LogLine& line, const QRectF& row, const LogColumns& c,
                  const LogHighlight& highlight, const Look& look, const QColor& ink) {
    const Theme& t = look.theme;
    const QFontMetricsF metrics(look.fonts.mono);
    const QString more = line.moreLines > 0 ? QStringLiteral("  \u23CE +%1 %2")
                                                  .arg(line.moreLines)
                                                  .arg(line.moreLines == 1 ? QObject::tr("line") : QObject::tr("lines"))
                                            : QString();
    const QString text =
        metrics.elidedText(line.message, Qt::ElideRight, c.messageWidth - metrics.horizontalAdvance(more));
    double x = c.message;
    qsizetype at = 0;
    const auto piece = [&](qsizetype end, const QColor& colour) {
        const QString part = text.mid(at, end - at);
        p.setPen(colour);
        p.drawText(QRectF(x, row.top(), c.messageWidth, row.height()), kLine, part);
        x += metrics.horizontalAdvance(part);
        at = end;
    };
    for (const auto& [start, length] : highlight.hits(text)) {
        piece(start, ink);
        p.fillRect(QRectF(x, row.top() + 2, metrics.horizontalAdvance(text.mid(start, length)), row.height() - 4),
                   t.accentBg);
        piece(start + length, t.accent);
    }
    piece(text.size(), ink);
    if (!more.isEmpty()) {
        p.setPen(t.text3);
        p.drawText(QRectF(x, row.top(), c.messageWidth, row.height()), kLine, more);
    }
}

} // namespace

void paintLogRow(QPainter& p, const LogRecord* record, const LogRowState& state, const QRectF& row, const LogColumns& c,
                 const LogHighlight& highlight, const Look& look, const Zone& zone) {
    const Theme& t = look.theme;
    if (state.isCurrent)
        p.fillRect(row, t.accentBg);
    if (state.isHit) // beside the marked words: a bar at the edge, for hits by field that have none
        p.fillRect(QRectF(row.left(), row.top(), look.fonts.px(3), row.height()), t.accent);
    if (!record) {
        // No word jumps when the record comes.
        p.setPen(Qt::NoPen);
        p.setBrush(t.chip);
        for (const auto& [x, width] : {std::pair(c.time, c.timeWidth), std::pair(c.message, c.messageWidth * 0.5)})
            p.drawRect(QRectF(x, row.top() + row.height() * .35, width, row.height() * .3));
        return;
    }
    paintMark(p, state.label, row, c, look);
    p.setFont(look.fonts.mono);
    const QFontMetricsF metrics(look.fonts.mono);
    const LogLine line = LogLine::of(*record, zone);
    const auto cell = [&](double x, double width, const QString& text, const QColor& colour,
                          Qt::TextElideMode mode = Qt::ElideRight) {
        p.setPen(colour);
        p.drawText(QRectF(x, row.top(), width, row.height()), kLine, metrics.elidedText(text, mode, width + 0.5));
    };
    const QColor ink = state.isFaint ? t.text2 : t.text;
    cell(c.time, c.timeWidth, line.time, t.text3);
    if (state.isAdjusted) // in the gap behind it; the tooltip has the raw time
        cell(c.time + c.timeWidth, metrics.horizontalAdvance(QLatin1Char('~')), QStringLiteral("~"), t.text2);
    cell(c.host, c.hostWidth, line.host, ink, Qt::ElideMiddle); // its end tells hosts apart
    p.setFont(record->level >= LogLevel::Warning ? look.fonts.monoStrong : look.fonts.mono);
    cell(c.level, c.levelWidth, line.level, levelColour(record->level, t));
    p.setFont(look.fonts.mono);
    if (c.serviceWidth > 0)
        cell(c.service, c.serviceWidth, line.service, t.text2);
    paintMessage(p, line, row, c, highlight, look, ink);
}

} // namespace foreshock
