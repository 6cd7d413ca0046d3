// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/theme/look.h"

class QAbstractItemModel;
class QTableView;

namespace foreshock {

/// A table as all tables of the sheet look: rows of 26 px, no grid, whole rows selected. The caller owns it.
QTableView* plainTable(QAbstractItemModel* model, const QString& accessibleName);
void setPlainLook(QTableView& table, const Look& look);
/// Columns as wide as their words, none wider than a third of the table; the last one takes the rest.
void fitColumns(QTableView& table);

} // namespace foreshock
