// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/log/query_bar.h"

#include <QAbstractItemView>
#include <QCompleter>
#include <QKeyEvent>
#include <QStandardItemModel>

namespace foreshock {

QueryBar::QueryBar(QWidget* parent)
    : QLineEdit(parent) {
    m_model = new QStandardItemModel(this);
    m_completer = new QCompleter(m_model, this);
    m_completer->setCompletionMode(QCompleter::UnfilteredPopupCompletion);
    m_completer->setMaxVisibleItems(12);
    m_completer->setWidget(this); // not setCompleter(): that would write whole lines into the field
    connect(m_completer, qOverload<const QModelIndex&>(&QCompleter::activated), this, &QueryBar::take);
    connect(this, &QLineEdit::textEdited, this, [this] {
        m_completion = QueryCompletion::of(text(), cursorPosition(), m_words);
        if (m_completion.length == 0) // nothing was begun: no list in the way
            m_completion.choices.clear();
        offer();
    });
}

QAbstractItemView* QueryBar::popup() const {
    return m_completer->popup();
}

void QueryBar::setLook(const Look& look) {
    setFont(look.fonts.mono);
    setStyleSheet(QStringLiteral("font-family: \"%1\"; font-size: %2px;")
                      .arg(look.fonts.mono.family())
                      .arg(look.fonts.mono.pixelSize()));
    m_completer->popup()->setFont(look.fonts.mono);
    m_completer->popup()->setAccessibleName(tr("Completions"));
}

void QueryBar::remember(const QString& query) {
    if (query.isEmpty() || (!m_history.isEmpty() && m_history.front() == query))
        return;
    m_history.removeAll(query);
    m_history.prepend(query);
    m_history = m_history.mid(0, kKept);
    emit historyChanged(m_history);
}

void QueryBar::open(List list) {
    m_list = list;
    if (m_model->rowCount() == 0) {
        m_completer->popup()->hide();
        m_list = List::None;
        return;
    }
    m_completer->setCompletionPrefix({});
    m_completer->complete();
}

/// What can stand where the text cursor is, each with a word on it.
void QueryBar::offer() {
    m_model->clear();
    for (const auto& choice : m_completion.choices) {
        auto* item = new QStandardItem(
            choice.note.isEmpty() ? choice.text : choice.text.leftJustified(12) + QStringLiteral("  ") + choice.note);
        item->setData(choice.text, Qt::AccessibleTextRole);
        m_model->appendRow(item);
    }
    open(List::Completion);
}

void QueryBar::showCompletion() {
    m_completion = QueryCompletion::of(text(), cursorPosition(), m_words);
    offer();
}

void QueryBar::showHistory() {
    m_model->clear();
    for (const QString& query : m_history)
        m_model->appendRow(new QStandardItem(query));
    open(List::History);
    if (m_list == List::History)
        m_completer->popup()->setCurrentIndex(m_completer->completionModel()->index(0, 0));
}

void QueryBar::take(const QModelIndex& index) {
    const auto row = static_cast<std::size_t>(index.row());
    const List list = std::exchange(m_list, List::None);
    if (list == List::History && index.row() < m_history.size()) {
        setText(m_history[index.row()]);
        emit queryChosen();
    } else if (list == List::Completion && row < m_completion.choices.size()) {
        const auto [words, cursor] = m_completion.chosen(text(), row);
        setText(words);
        setCursorPosition(static_cast<int>(cursor));
        emit completed();
    }
}

/// While the list is open the completer hands on what it does not use itself.
void QueryBar::keyPressEvent(QKeyEvent* e) {
    const bool isOpen = m_completer->popup()->isVisible();
    if (isOpen && (e->key() == Qt::Key_Return || e->key() == Qt::Key_Enter)) {
        const QModelIndex index = m_completer->popup()->currentIndex();
        m_completer->popup()->hide();
        if (index.isValid())
            return take(index);
    }
    if (!isOpen && (e->key() == Qt::Key_Up || e->key() == Qt::Key_Down) && e->modifiers() == Qt::NoModifier)
        return showHistory();
    if (e->key() == Qt::Key_Space && e->modifiers().testFlag(Qt::ControlModifier))
        return showCompletion();
    QLineEdit::keyPressEvent(e);
}

/// Tab takes the chosen line, or the first.
bool QueryBar::focusNextPrevChild(bool next) {
    if (!m_completer->popup()->isVisible())
        return QLineEdit::focusNextPrevChild(next);
    const QModelIndex chosen = m_completer->popup()->currentIndex();
    m_completer->popup()->hide();
    take(chosen.isValid() ? chosen : m_completer->completionModel()->index(0, 0));
    return true;
}

} // namespace foreshock
