// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/services/side_list.h"

#include <QPainter>

namespace foreshock {
namespace {

class SideDelegate : public QStyledItemDelegate {
public:
    explicit SideDelegate(SideList* list)
        : QStyledItemDelegate(list)
        , m_list(list) {}

    QSize sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const override {
        return {40, m_list->look().fonts.px(25)};
    }

    void paint(QPainter* p, const QStyleOptionViewItem& option, const QModelIndex& index) const override {
        const Theme& t = m_list->look().theme;
        const Fonts& f = m_list->look().fonts;
        const SideRow row = m_list->rowOf(index);
        p->save();
        p->setLayoutDirection(Qt::LeftToRight);
        if (option.state.testFlag(QStyle::State_Selected))
            p->fillRect(option.rect, t.accentBg);
        const QRectF box = QRectF(option.rect).adjusted(f.px(12), 0, -f.px(12), 0);
        paintGlyph(*p, row.sign.glyph, {box.left() + f.px(6), box.center().y()}, f.px(11), row.sign.colour);
        p->setFont(f.small);
        const double figure = QFontMetricsF(f.small).horizontalAdvance(row.figure);
        p->setPen(t.text2);
        p->drawText(box, Qt::AlignRight | Qt::AlignVCenter | Qt::TextSingleLine, row.figure);
        const QRectF name = box.adjusted(f.px(20), 0, -figure - f.px(6), 0);
        p->setFont(f.body);
        p->setPen(t.text);
        p->drawText(name, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine,
                    QFontMetricsF(f.body).elidedText(row.name, Qt::ElideMiddle, name.width()));
        if (option.state.testFlag(QStyle::State_HasFocus)) {
            p->setPen(QPen(t.accent, 1));
            p->drawRect(QRectF(option.rect).adjusted(.5, .5, -.5, -.5));
        }
        p->restore();
    }

private:
    SideList* m_list;
};

} // namespace

SideList::SideList(RowOf rowOf, QWidget* parent)
    : QListView(parent)
    , m_rowOf(std::move(rowOf)) {
    setItemDelegate(new SideDelegate(this));
    setUniformItemSizes(true);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFrameShape(QFrame::NoFrame);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void SideList::setLook(const Look& look) {
    m_look = look;
    doItemsLayout();
    updateGeometry();
}

QSize SideList::sizeHint() const {
    return {m_look.fonts.px(180), (model() ? model()->rowCount() : 0) * m_look.fonts.px(25)};
}

} // namespace foreshock
