// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/theme/glyph.h"
#include "views/theme/look.h"

#include <QListView>
#include <QStyledItemDelegate>
#include <functional>
#include <optional>

namespace foreshock {

/// What a row of a side list paints: a sign, a name, a figure at the right.
struct SideRow {
    Sign sign;
    QString name;
    QString figure;
};

/// Rows of 26 px with a sign left and a figure right, as tall as its rows: services and sources stand under each
/// other in one column that scrolls.
class SideList : public QListView {
    Q_OBJECT
public:
    using RowOf = std::function<SideRow(const QModelIndex&, const Theme&)>;
    SideList(RowOf rowOf, QWidget* parent = nullptr);

    void setLook(const Look& look);
    const Look& look() const { return m_look; }
    SideRow rowOf(const QModelIndex& index) const { return m_rowOf(index, m_look.theme); }
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

private:
    RowOf m_rowOf;
    Look m_look;
};

} // namespace foreshock
