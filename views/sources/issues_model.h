// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/domain/import_issue.h"

#include <QAbstractTableModel>
#include <vector>

namespace foreshock {

/// The rejected rows of one source and the remarks on stored ones: where, why, and what stood there.
class IssuesModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { Kind, Line, Offset, Reason, Excerpt, kColumns };

    explicit IssuesModel(QObject* parent = nullptr)
        : QAbstractTableModel(parent) {}
    void setIssues(std::vector<ImportIssue> issues);

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    std::vector<ImportIssue> m_issues;
};

} // namespace foreshock
