// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/domain/input_preview.h"
#include "views/theme/look.h"

#include <QAbstractTableModel>
#include <QStringList>
#include <map>
#include <vector>

namespace foreshock {

/// The files of an import, a row each, in the order in which they were found; what is known of them grows.
class ImportRowsModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { File, Format, Why, Yield, Span, ZoneBasis, Rejected, kColumns };

    explicit ImportRowsModel(QObject* parent = nullptr)
        : QAbstractTableModel(parent) {}
    void setLook(const Look& look);
    void setZone(const Zone& zone);
    /// What was dropped: names of files are shown from there on.
    void setRoots(const QStringList& paths) { m_roots = paths; }
    void clear();
    /// Adds the file or takes the place of what was known of it.
    void setInput(InputPreview preview);
    const InputPreview& at(int row) const { return m_rows[static_cast<std::size_t>(row)]; }
    const std::vector<InputPreview>& rows() const { return m_rows; }
    /// −1: no such file.
    int rowOf(const std::string& label) const;
    QString nameOf(const InputPreview& preview) const;

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QString cell(const InputPreview& preview, int column) const;

    std::vector<InputPreview> m_rows;
    std::map<std::string, std::size_t> m_index;
    QStringList m_roots;
    Zone m_zone;
    Look m_look;
};

} // namespace foreshock
