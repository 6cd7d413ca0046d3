// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/keys/key_map.h"

#include <QAbstractTableModel>

namespace foreshock {

/// Every deed with its key, a row each: where, what, key, and the usual one where it was changed.
class KeysModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { Where, What, Key, Usual };
    static constexpr int IdRole = Qt::UserRole;

    explicit KeysModel(const KeyMap& map, QObject* parent = nullptr);
    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    const KeyMap& m_map;
};

} // namespace foreshock
