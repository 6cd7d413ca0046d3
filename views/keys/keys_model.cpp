// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/keys/keys_model.h"

#include <QFont>

namespace foreshock {

KeysModel::KeysModel(const KeyMap& map, QObject* parent)
    : QAbstractTableModel(parent)
    , m_map(map) {
    connect(&map, &KeyMap::changed, this, [this] {
        if (rowCount() > 0)
            emit dataChanged(index(0, 0), index(rowCount() - 1, Usual));
    });
}

int KeysModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_map.deeds().size());
}

int KeysModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : 4;
}

QVariant KeysModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid())
        return {};
    const KeyDeed& deed = m_map.deeds()[static_cast<std::size_t>(index.row())];
    const auto text = [](const QKeySequence& key) { return key.toString(QKeySequence::PortableText); };
    if (role == IdRole)
        return deed.id;
    if (role == Qt::FontRole && index.column() == Key && deed.isChanged()) {
        QFont font;
        font.setWeight(QFont::DemiBold);
        return font;
    }
    if (role == Qt::ToolTipRole && index.column() == What)
        return deed.what;
    if (role == Qt::AccessibleTextRole)
        return QStringLiteral("%1: %2, %3")
            .arg(deed.where, deed.what, deed.now.isEmpty() ? tr("no key") : text(deed.now));
    if (role != Qt::DisplayRole)
        return {};
    switch (index.column()) {
    case Where:
        return deed.where;
    case What:
        return deed.what;
    case Key:
        return deed.now.isEmpty() ? QStringLiteral("\u2013") : text(deed.now);
    default:
        return !deed.isChanged() ? QString() : deed.usual.isEmpty() ? QStringLiteral("\u2013") : text(deed.usual);
    }
}

QVariant KeysModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    const QString names[] = {tr("Where"), tr("What"), tr("Key"), tr("Usually")};
    return names[section];
}

} // namespace foreshock
