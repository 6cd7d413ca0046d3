// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/sources/sources_view.h"

#include <QHeaderView>
#include <QLabel>
#include <QSplitter>
#include <QTableView>
#include <QVBoxLayout>
#include <algorithm>
#include <utility>

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
    m_issueTable = makeTable(&m_issues, tr("Rejected rows and remarks of the chosen source"));
    m_why = new QLabel;
    m_why->setObjectName(QStringLiteral("secondary"));
    m_why->setWordWrap(true);
    m_why->setContentsMargins(12, 6, 12, 6);
    auto* split = new QSplitter(Qt::Horizontal);
    split->addWidget(m_table);
    split->addWidget(m_issueTable);
    split->setStretchFactor(0, 3);
    split->setStretchFactor(1, 2);
    split->setHandleWidth(1);
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->setSpacing(0);
    all->addWidget(split, 1);
    m_form = new SourceForm;
    all->addWidget(m_form);
    all->addWidget(m_why);
    connect(m_form, &SourceForm::correctionWanted, this, &SourcesView::correctionWanted);
    forget();
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            [this](const QModelIndex& now) { choose(now.row()); });
    connect(&model, &QAbstractItemModel::modelReset, this, [this] {
        m_table->resizeColumnsToContents();
        // The same source, or what it is read as now: the corrected one stays chosen.
        const auto path = std::exchange(m_path, {});
        forget();
        for (int row = 0; row < m_model.rowCount() && !path.empty(); ++row)
            if (m_model.at(row).path == path)
                return select(row);
    });
}

void SourcesView::forget() {
    m_chosen.reset();
    m_issueTable->hide();
    m_form->hide();
    m_why->setText(tr("Choose a source to see why it was read as it was, its rejected rows and remarks."));
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
    if (!m_table->selectionModel()->isRowSelected(row))
        m_table->selectRow(row); // the first focus makes a row current without selecting it
    if (m_chosen == source.id)
        return;
    m_chosen = source.id;
    m_path = source.path;
    m_form->setSource(source);
    m_form->setVisible(source.state == SourceState::Complete);
    m_issues.setIssues({});
    QString why = QString::fromStdString(source.reason);
    if (!why.isEmpty())
        why = (source.format.empty() ? QString() : QString::fromStdString(source.format) + QStringLiteral(": ")) + why;
    m_reason = fileNameOf(source.path) + (why.isEmpty() ? QString() : QStringLiteral(" \u00b7 ") + why);
    m_why->setText(source.counts.rejected > 0
                       ? tr("%1 \u00b7 asking for %2 rejected rows").arg(m_reason).arg(source.counts.rejected)
                       : m_reason);
    m_issueTable->setVisible(source.counts.rejected > 0);
    emit issuesWanted(source.id); // remarks are not counted: only the answer says whether there are any
}

void SourcesView::setIssues(SourceId source, std::vector<ImportIssue> issues) {
    if (m_chosen != source)
        return; // another one was chosen meanwhile
    const auto remarks = std::count_if(issues.begin(), issues.end(), [](const ImportIssue& i) { return i.isRemark; });
    const auto rejected = static_cast<std::ptrdiff_t>(issues.size()) - remarks;
    m_issues.setIssues(std::move(issues));
    m_issueTable->resizeColumnsToContents();
    m_issueTable->setVisible(rejected + remarks > 0);
    QStringList words{m_reason};
    words << (rejected == 0   ? tr("no rejected rows")
              : rejected == 1 ? tr("1 rejected row")
                              : tr("%1 rejected rows").arg(rejected));
    if (remarks > 0)
        words << (remarks == 1 ? tr("1 remark") : tr("%1 remarks").arg(remarks));
    m_why->setText(words.join(QStringLiteral(" \u00b7 ")));
}

} // namespace foreshock
