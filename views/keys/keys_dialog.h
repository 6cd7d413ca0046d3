// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/keys/key_map.h"
#include "views/theme/look.h"

#include <QDialog>

class QLabel;
class QLineEdit;
class QPushButton;
class QSortFilterProxyModel;
class QTableView;

namespace foreshock {

/// Every key with what it does: searched, changed by pressing the new one, brought back. A key that does something else
/// already is named before it is taken. Window-modal; the window owns it.
class KeysDialog : public QDialog {
    Q_OBJECT
public:
    KeysDialog(KeyMap& map, QWidget* window);
    void open(const Look& look);
    /// Chooses a row by its deed.
    void choose(const QString& id);
    QTableView& table() { return *m_table; }
    bool isWaiting() const { return m_isWaiting; }
    QString said() const;

protected:
    bool event(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    using QDialog::open;
    QString chosen() const;
    void wait();
    void take(const QKeySequence& key);
    void rest(const QString& words);
    void showButtons();

    KeyMap& m_map;
    QLineEdit* m_search = nullptr;
    QTableView* m_table = nullptr;
    QSortFilterProxyModel* m_rows = nullptr;
    QLabel* m_words = nullptr;
    QPushButton *m_change = nullptr, *m_take = nullptr, *m_keep = nullptr, *m_none = nullptr, *m_reset = nullptr,
                *m_resetAll = nullptr;
    bool m_isWaiting = false; ///< the next key is the new one
    QKeySequence m_asked;     ///< it does something else already
};

} // namespace foreshock
