// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractTableModel>
#include <QStringList>
#include <vector>

namespace foreshock {

/// A small table of words that is only read: candidates, first records. Set whole.
class WordsModel : public QAbstractTableModel {
    Q_OBJECT
public:
    explicit WordsModel(QStringList header, QObject* parent = nullptr)
        : QAbstractTableModel(parent)
        , m_header(std::move(header)) {}
    /// As many words a row as the header has.
    void setRows(std::vector<QStringList> rows);

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QStringList m_header;
    std::vector<QStringList> m_rows;
};

} // namespace foreshock
