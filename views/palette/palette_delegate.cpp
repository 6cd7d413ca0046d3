// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/palette/palette_delegate.h"

#include "views/palette/palette_model.h"

#include <QPainter>
#include <QTextLayout>

namespace foreshock {

void PaletteDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const {
    const Theme& t = m_look.theme;
    const auto* model = static_cast<const PaletteModel*>(index.model());
    const bool canRun = model->at(index.row()).canRun, isHeld = option.state & QStyle::State_Selected;
    painter->save();
    painter->setLayoutDirection(Qt::LeftToRight);
    painter->fillRect(option.rect, isHeld ? t.accentBg : t.surface);
    if (isHeld)
        painter->fillRect(QRect(option.rect.topLeft(), QSize(3, option.rect.height())), t.accent);
    QRectF room = QRectF(option.rect).adjusted(m_look.fonts.px(10), 0, -m_look.fonts.px(10), 0);
    const QString keys = index.data(PaletteModel::KeysRole).toString();
    painter->setFont(m_look.fonts.axis);
    painter->setPen(isHeld ? t.text2 : t.text3);
    painter->drawText(room, Qt::AlignVCenter | Qt::AlignRight, keys);
    if (!keys.isEmpty())
        room.setRight(room.right() - QFontMetricsF(m_look.fonts.axis).horizontalAdvance(keys) - m_look.fonts.px(16));

    QList<QTextLayout::FormatRange> marks;
    for (const QVariant& at : index.data(PaletteModel::LettersRole).toList()) {
        QTextLayout::FormatRange mark{at.toInt(), 1, {}};
        mark.format.setFontWeight(QFont::Bold);
        mark.format.setForeground(canRun ? t.accent : t.text3);
        marks << mark;
    }
    // Elided text keeps its letters where they were, up to the dots.
    const QString text =
        QFontMetricsF(m_look.fonts.bodyStrong)
            .elidedText(index.data(Qt::DisplayRole).toString().simplified(), Qt::ElideRight, room.width());
    QTextLayout layout(text, m_look.fonts.body);
    layout.setFormats(marks);
    layout.beginLayout();
    QTextLine line = layout.createLine();
    layout.endLayout();
    painter->setPen(canRun ? t.text : t.text3);
    if (line.isValid())
        layout.draw(painter, QPointF(room.left(), room.center().y() - line.height() / 2));
    painter->restore();
}

QSize PaletteDelegate::sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const {
    return {m_look.fonts.px(200), m_look.fonts.px(26)};
}

} // namespace foreshock
