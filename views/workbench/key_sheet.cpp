// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/workbench/key_sheet.h"

#include "views/workbench/key_table.h"

#include <QKeyEvent>
#include <QPainter>

namespace foreshock {

KeySheet::KeySheet(QWidget* window)
    : QWidget(window) {
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(tr("Keys"));
    tell();
    window->installEventFilter(this);
    hide();
}

QString KeySheet::keysOf(const KeyRow& row) const {
    return m_keys ? m_keys(row) : row.keys;
}

void KeySheet::tell() {
    QStringList lines;
    for (const KeyRow& row : keyTable())
        lines << row.where + QStringLiteral(": ") + keysOf(row) + QStringLiteral(", ") + row.what;
    setAccessibleDescription(lines.join(QStringLiteral("; ")));
}

void KeySheet::open(const Look& look) {
    tell();
    m_look = look;
    setGeometry(parentWidget()->rect());
    show();
    raise();
    setFocus();
}

void KeySheet::paintEvent(QPaintEvent*) {
    QPainter p(this);
    p.setLayoutDirection(Qt::LeftToRight);
    const Theme& t = m_look.theme;
    const Fonts& f = m_look.fonts;
    QColor veil = t.bg;
    veil.setAlpha(190);
    p.fillRect(rect(), veil);
    // Two columns of rows; a heading where the place changes.
    const double half = f.px(400);
    double line = f.px(22);
    std::vector<QString> places;
    double heights[2] = {0, 0};
    const auto columnOf = [](const QString& where) {
        return where == keyTable().front().where || where == QCoreApplication::translate("keys", "Log") ? 0 : 1;
    };
    for (const KeyRow& row : keyTable()) {
        const int column = columnOf(row.where);
        if (std::find(places.begin(), places.end(), row.where) == places.end()) {
            places.push_back(row.where);
            heights[column] += line * 1.5;
        }
        heights[column] += line;
    }
    const double margin = f.px(24);
    // In a low window the rows move together rather than fall off the sheet.
    const double tallest = std::max(heights[0], heights[1]), inside = height() - 16 - margin * 1.2;
    if (const double fits = std::max<double>(f.px(16), line * inside / tallest); fits < line) {
        heights[0] *= fits / line;
        heights[1] *= fits / line;
        line = fits;
    }
    QRectF sheet(0, 0, std::min<double>(width() - 16, half * 2 + margin * 2),
                 std::min<double>(height() - 16, std::max(heights[0], heights[1]) + margin * 2));
    sheet.moveCenter(QRectF(rect()).center());
    p.setRenderHint(QPainter::Antialiasing);
    p.setPen(QPen(t.line2, 1));
    p.setBrush(t.surface);
    p.drawRoundedRect(sheet, 6, 6);
    p.setClipRect(sheet);
    const double columnWidth = (sheet.width() - margin * 2) / 2,
                 keyWidth = std::min<double>(f.px(150), columnWidth * .42);
    double y[2] = {sheet.top() + margin * .6, sheet.top() + margin * .6};
    QString place[2];
    for (const KeyRow& row : keyTable()) {
        const int c = columnOf(row.where);
        const double x = sheet.left() + margin + c * columnWidth;
        if (place[c] != row.where) {
            place[c] = row.where;
            p.setFont(f.bodyStrong);
            p.setPen(t.text);
            p.drawText(QRectF(x, y[c] + line * .5, columnWidth, line), Qt::AlignVCenter | Qt::AlignLeft, row.where);
            y[c] += line * 1.5;
        }
        p.setFont(f.axis);
        p.setPen(t.accent);
        p.drawText(QRectF(x, y[c], keyWidth, line), Qt::AlignVCenter | Qt::AlignLeft, keysOf(row));
        p.setFont(f.small);
        p.setPen(t.text2);
        const double room = columnWidth - keyWidth - f.px(8);
        p.drawText(QRectF(x + keyWidth, y[c], room, line), Qt::AlignVCenter | Qt::AlignLeft,
                   QFontMetricsF(f.small).elidedText(row.what, Qt::ElideRight, room));
        y[c] += line;
    }
}

void KeySheet::keyPressEvent(QKeyEvent*) {
    hide();
}
void KeySheet::mousePressEvent(QMouseEvent*) {
    hide();
}
void KeySheet::focusOutEvent(QFocusEvent*) {
    hide();
}

bool KeySheet::eventFilter(QObject*, QEvent* e) {
    if (e->type() == QEvent::Resize && isVisible())
        setGeometry(parentWidget()->rect());
    return false;
}

} // namespace foreshock
