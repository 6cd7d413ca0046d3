// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/sources/issues_model.h"

#include "model/base/text.h"

#include <QLocale>

namespace foreshock {

static bool isFigure(int column) {
    return column == IssuesModel::Line || column == IssuesModel::Offset;
}

void IssuesModel::setIssues(std::vector<ImportIssue> issues) {
    beginResetModel();
    m_issues = std::move(issues);
    endResetModel();
}

int IssuesModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_issues.size());
}
int IssuesModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : kColumns;
}

QVariant IssuesModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const ImportIssue& issue = m_issues[static_cast<std::size_t>(index.row())];
    if (role == Qt::TextAlignmentRole)
        return QVariant(isFigure(index.column()) ? Qt::AlignRight | Qt::AlignVCenter
                                                 : Qt::AlignLeft | Qt::AlignVCenter);
    if (role != Qt::DisplayRole && role != Qt::ToolTipRole)
        return {};
    const QLocale english(QLocale::English);
    switch (index.column()) {
    case Kind:
        return issue.isRemark ? tr("remark") : tr("rejected");
    case Line:
        return issue.line > 0 ? english.toString(static_cast<qlonglong>(issue.line)) : QStringLiteral("\u2013");
    case Offset:
        return english.toString(static_cast<qlonglong>(issue.offset));
    case Reason:
        return QString::fromStdString(issue.reason);
    case Excerpt:
        return QString::fromStdString(shown(issue.excerpt)).simplified();
    default:
        return {};
    }
}

QVariant IssuesModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (role == Qt::TextAlignmentRole)
        return QVariant(isFigure(section) ? Qt::AlignRight | Qt::AlignVCenter : Qt::AlignLeft | Qt::AlignVCenter);
    if (role != Qt::DisplayRole || orientation != Qt::Horizontal)
        return {};
    switch (section) {
    case Kind:
        return tr("Kind");
    case Line:
        return tr("Line");
    case Offset:
        return tr("Byte");
    case Reason:
        return tr("Why");
    case Excerpt:
        return tr("What stood there");
    default:
        return {};
    }
}

} // namespace foreshock
