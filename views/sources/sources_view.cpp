// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/sources/sources_view.h"

#include <QHeaderView>
#include <QLabel>
#include <QSplitter>
#include <QTableView>
#include <QVBoxLayout>

namespace foreshock {

static QTableView* makeTable(QAbstractItemModel* model, const QString& name) {
    auto* table = new QTableView;
    table->setModel(model);
    table->setAccessibleName(name);
    table->setSelectionBehavior(QAbstractItemView::SelectRows);
    table->setSelectionMode(QAbstractItemView::SingleSelection);
    table->setShowGrid(false);
    table->setTabKeyNavigation(false);
    table->setWordWrap(false);
    table->verticalHeader()->hide();
    table->horizontalHeader()->setHighlightSections(false);
    table->horizontalHeader()->setStretchLastSection(true);
    table->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    return table;
}

SourcesView::SourcesView(SourcesModel& model, QWidget* parent)
    : QWidget(parent)
    , m_model(model) {
    m_table = makeTable(&model, tr("Sources"));
    m_issueTable = makeTable(&m_issues, tr("Rejected rows of the chosen source"));
    m_why = new QLabel;
    m_why->setObjectName(QStringLiteral("secondary"));
    m_why->setWordWrap(true);
    m_why->setContentsMargins(12, 6, 12, 6);
    m_detail = new QWidget;
    auto* column = new QVBoxLayout(m_detail);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_why);
    column->addWidget(m_issueTable, 1);
    auto* split = new QSplitter(Qt::Horizontal);
    split->addWidget(m_table);
    split->addWidget(m_detail);
    split->setStretchFactor(0, 3);
    split->setStretchFactor(1, 2);
    split->setHandleWidth(1);
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->addWidget(split);
    m_detail->hide();
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            [this](const QModelIndex& now) { choose(now.row()); });
    connect(&model, &QAbstractItemModel::modelReset, this, [this] {
        m_table->resizeColumnsToContents();
        m_detail->hide();
        m_chosen.reset();
    });
}

void SourcesView::setLook(const Look& look) {
    for (QTableView* table : {m_table, m_issueTable})
        table->verticalHeader()->setDefaultSectionSize(look.fonts.px(26));
    m_table->resizeColumnsToContents();
}

void SourcesView::select(int row) {
    m_table->selectRow(row);
    m_table->scrollTo(m_model.index(row, 0));
}

void SourcesView::choose(int row) {
    if (row < 0 || row >= m_model.rowCount())
        return;
    const SourceInfo& source = m_model.at(row);
    m_chosen = source.id;
    m_issues.setIssues({});
    QString why = QString::fromStdString(source.reason);
    if (!why.isEmpty())
        why = (source.format.empty() ? QString() : QString::fromStdString(source.format) + QStringLiteral(": ")) + why;
    m_why->setText(source.counts.rejected > 0
                       ? tr("%1 \u00b7 asking for %2 rejected rows").arg(why).arg(source.counts.rejected)
                   : why.isEmpty() ? tr("No rejected rows")
                                   : tr("%1 \u00b7 no rejected rows").arg(why));
    m_detail->setVisible(true);
    m_issueTable->setVisible(source.counts.rejected > 0);
    if (source.counts.rejected > 0)
        emit issuesWanted(source.id);
}

void SourcesView::setIssues(SourceId source, std::vector<ImportIssue> issues) {
    if (m_chosen != source)
        return; // another one was chosen meanwhile
    const auto count = issues.size();
    m_issues.setIssues(std::move(issues));
    m_issueTable->resizeColumnsToContents();
    m_why->setText(m_why->text().section(QStringLiteral(" \u00b7 asking"), 0, 0) +
                   (count == 1 ? tr(" \u00b7 1 rejected row") : tr(" \u00b7 %1 rejected rows").arg(count)));
}

} // namespace foreshock
