// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/import_sheet/plain_table.h"

#include <QHeaderView>
#include <QTableView>

namespace foreshock {

QTableView* plainTable(QAbstractItemModel* model, const QString& accessibleName) {
    auto* table = new QTableView;
    table->setModel(model);
    table->setAccessibleName(accessibleName);
    table->setSelectionBehavior(QAbstractItemView::SelectRows);
    table->setSelectionMode(QAbstractItemView::SingleSelection);
    table->setShowGrid(false);
    table->setTabKeyNavigation(false);
    table->setWordWrap(false);
    table->setTextElideMode(Qt::ElideRight);
    table->setFrameShape(QFrame::NoFrame);
    table->verticalHeader()->hide();
    table->horizontalHeader()->setHighlightSections(false);
    table->horizontalHeader()->setStretchLastSection(true);
    table->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    return table;
}

void setPlainLook(QTableView& table, const Look& look) {
    table.verticalHeader()->setMinimumSectionSize(look.fonts.px(20));
    table.verticalHeader()->setDefaultSectionSize(look.fonts.px(26));
    fitColumns(table);
}

void fitColumns(QTableView& table) {
    table.resizeColumnsToContents();
    const int most = std::max(80, table.viewport()->width() / 3);
    for (int column = 0; column + 1 < table.model()->columnCount(); ++column)
        table.setColumnWidth(column, std::min(table.columnWidth(column) + 8, most));
}

} // namespace foreshock
