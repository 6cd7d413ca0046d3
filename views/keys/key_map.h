// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QKeySequence>
#include <QObject>
#include <QPointer>
#include <QStringList>
#include <vector>

class QAction;
class QMenuBar;
class QWidget;

namespace foreshock {

struct KeyRow;

/// Something that a key does: an action of the menus, which works anywhere, or a command of one place.
struct KeyDeed {
    QString id;    ///< stable: "menu Edit > Undo", "Timeline W"
    QString where; ///< "Anywhere", "Timeline", "Log"
    QString what;
    QKeySequence usual;
    QKeySequence now;         ///< empty: no key
    QPointer<QAction> action; ///< null: of a place
    bool isChanged() const { return now != usual; }
};

/// Which key does what: the usual keys and what a person made of them. Actions get theirs as shortcuts; a place that
/// knows only its usual keys is sent those, whatever was pressed. Owned by the main window; lives on the GUI thread.
class KeyMap : public QObject {
    Q_OBJECT
public:
    explicit KeyMap(QObject* owner);

    /// Every action with a key or none, once the menus stand; those that only hint at a key of a place are left to it.
    void setActions(const QMenuBar& bar);
    /// Keys of this place go through the map.
    void watch(const QString& where, QWidget* place);

    const std::vector<KeyDeed>& deeds() const { return m_deeds; }
    const KeyDeed* find(const QString& id) const;
    /// What the key does already where this deed works; null: it is free.
    const KeyDeed* conflict(const QString& id, const QKeySequence& key) const;
    /// Another deed that had the key where this one works is left without one.
    void set(const QString& id, const QKeySequence& key);
    void reset(const QString& id);
    void resetAll();
    /// What a person changed, for the settings: "id\tkey" each.
    QStringList changes() const;
    void setChanges(const QStringList& changes);
    /// A row of the list of keys with the keys as they are now.
    QString keysOf(const KeyRow& row) const;
    /// The key of a command of a place as it is now.
    QString keyOf(const QString& where, const QString& usual) const;

signals:
    void changed();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void give(KeyDeed& deed, const QKeySequence& key);
    void tell();

    std::vector<KeyDeed> m_deeds;
    struct Hint {
        QPointer<QAction> action;
        QString words, usual;
    };
    std::vector<Hint> m_hints; ///< actions that show the key of a place
    std::vector<std::pair<QPointer<QWidget>, QString>> m_places;
};

/// Without Shift where it only makes the sign: "?" is "?", "+" is "+".
QKeySequence keyPressed(int key, Qt::KeyboardModifiers modifiers);

} // namespace foreshock
