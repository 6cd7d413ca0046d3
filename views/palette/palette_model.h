// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractListModel>
#include <QStringList>
#include <functional>
#include <optional>
#include <vector>

namespace foreshock {

/// One thing that the palette can do.
struct PaletteRow {
    QString key;  ///< remembered among the recent ones; the same for the same thing in every run
    QString text; ///< "View › Theme › Dark", "Service kinesis-fe"
    QString keys; ///< "Ctrl+F"; empty: none
    bool canRun = true;
    std::function<void()> run;
};

/// The rows that fit what was typed: the best first, among equals the recently used, then in their order. Nothing
/// typed: the recently used, then all. Owned by the palette.
class PaletteModel : public QAbstractListModel {
    Q_OBJECT
public:
    enum Role { LettersRole = Qt::UserRole, KeysRole, RecentRole };

    using QAbstractListModel::QAbstractListModel;

    void setRows(std::vector<PaletteRow> rows, const QStringList& recent);
    /// `first` stands above what was found, as the time that was typed does.
    void find(const QString& words, std::optional<PaletteRow> first = std::nullopt);

    const PaletteRow& at(int row) const;
    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    Qt::ItemFlags flags(const QModelIndex& index) const override;

private:
    struct Found {
        const PaletteRow* row = nullptr;
        int score = 0;
        int recent = 0; ///< place among the recent ones, past their end: never used
        std::vector<int> letters;
    };

    std::vector<PaletteRow> m_rows;
    std::optional<PaletteRow> m_first;
    QStringList m_recent;
    std::vector<int> m_recentPlace; ///< of each row
    std::vector<Found> m_found;
};

} // namespace foreshock
