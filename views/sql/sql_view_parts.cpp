// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
// What the SQL view is built of, and what it says.
#include "views/sql/sql_editor.h"
#include "views/sql/sql_view.h"
#include "views/time_scope/time_scope.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLocale>
#include <QMenu>
#include <QPushButton>
#include <QScrollArea>
#include <QSplitter>
#include <QStackedWidget>
#include <QTableView>
#include <QToolButton>
#include <QVBoxLayout>
#include <algorithm>

namespace foreshock {
namespace {

QToolButton* pill(const QString& text, const QString& tip) {
    auto* b = new QToolButton;
    b->setObjectName(QStringLiteral("pill"));
    b->setText(text);
    b->setToolTip(tip);
    b->setAccessibleName(tip);
    b->setFocusPolicy(Qt::TabFocus);
    return b;
}

QString forMenu(const QString& text) {
    return QString(text).simplified().left(90).replace(QLatin1Char('&'), QLatin1String("&&"));
}

} // namespace

void SqlView::build() {
    m_split = new QSplitter(Qt::Horizontal);
    m_split->setHandleWidth(1);
    m_split->setChildrenCollapsible(false);
    m_split->addWidget(buildLeft());
    m_split->addWidget(buildRight());
    m_split->setStretchFactor(0, 2);
    m_split->setStretchFactor(1, 3);
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->addWidget(m_split);
    setFocusProxy(m_editor);
    setAccessibleName(tr("SQL"));
    m_tick.setInterval(10'000);
}

QWidget* SqlView::buildLeft() {
    m_run = new QPushButton(tr("Run"));
    m_run->setAccessibleName(tr("Run the question, or stop it"));
    m_run->setToolTip(tr("Run the question, or stop it (Ctrl+Enter, Esc)"));
    m_questions = pill(tr("Questions \u25BE"), tr("Questions to begin with, kept ones, and those asked before"));
    m_questions->setPopupMode(QToolButton::InstantPopup);
    m_questions->setMenu(new QMenu(m_questions));
    m_keep = pill(tr("Keep\u2026"), tr("Keep this question under a name"));
    m_editor = new SqlEditor;
    m_editor->setAccessibleName(tr("Question in SQL"));
    m_editor->setPlaceholderNames(
        {QStringLiteral("from"), QStringLiteral("to"), QStringLiteral("cursor"), QStringLiteral("service")});
    m_problem = new QLabel;
    m_problem->setWordWrap(true);
    m_problem->setTextFormat(Qt::PlainText);
    m_problem->setAccessibleName(tr("What is wrong with the question"));
    m_problem->hide();
    auto* bar = new QHBoxLayout;
    bar->setContentsMargins(12, 5, 8, 5);
    bar->setSpacing(6);
    bar->addWidget(m_run);
    bar->addWidget(m_questions);
    bar->addWidget(m_keep);
    bar->addStretch(1);
    auto* left = new QWidget;
    left->setMinimumWidth(220);
    auto* column = new QVBoxLayout(left);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(bar);
    column->addWidget(m_editor, 1);
    column->addWidget(m_problem);
    return left;
}

QWidget* SqlView::buildRight() {
    m_words = new QLabel;
    m_words->setObjectName(QStringLiteral("secondary"));
    m_words->setAccessibleName(tr("The answer"));
    m_words->setTextFormat(Qt::PlainText);
    m_words->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_onTimeline = pill(tr("On the timeline"), tr("Draw the figures over time, as lanes of the timeline"));
    m_onTimeline->setCheckable(true);
    m_copy = pill(tr("Copy \u25BE"), tr("Copy the chosen rows, or all of them"));
    m_copy->setPopupMode(QToolButton::InstantPopup);
    auto* menu = new QMenu(m_copy);
    m_copy->setMenu(menu);
    for (const auto& [text, form] : {std::pair(tr("As &text\tCtrl+C"), SqlForm::Text),
                                     std::pair(tr("As &CSV"), SqlForm::Csv), std::pair(tr("As &JSON"), SqlForm::Json)})
        connect(menu->addAction(text), &QAction::triggered, this, [this, what = form] { copy(what); });
    m_export = pill(tr("CSV\u2026"), tr("Write all rows into a CSV file"));
    m_table = new QTableView;
    m_table->setModel(&m_model);
    m_table->setAccessibleName(tr("Rows of the answer"));
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setShowGrid(false);
    m_table->setTabKeyNavigation(false);
    m_table->setWordWrap(false);
    m_table->setFrameShape(QFrame::NoFrame);
    m_table->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    QHeaderView* header = m_table->horizontalHeader();
    header->setHighlightSections(false);
    header->setSortIndicatorClearable(true);
    header->setSortIndicator(-1, Qt::AscendingOrder);
    m_table->setSortingEnabled(true);
    m_table->setCornerWidget(new QWidget);
    m_table->installEventFilter(this);
    m_hint = new QLabel;
    m_hint->setWordWrap(true);
    m_hint->setTextFormat(Qt::RichText);
    m_hint->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    m_hint->setContentsMargins(12, 2, 12, 8);
    auto* area = new QScrollArea;
    area->setWidget(m_hint);
    area->setWidgetResizable(true);
    area->setFrameShape(QFrame::NoFrame);
    area->setFocusPolicy(Qt::NoFocus);
    m_stack = new QStackedWidget;
    m_stack->addWidget(area);
    m_stack->addWidget(m_table);
    auto* bar = new QHBoxLayout;
    bar->setContentsMargins(12, 5, 12, 5);
    bar->setSpacing(6);
    bar->addWidget(m_words, 1);
    for (QToolButton* button : {m_onTimeline, m_copy, m_export})
        bar->addWidget(button);
    auto* right = new QWidget;
    right->setMinimumWidth(280);
    auto* column = new QVBoxLayout(right);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(bar);
    column->addWidget(m_stack, 1);
    return right;
}

std::vector<QWidget*> SqlView::stops() {
    return {m_run, m_questions, m_keep, m_editor, m_onTimeline, m_copy, m_export, m_table};
}

void SqlView::setLook(const Look& look) {
    m_look = look;
    m_editor->setLook(look);
    m_model.setLook(look.theme, m_scope.zone(), m_scope.firstAlarm());
    m_table->verticalHeader()->setMinimumSectionSize(look.fonts.px(20));
    m_table->verticalHeader()->setDefaultSectionSize(look.fonts.px(22));
    m_table->setFont(look.fonts.mono);
    m_table->setStyleSheet(QStringLiteral("QTableView { font-family: \"%1\"; font-size: %2px; }")
                               .arg(look.fonts.mono.family())
                               .arg(look.fonts.mono.pixelSize()));
    m_problem->setStyleSheet(QStringLiteral("color: %1; background: %2; padding: %3px %4px;")
                                 .arg(look.theme.logError.name(), look.theme.chip.name())
                                 .arg(look.fonts.px(5))
                                 .arg(look.fonts.px(12)));
    sizeColumns();
    showHint();
}

void SqlView::fillQuestions() {
    QMenu* menu = m_questions->menu();
    menu->clear();
    const auto add = [this](QMenu* to, const NamedQuestion& question) {
        QAction* action = to->addAction(forMenu(question.name));
        action->setToolTip(question.sql);
        connect(action, &QAction::triggered, this, [this, sql = question.sql] {
            m_editor->setFocus(Qt::OtherFocusReason);
            ask(sql);
        });
    };
    for (const NamedQuestion& question : usualQuestions())
        add(menu, question);
    if (!m_kept.empty()) {
        menu->addSeparator();
        for (const NamedQuestion& question : m_kept)
            add(menu, question);
    }
    menu->addSeparator();
    QMenu* before = menu->addMenu(tr("Asked &before"));
    connect(before, &QMenu::aboutToShow, this, [this, before, add] {
        before->clear();
        for (const QString& sql : m_editor->history().mid(0, 20))
            add(before, {sql, sql});
        if (before->isEmpty())
            before->addAction(tr("Nothing yet"))->setEnabled(false);
    });
    if (m_kept.empty())
        return;
    QMenu* forget = menu->addMenu(tr("&Forget"));
    for (const NamedQuestion& question : m_kept)
        connect(forget->addAction(forMenu(question.name)), &QAction::triggered, this,
                [this, name = question.name] { emit forgetWanted(name); });
}

void SqlView::showHint() {
    QString rows;
    for (const SqlSource& source : m_sources) {
        QStringList columns;
        for (const std::string& column : source.columns)
            columns << QString::fromStdString(column);
        rows += QStringLiteral("<tr><td style='padding-right:%3px'><b>%1</b></td><td style='color:%4'>%2</td></tr>")
                    .arg(QString::fromStdString(source.name), columns.join(QStringLiteral(", ")))
                    .arg(m_look.fonts.px(14))
                    .arg(m_look.theme.text2.name());
    }
    m_hint->setText(
        tr("Ask the incident file in SQL: Ctrl+Enter runs, Ctrl+Space completes, Up brings back what was "
           "asked. <b>$from</b>, <b>$to</b>, <b>$cursor</b> and <b>$service</b> are what the window shows.") +
        QStringLiteral("<table style='margin-top:6px'>%1</table>").arg(rows));
    if (!m_reply.table)
        m_stack->setCurrentIndex(0);
}

void SqlView::showProblem(const QString& text) {
    m_problem->setText(text.isEmpty() ? QString() : QStringLiteral("\u2717 ") + text);
    m_problem->setVisible(!text.isEmpty());
}

void SqlView::showWords() {
    if (m_toldTimer.isActive())
        return;
    if (m_isRunning)
        return showRunning();
    const auto now = m_showsTimes ? std::optional(m_clock()) : std::nullopt;
    m_words->setText(replyWords(m_reply, m_scope.zone(), now, m_hasFileChanged));
    m_words->setToolTip(m_words->text());
    for (QToolButton* button : {m_onTimeline, m_copy, m_export})
        button->setEnabled(m_reply.table && !m_reply.table->rows.empty());
}

void SqlView::showRunning() {
    m_words->setText(tr("running for %1 s, %2 rows so far")
                         .arg(static_cast<double>(m_since.elapsed()) / 1000, 0, 'f', 1)
                         .arg(QLocale(QLocale::English).toString(static_cast<qlonglong>(m_fetched))));
}

void SqlView::tell(const QString& words) {
    m_words->setText(words);
    m_toldTimer.start();
}

/// As wide as the heading and the first rows need, none wider than 60 letters.
void SqlView::sizeColumns() {
    const QFontMetrics cell(m_look.fonts.mono), heading(m_look.fonts.small);
    const int rows = std::min(m_model.rowCount(), 100);
    for (int column = 0; column < m_model.columnCount(); ++column) {
        qsizetype most = 0;
        for (int row = 0; row < rows; ++row)
            most = std::max(most, m_model.data(m_model.index(row, column), Qt::DisplayRole).toString().size());
        const QString title = m_model.headerData(column, Qt::Horizontal, Qt::DisplayRole).toString();
        const int needed =
            std::max(cell.horizontalAdvance(QLatin1Char('0')) * static_cast<int>(std::min<qsizetype>(most, 60)),
                     heading.horizontalAdvance(title) + m_look.fonts.px(20));
        m_table->setColumnWidth(column, needed + m_look.fonts.px(26));
    }
}

/// Side by side in a wide, low panel; one under the other where there is height.
void SqlView::resizeEvent(QResizeEvent*) {
    m_split->setOrientation(width() > height() * 3 / 2 ? Qt::Horizontal : Qt::Vertical);
}

void SqlView::showEvent(QShowEvent*) {
    if (m_reply.table)
        emit checkWanted();
    showWords();
}

} // namespace foreshock
