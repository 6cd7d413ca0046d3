// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/sql/sql_editor.h"

#include "views/sql/sql_highlighter.h"

#include <QAbstractItemView>
#include <QCompleter>
#include <QKeyEvent>
#include <QScrollBar>
#include <QStandardItemModel>
#include <QTextBlock>

namespace foreshock {

SqlEditor::SqlEditor(QWidget* parent)
    : QPlainTextEdit(parent) {
    setTabChangesFocus(true);
    setFrameShape(QFrame::NoFrame);
    setLineWrapMode(QPlainTextEdit::WidgetWidth);
    setPlaceholderText(
        QStringLiteral("SELECT service, count(*) FROM logs\nWHERE level = 'error' AND time_ns BETWEEN $from "
                       "AND $to\nGROUP BY service"));
    m_colours = new SqlHighlighter(document());
    m_model = new QStandardItemModel(this);
    m_completer = new QCompleter(m_model, this);
    m_completer->setCompletionMode(QCompleter::UnfilteredPopupCompletion);
    m_completer->setMaxVisibleItems(12);
    m_completer->setWidget(this);
    connect(m_completer, qOverload<const QModelIndex&>(&QCompleter::activated), this, &SqlEditor::take);
    connect(this, &QPlainTextEdit::textChanged, this, [this] {
        if (!m_isStepping)
            m_at = -1;
        if (!extraSelections().isEmpty()) // the place moved
            setExtraSelections({});
    });
}

void SqlEditor::setLook(const Look& look) {
    m_look = look;
    setFont(look.fonts.mono);
    setStyleSheet(QStringLiteral("QPlainTextEdit { font-family: \"%1\"; font-size: %2px; background: %3; color: %4; "
                                 "selection-background-color: %5; selection-color: %4; border: none; }")
                      .arg(look.fonts.mono.family())
                      .arg(look.fonts.mono.pixelSize())
                      .arg(look.theme.surface.name(), look.theme.text.name(), look.theme.accentBg.name()));
    document()->setDocumentMargin(look.fonts.px(4));
    setViewportMargins(look.fonts.px(8), 0, 0, 0);
    m_colours->setTheme(look.theme);
    m_completer->popup()->setFont(look.fonts.mono);
    m_completer->popup()->setAccessibleName(tr("Completions"));
}

QAbstractItemView* SqlEditor::popup() const {
    return m_completer->popup();
}

void SqlEditor::remember(const QString& question) {
    m_at = -1;
    if (question.isEmpty() || (!m_history.isEmpty() && m_history.front() == question))
        return;
    m_history.removeAll(question);
    m_history.prepend(question);
    m_history = m_history.mid(0, kKept);
    emit historyChanged(m_history);
}

void SqlEditor::replaceText(const QString& sql) {
    QTextCursor cursor(document());
    cursor.beginEditBlock();
    cursor.select(QTextCursor::Document);
    cursor.insertText(sql);
    cursor.endEditBlock();
    setTextCursor(cursor);
    m_completer->popup()->hide();
}

void SqlEditor::markError(std::optional<std::size_t> place) {
    QList<QTextEdit::ExtraSelection> marks;
    if (place) {
        const QString text = toPlainText();
        const QByteArray bytes = text.toUtf8();
        qsizetype at = QString::fromUtf8(bytes.left(static_cast<qsizetype>(*place))).size();
        while (at > 0 && at >= text.size()) // behind the end: the last character stands for it
            --at;
        qsizetype end = at;
        while (end < text.size() && (text[end].isLetterOrNumber() || text[end] == QLatin1Char('_')))
            ++end;
        QTextEdit::ExtraSelection mark;
        mark.cursor = QTextCursor(document());
        mark.cursor.setPosition(static_cast<int>(at));
        mark.cursor.setPosition(static_cast<int>(std::max(end, std::min(at + 1, text.size()))),
                                QTextCursor::KeepAnchor);
        mark.format.setUnderlineStyle(QTextCharFormat::WaveUnderline);
        mark.format.setUnderlineColor(m_look.theme.logError);
        marks << mark;
    }
    setExtraSelections(marks);
}

void SqlEditor::offer(bool isAsked) {
    m_completion = SqlCompletion::of(toPlainText(), textCursor().position(), m_sources, m_placeholders);
    if (m_completion.length == 0 && !isAsked) // nothing was begun: no list in the way
        m_completion.choices.clear();
    m_model->clear();
    for (const auto& choice : m_completion.choices) {
        auto* item = new QStandardItem(
            choice.note.isEmpty() ? choice.text : choice.text.leftJustified(14) + QStringLiteral("  ") + choice.note);
        item->setData(choice.text, Qt::AccessibleTextRole);
        m_model->appendRow(item);
    }
    if (m_model->rowCount() == 0)
        return m_completer->popup()->hide();
    m_completer->setCompletionPrefix({});
    QRect at = cursorRect();
    at.setWidth(std::min(width(), m_look.fonts.px(340)));
    at.translate(viewport()->pos());
    m_completer->complete(at);
    m_completer->popup()->setCurrentIndex({});
}

void SqlEditor::showCompletion() {
    offer(true);
}

void SqlEditor::take(const QModelIndex& index) {
    const auto row = static_cast<std::size_t>(index.row());
    if (!index.isValid() || row >= m_completion.choices.size())
        return;
    QTextCursor cursor = textCursor();
    cursor.setPosition(static_cast<int>(m_completion.start));
    cursor.setPosition(static_cast<int>(m_completion.start + m_completion.length), QTextCursor::KeepAnchor);
    cursor.insertText(m_completion.choices[row].text);
    setTextCursor(cursor);
}

bool SqlEditor::isAtFirstLine() const {
    const QTextCursor cursor = textCursor();
    return cursor.blockNumber() == 0 &&
           cursor.block().layout()->lineForTextPosition(cursor.positionInBlock()).lineNumber() <= 0;
}

bool SqlEditor::isAtLastLine() const {
    const QTextCursor cursor = textCursor();
    const QTextBlock block = cursor.block();
    const int line = block.layout()->lineForTextPosition(cursor.positionInBlock()).lineNumber();
    return cursor.blockNumber() == document()->blockCount() - 1 && line >= block.layout()->lineCount() - 1;
}

/// As in a shell: Up is older, Down newer, and after the newest what was typed.
void SqlEditor::goThroughHistory(int step) {
    const qsizetype to = m_at + step;
    if (to < -1 || to >= m_history.size())
        return;
    if (m_at == -1)
        m_typed = toPlainText();
    m_isStepping = true;
    replaceText(to == -1 ? m_typed : m_history[to]);
    m_isStepping = false;
    m_at = to;
    if (step > 0) // so that Up goes on
        moveCursor(QTextCursor::Start);
}

void SqlEditor::keyPressEvent(QKeyEvent* e) {
    const bool isOpen = m_completer->popup()->isVisible();
    const bool isReturn = e->key() == Qt::Key_Return || e->key() == Qt::Key_Enter;
    if (isReturn && e->modifiers().testFlag(Qt::ControlModifier)) {
        m_completer->popup()->hide();
        emit runWanted();
        return;
    }
    if (isOpen && isReturn) {
        const QModelIndex index = m_completer->popup()->currentIndex();
        m_completer->popup()->hide();
        if (index.isValid())
            return take(index);
    }
    if (e->key() == Qt::Key_Escape) {
        if (isOpen)
            m_completer->popup()->hide();
        else
            emit stopWanted();
        return;
    }
    if (e->key() == Qt::Key_Space && e->modifiers().testFlag(Qt::ControlModifier))
        return showCompletion();
    if (!isOpen && e->modifiers() == Qt::NoModifier) {
        if (e->key() == Qt::Key_Up && isAtFirstLine() && !m_history.isEmpty())
            return goThroughHistory(1);
        if (e->key() == Qt::Key_Down && isAtLastLine() && m_at >= 0)
            return goThroughHistory(-1);
    }
    const QString before = toPlainText();
    QPlainTextEdit::keyPressEvent(e);
    if (toPlainText() != before)
        offer(false);
}

/// Tab takes the chosen line, or the first; else it goes on to the next control.
bool SqlEditor::focusNextPrevChild(bool next) {
    if (!m_completer->popup()->isVisible())
        return QPlainTextEdit::focusNextPrevChild(next);
    const QModelIndex chosen = m_completer->popup()->currentIndex();
    m_completer->popup()->hide();
    take(chosen.isValid() ? chosen : m_completer->completionModel()->index(0, 0));
    return true;
}

} // namespace foreshock
