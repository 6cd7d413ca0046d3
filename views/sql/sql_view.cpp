// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/sql/sql_view.h"

#include "model/base/time_text.h"
#include "views/sql/sql_editor.h"
#include "views/time_scope/time_scope.h"

#include <QDateTime>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QSplitter>
#include <QStackedWidget>
#include <QTableView>
#include <QToolButton>
#include <numeric>

namespace foreshock {

SqlView::SqlView(TimeScope& scope, QWidget* parent)
    : QWidget(parent)
    , m_scope(scope)
    , m_clock([] { return Instant{QDateTime::currentMSecsSinceEpoch() * 1'000'000}; }) {
    build();
    connectAll();
    fillQuestions();
    showHint();
    showWords();
}

void SqlView::connectAll() {
    connect(m_editor, &SqlEditor::runWanted, this, &SqlView::run);
    connect(m_editor, &SqlEditor::stopWanted, this, &SqlView::stop);
    connect(m_run, &QPushButton::clicked, this, [this] { m_isRunning ? stop() : run(); });
    connect(m_keep, &QToolButton::clicked, this, [this] {
        const QString sql = m_editor->toPlainText().trimmed();
        if (sql.isEmpty())
            return tell(tr("write a question first"));
        emit keepWanted(sql);
    });
    connect(m_onTimeline, &QToolButton::clicked, this, &SqlView::setOnTimeline);
    connect(m_export, &QToolButton::clicked, this, [this] { emit exportWanted(allRows()); });
    connect(m_table, &QTableView::doubleClicked, this, &SqlView::goTo);
    connect(&m_model, &SqlTableModel::orderWanted, this,
            [this](const SqlOrder& order) { emit orderWanted(m_model.table(), order); });
    connect(&m_tick, &QTimer::timeout, this, [this] {
        if (m_isRunning)
            return showRunning();
        if (m_reply.table && isVisible())
            emit checkWanted();
        showWords();
    });
    m_toldTimer.setSingleShot(true);
    m_toldTimer.setInterval(4000);
    connect(&m_toldTimer, &QTimer::timeout, this, &SqlView::showWords);
    const auto relook = [this] { m_model.setLook(m_look.theme, m_scope.zone(), m_scope.firstAlarm()); };
    connect(&m_scope, &TimeScope::zoneChanged, this, [this, relook] {
        relook();
        showWords();
    });
    connect(&m_scope, &TimeScope::extentChanged, this, relook);
}

void SqlView::setSources(std::vector<SqlSource> sources) {
    m_sources = std::move(sources);
    m_editor->setSources(m_sources);
    showHint();
}

void SqlView::clear() {
    stop();
    setOnTimeline(false);
    m_reply = {};
    m_failure.reset();
    m_hasFileChanged = false;
    m_model.setTable(nullptr);
    m_editor->markError(std::nullopt);
    showProblem({});
    showHint();
    showWords();
}

void SqlView::setKept(const std::vector<NamedQuestion>& questions) {
    m_kept = questions;
    fillQuestions();
}

/// $service is a glob that fits every service while none is chosen: GLOB narrows what is read, as = does.
SqlPlaceholders SqlView::placeholders() const {
    SqlPlaceholders out;
    if (!m_scope.range().isEmpty()) {
        out["from"] = m_scope.range().from.ns;
        out["to"] = m_scope.range().to.ns;
    }
    if (m_scope.cursor())
        out["cursor"] = m_scope.cursor()->ns;
    out["service"] = m_scope.service().value.empty() ? std::string("*") : m_scope.service().value;
    return out;
}

void SqlView::ask(const QString& sql) {
    m_editor->replaceText(sql);
    run();
}

void SqlView::run() {
    const QString sql = m_editor->toPlainText().trimmed();
    m_editor->markError(std::nullopt);
    if (sql.isEmpty())
        return showProblem(tr("Write a question first, or take one from Questions."));
    showProblem({});
    m_editor->remember(sql);
    m_isRunning = true;
    m_fetched = 0;
    m_since.start();
    m_tick.start(250); // a quick answer is not announced
    m_run->setText(tr("Stop  Esc"));
    // As it stands in the editor: places in it are counted from its first letter.
    emit asked({m_editor->toPlainText().toStdString(), placeholders(), ++m_newest});
}

void SqlView::stop() {
    if (!m_isRunning)
        return;
    m_isRunning = false;
    ++m_newest; // what still comes is not for us
    emit stopWanted();
    m_run->setText(tr("Run"));
    m_tick.start(10'000);
    showWords();
    tell(m_reply.table ? tr("stopped; the rows of the question before are shown") : tr("stopped"));
}

void SqlView::setFetched(int id, std::int64_t rows) {
    if (id == m_newest)
        m_fetched = rows;
}

void SqlView::setReply(const SqlReply& reply) {
    if (reply.id != m_newest)
        return;
    m_isRunning = false;
    m_toldTimer.stop();
    m_run->setText(tr("Run"));
    m_tick.start(10'000);
    m_failure = reply.table ? std::nullopt : std::optional(reply.error);
    if (!reply.table) {
        m_editor->markError(reply.place);
        showProblem(QString::fromStdString(reply.error.text()));
        return showWords();
    }
    const bool wasOnTimeline = isOnTimeline();
    m_reply = reply;
    m_hasFileChanged = false;
    m_table->horizontalHeader()->setSortIndicator(-1, Qt::AscendingOrder);
    m_model.setTable(reply.table);
    sizeColumns();
    m_stack->setCurrentIndex(reply.table->columns.empty() ? 0 : 1);
    if (!reply.table->rows.empty())
        m_table->setCurrentIndex(m_model.index(0, 0));
    showWords();
    if (wasOnTimeline) // the same question once more: its lines follow
        setOnTimeline(true);
}

void SqlView::setOrder(const std::shared_ptr<const SqlTable>& table, SqlOrder order, std::vector<std::uint32_t> rows) {
    m_model.setOrder(table, order, std::move(rows));
    if (m_table->currentIndex().isValid())
        m_table->scrollTo(m_table->currentIndex());
}

void SqlView::setFileChanged(bool hasChanged) {
    m_hasFileChanged = hasChanged;
    showWords();
}

void SqlView::setShowsTimes(bool isOn) {
    m_showsTimes = isOn;
    m_toldTimer.stop();
    showWords();
}

void SqlView::setOnTimeline(bool isOn) {
    SqlLanes lanes;
    if (isOn) {
        auto found = m_reply.table ? SqlLanes::of(*m_reply.table)
                                   : Result<SqlLanes>(Error{ErrorCode::Invalid, "there are no rows to draw", "", ""});
        if (found) {
            lanes = std::move(*found);
        } else {
            m_failure = found.error();
            showProblem(tr("Not for the timeline: %1").arg(QString::fromStdString(found.error().text())));
        }
    }
    m_onTimeline->setChecked(!lanes.lines.empty());
    const bool isNothing = lanes.lines.empty() && m_lanes.lines.empty();
    m_lanes = std::move(lanes);
    if (isNothing)
        return;
    emit lanesChanged();
    if (m_lanes.leftOut > 0)
        tell(tr("%1 lines on the timeline, %2 left out").arg(m_lanes.lines.size()).arg(m_lanes.leftOut));
}

void SqlView::goTo(const QModelIndex& index) {
    const auto at = m_model.timeAt(index);
    if (!at)
        return tell(tr("this row has no time to go to"));
    m_scope.reveal(*at);
    m_scope.setCursor(*at);
}

/// By keys what a click on the heading does: up, down, as they came.
void SqlView::sortByCurrent() {
    const QModelIndex current = m_table->currentIndex();
    if (!current.isValid())
        return;
    QHeaderView* header = m_table->horizontalHeader();
    const bool isThis = header->sortIndicatorSection() == current.column();
    if (isThis && header->sortIndicatorOrder() == Qt::DescendingOrder)
        header->setSortIndicator(-1, Qt::AscendingOrder);
    else
        header->setSortIndicator(current.column(), isThis ? Qt::DescendingOrder : Qt::AscendingOrder);
}

std::vector<std::uint32_t> SqlView::allRows() const {
    std::vector<std::uint32_t> out;
    for (int row = 0; row < m_model.rowCount(); ++row)
        out.push_back(static_cast<std::uint32_t>(m_model.rowAt(row)));
    return out;
}

std::vector<std::uint32_t> SqlView::chosenRows() const {
    std::vector<int> rows;
    for (const QItemSelectionRange& range : m_table->selectionModel()->selection())
        for (int row = range.top(); row <= range.bottom(); ++row)
            rows.push_back(row);
    std::sort(rows.begin(), rows.end());
    rows.erase(std::unique(rows.begin(), rows.end()), rows.end());
    std::vector<std::uint32_t> out;
    for (const int row : rows)
        out.push_back(static_cast<std::uint32_t>(m_model.rowAt(row)));
    return out;
}

/// One row is in hand as soon as there are any: who asks for a copy of "the answer" then means all of it.
void SqlView::copy(SqlForm form) {
    std::vector<std::uint32_t> rows = chosenRows();
    if (rows.size() < 2)
        rows = allRows();
    if (rows.empty())
        return tell(tr("there are no rows to copy"));
    emit copyWanted(form, rows);
}

bool SqlView::eventFilter(QObject* watched, QEvent* event) {
    if (watched != m_table || event->type() != QEvent::KeyPress)
        return QWidget::eventFilter(watched, event);
    const auto* e = static_cast<QKeyEvent*>(event);
    if (e->matches(QKeySequence::Copy)) {
        copy(SqlForm::Text);
        return true;
    }
    switch (e->key()) {
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (e->modifiers().testFlag(Qt::ControlModifier))
            run();
        else
            goTo(m_table->currentIndex());
        return true;
    case Qt::Key_S:
        if (e->modifiers() == Qt::NoModifier) {
            sortByCurrent();
            return true;
        }
        return false;
    case Qt::Key_Escape:
        if (m_isRunning)
            stop();
        else
            m_editor->setFocus(Qt::OtherFocusReason);
        return true;
    default:
        return false;
    }
}

} // namespace foreshock
