// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/log/query_completion.h"
#include "views/theme/look.h"

#include <QLineEdit>

class QAbstractItemView;
class QCompleter;
class QStandardItemModel;

namespace foreshock {

/// The line in which a log query is typed: offers what can stand where the text cursor is (Ctrl+Space asks for it
/// where nothing was typed), and with Up the queries that were used before. Owned by the log panel.
class QueryBar : public QLineEdit {
    Q_OBJECT
public:
    explicit QueryBar(QWidget* parent = nullptr);
    void setLook(const Look& look);
    void setWords(const QueryWords& words) { m_words = words; }
    const QueryWords& words() const { return m_words; }
    void setHistory(const QStringList& queries) { m_history = queries; }
    const QStringList& history() const { return m_history; }
    /// A query was used: it comes first from now on.
    void remember(const QString& query);
    void showHistory();
    void showCompletion();
    QAbstractItemView* popup() const;

    static constexpr qsizetype kKept = 50;

signals:
    /// A query of the history was chosen.
    void queryChosen();
    /// The text was changed by choosing a completion.
    void completed();
    void historyChanged(const QStringList& queries);

protected:
    void keyPressEvent(QKeyEvent* event) override;
    bool focusNextPrevChild(bool next) override;

private:
    enum class List { None, Completion, History };
    void open(List list);
    void take(const QModelIndex& index);
    void offer();

    QueryWords m_words;
    QStringList m_history;
    QueryCompletion m_completion;
    QCompleter* m_completer = nullptr;
    QStandardItemModel* m_model = nullptr;
    List m_list = List::None;
};

} // namespace foreshock
