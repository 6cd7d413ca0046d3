// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/palette/palette_model.h"

#include "views/palette/fuzzy_match.h"

#include <QHash>
#include <QRegularExpression>
#include <algorithm>

namespace foreshock {

void PaletteModel::setRows(std::vector<PaletteRow> rows, const QStringList& recent) {
    beginResetModel();
    m_found.clear();
    m_rows = std::move(rows);
    m_recent = recent;
    QHash<QString, int> places;
    for (int i = 0; i < recent.size(); ++i)
        places.insert(recent[i], i);
    m_recentPlace.clear();
    for (const PaletteRow& row : m_rows)
        m_recentPlace.push_back(places.value(row.key, static_cast<int>(recent.size())));
    endResetModel();
    find({});
}

void PaletteModel::find(const QString& words, std::optional<PaletteRow> first) {
    beginResetModel();
    m_found.clear();
    m_first = std::move(first);
    for (std::size_t i = 0; i < m_rows.size(); ++i)
        if (auto hit = fuzzyMatch(words, m_rows[i].text))
            m_found.push_back({&m_rows[i], hit->score, m_recentPlace[i], std::move(hit->letters)});
    std::stable_sort(m_found.begin(), m_found.end(), [](const Found& a, const Found& b) {
        return a.score != b.score ? a.score > b.score : a.recent < b.recent;
    });
    if (m_first)
        m_found.insert(m_found.begin(), {&*m_first, 0, static_cast<int>(m_recent.size()), {}});
    endResetModel();
}

const PaletteRow& PaletteModel::at(int row) const {
    return *m_found[static_cast<std::size_t>(row)].row;
}

int PaletteModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_found.size());
}

QVariant PaletteModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid() || index.row() >= rowCount())
        return {};
    const Found& found = m_found[static_cast<std::size_t>(index.row())];
    const PaletteRow& row = *found.row;
    switch (role) {
    case Qt::DisplayRole:
    case Qt::ToolTipRole:
        return row.text;
    case Qt::AccessibleTextRole:
        return QStringList{row.text, row.keys, row.canRun ? QString() : tr("not now")}
            .filter(QRegularExpression(QStringLiteral(".")))
            .join(QStringLiteral(", "));
    case KeysRole:
        return row.canRun ? row.keys : tr("not now");
    case RecentRole:
        return found.recent < m_recent.size();
    case LettersRole: {
        QVariantList letters;
        for (const int at : found.letters)
            letters << at;
        return letters;
    }
    default:
        return {};
    }
}

Qt::ItemFlags PaletteModel::flags(const QModelIndex& index) const {
    return index.isValid() ? Qt::ItemIsEnabled | Qt::ItemIsSelectable : Qt::NoItemFlags;
}

} // namespace foreshock
