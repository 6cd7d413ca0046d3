// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/sql/sql_completion.h"
#include "views/theme/look.h"

#include <QPlainTextEdit>
#include <QStringList>

class QAbstractItemView;
class QCompleter;
class QStandardItemModel;

namespace foreshock {

class SqlHighlighter;

/// Where a question is written: colours, completion (Ctrl+Space asks for it), the questions asked before with Up in the
/// first line. Tab leaves it. Owned by the SQL view.
class SqlEditor : public QPlainTextEdit {
    Q_OBJECT
public:
    explicit SqlEditor(QWidget* parent = nullptr);
    void setLook(const Look& look);
    void setSources(std::vector<SqlSource> sources) { m_sources = std::move(sources); }
    void setPlaceholderNames(const QStringList& names) { m_placeholders = names; }
    void setHistory(const QStringList& questions) { m_history = questions; }
    const QStringList& history() const { return m_history; }
    /// A question was asked: it comes first from now on.
    void remember(const QString& question);
    /// In place of what stands there; Ctrl+Z brings that back.
    void replaceText(const QString& sql);
    /// Marks where the question is wrong, in UTF-8 bytes; null: nowhere.
    void markError(std::optional<std::size_t> place);
    void showCompletion();
    QAbstractItemView* popup() const;

    static constexpr qsizetype kKept = 50;

signals:
    void runWanted();
    void stopWanted();
    void historyChanged(const QStringList& questions);

protected:
    void keyPressEvent(QKeyEvent* event) override;
    bool focusNextPrevChild(bool next) override;

private:
    void offer(bool isAsked);
    void take(const QModelIndex& index);
    void goThroughHistory(int step);
    bool isAtFirstLine() const;
    bool isAtLastLine() const;

    Look m_look;
    SqlHighlighter* m_colours = nullptr;
    std::vector<SqlSource> m_sources;
    QStringList m_placeholders, m_history;
    qsizetype m_at = -1; ///< in the history; −1: what was typed
    QString m_typed;     ///< before going through the history
    bool m_isStepping = false;
    SqlCompletion m_completion;
    QCompleter* m_completer = nullptr;
    QStandardItemModel* m_model = nullptr;
};

} // namespace foreshock
