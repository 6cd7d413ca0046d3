// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/services/names_view.h"

#include <QCompleter>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QStyledItemDelegate>
#include <QTableView>
#include <QVBoxLayout>

namespace foreshock {
namespace {

/// A field that completes the services of the incident.
class ServiceDelegate : public QStyledItemDelegate {
public:
    ServiceDelegate(const NamesModel& names, QObject* parent)
        : QStyledItemDelegate(parent)
        , m_names(&names) {}
    QWidget* createEditor(QWidget* parent, const QStyleOptionViewItem&, const QModelIndex& index) const override {
        auto* field = new QLineEdit(parent);
        field->setAccessibleName(tr("The service that %1 means").arg(index.siblingAtColumn(0).data().toString()));
        field->setFrame(false);
        QStringList services;
        if (const ServiceNames* names = m_names->names())
            for (const std::string& service : names->services)
                services << QString::fromStdString(service);
        auto* completer = new QCompleter(services, field);
        completer->setCaseSensitivity(Qt::CaseInsensitive);
        completer->setFilterMode(Qt::MatchContains);
        field->setCompleter(completer);
        return field;
    }

private:
    const NamesModel* m_names;
};

} // namespace

NamesView::NamesView(QWidget* parent)
    : QWidget(parent) {
    m_shown.setSourceModel(&m_model);
    m_shown.setFilterKeyColumn(-1);
    m_shown.setFilterCaseSensitivity(Qt::CaseInsensitive);
    m_filter = new QLineEdit;
    m_filter->setPlaceholderText(tr("Find a name or a service"));
    m_filter->setAccessibleName(tr("Find a name or a service"));
    m_filter->setClearButtonEnabled(true);
    m_words = new QLabel;
    m_words->setObjectName(QStringLiteral("secondary"));
    m_words->setWordWrap(true);
    m_table = new QTableView;
    m_table->setModel(&m_shown);
    m_table->setAccessibleName(tr("Names and what they mean"));
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setShowGrid(false);
    m_table->setTabKeyNavigation(false);
    m_table->setWordWrap(false);
    m_table->setFrameShape(QFrame::NoFrame);
    m_table->verticalHeader()->hide();
    m_table->horizontalHeader()->setHighlightSections(false);
    m_table->horizontalHeader()->setStretchLastSection(true);
    m_table->setItemDelegateForColumn(NamesModel::Means, new ServiceDelegate(m_model, this));
    m_table->setEditTriggers(QAbstractItemView::DoubleClicked | QAbstractItemView::EditKeyPressed |
                             QAbstractItemView::AnyKeyPressed);
    m_table->installEventFilter(this);
    auto* head = new QHBoxLayout;
    head->setContentsMargins(12, 6, 12, 6);
    head->setSpacing(12);
    head->addWidget(m_filter, 1);
    head->addWidget(m_words, 2);
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->setSpacing(0);
    all->addLayout(head);
    all->addWidget(m_table, 1);
    connect(m_filter, &QLineEdit::textChanged, this,
            [this](const QString& text) { m_shown.setFilterFixedString(text); });
    connect(&m_model, &NamesModel::mapWanted, this, &NamesView::mapWanted);
    // Typing is about what a name means, wherever in the row the hand is.
    connect(m_table->selectionModel(), &QItemSelectionModel::currentChanged, this, [this](const QModelIndex& now) {
        if (now.isValid() && now.column() != NamesModel::Means)
            m_table->setCurrentIndex(now.siblingAtColumn(NamesModel::Means));
    });
    showWords();
}

void NamesView::setLook(const Look& look) {
    m_model.setTheme(look.theme);
    m_table->verticalHeader()->setMinimumSectionSize(look.fonts.px(20));
    m_table->verticalHeader()->setDefaultSectionSize(look.fonts.px(26));
    m_table->resizeColumnsToContents();
}

void NamesView::setNames(std::shared_ptr<const ServiceNames> names) {
    // The row in hand stays in hand: after a mapping the next one is a key away.
    const int row = m_table->currentIndex().row();
    m_model.setNames(std::move(names));
    m_table->resizeColumnsToContents();
    for (const int column : {NamesModel::Name, NamesModel::Means, NamesModel::Rule})
        m_table->setColumnWidth(column, std::min(m_table->columnWidth(column) + 12, std::max(120, width() * 2 / 5)));
    if (m_shown.rowCount() > 0 && (row >= 0 || !m_model.at(rowOf(m_shown.index(0, 0))).isResolved))
        m_table->setCurrentIndex(m_shown.index(std::clamp(row, 0, m_shown.rowCount() - 1), NamesModel::Means));
    showWords();
}

void NamesView::showWords() {
    const ServiceNames* names = m_model.names();
    if (!names || names->rows.empty()) {
        m_words->setText(tr("No names yet. Import something first."));
        return;
    }
    const auto all = static_cast<std::int64_t>(names->rows.size()) + names->hidden;
    QStringList words{names->unresolved == 0   ? tr("All %1 names are resolved").arg(all)
                      : names->unresolved == 1 ? tr("1 of %1 names is unresolved").arg(all)
                                               : tr("%1 of %2 names are unresolved").arg(names->unresolved).arg(all)};
    if (names->hidden > 0)
        words << tr("%1 are not listed").arg(names->hidden);
    words << tr("Enter accepts, typing names another service, Delete leaves it to the rules, Ctrl+Z undoes");
    m_words->setText(words.join(QStringLiteral(" \u00b7 ")));
}

bool NamesView::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() != QEvent::KeyPress || watched != m_table || !m_table->currentIndex().isValid())
        return QWidget::eventFilter(watched, event);
    const NameMeaning& name = m_model.at(rowOf(m_table->currentIndex()));
    const int key = static_cast<QKeyEvent*>(event)->key();
    if (key == Qt::Key_Return || key == Qt::Key_Enter) {
        if (!name.isResolved && !name.proposals.empty())
            emit mapWanted(QString::fromStdString(name.key), QString::fromStdString(name.proposals.front().service));
        else
            m_table->edit(m_table->currentIndex());
        return true;
    }
    if (key == Qt::Key_Delete || key == Qt::Key_Backspace) {
        if (name.isByPerson)
            emit mapWanted(QString::fromStdString(name.key), {});
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace foreshock
