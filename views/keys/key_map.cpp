// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/keys/key_map.h"

#include "views/palette/key_commands.h"
#include "views/workbench/key_table.h"

#include <QAction>
#include <QApplication>
#include <QKeyEvent>
#include <QMenu>
#include <QMenuBar>
#include <QRegularExpression>

#include <algorithm>

namespace foreshock {
namespace {

QString anywhere() {
    return QCoreApplication::translate("keys", "Anywhere");
}

QString wordsOf(const QAction& action) {
    QString words = action.text().section(QLatin1Char('\t'), 0, 0);
    return words.replace(QLatin1String("&&"), QString(QChar(1)))
        .remove(QLatin1Char('&'))
        .replace(QChar(1), QLatin1Char('&'));
}

QString textOf(const QKeySequence& key) {
    return key.toString(QKeySequence::PortableText);
}

/// Do both work in one place? What works anywhere works there, too.
bool meet(const KeyDeed& a, const KeyDeed& b) {
    return a.where == b.where || a.where == anywhere() || b.where == anywhere();
}

} // namespace

QKeySequence keyPressed(int key, Qt::KeyboardModifiers modifiers) {
    auto held = modifiers & ~Qt::KeypadModifier;
    if (key < 0x80 && !QChar(key).isLetterOrNumber() && key != Qt::Key_Space)
        held &= ~Qt::ShiftModifier;
    return QKeySequence(key | static_cast<int>(held));
}

KeyMap::KeyMap(QObject* owner)
    : QObject(owner) {
    for (const KeyCommand& command : keyCommands()) {
        const QKeySequence key(command.key);
        m_deeds.push_back({command.where + QLatin1Char(' ') + command.keys, command.where, command.what, key, key, {}});
    }
}

void KeyMap::setActions(const QMenuBar& bar) {
    const auto add = [this](const auto& self, const QList<QAction*>& actions, const QString& path) -> void {
        for (QAction* action : actions) {
            const QString words = wordsOf(*action);
            if (action->isSeparator() || words.isEmpty())
                continue;
            const QString name = path.isEmpty() ? words : path + QStringLiteral(" \u203A ") + words;
            if (const QMenu* menu = action->menu()) {
                if (menu->objectName() != QLatin1String("changing")) // what it holds comes and goes
                    self(self, menu->actions(), name);
                continue;
            }
            if (const QString hint = action->text().section(QLatin1Char('\t'), 1); !hint.isEmpty())
                m_hints.push_back({action, action->text().section(QLatin1Char('\t'), 0, 0), hint});
            else
                m_deeds.push_back(
                    {QStringLiteral("menu ") + name, anywhere(), name, action->shortcut(), action->shortcut(), action});
        }
    };
    add(add, bar.actions(), {});
    std::stable_partition(m_deeds.begin(), m_deeds.end(), [](const KeyDeed& d) { return d.action != nullptr; });
}

void KeyMap::watch(const QString& where, QWidget* place) {
    m_places.emplace_back(place, where);
    place->installEventFilter(this);
}

const KeyDeed* KeyMap::find(const QString& id) const {
    for (const KeyDeed& deed : m_deeds)
        if (deed.id == id)
            return &deed;
    return nullptr;
}

const KeyDeed* KeyMap::conflict(const QString& id, const QKeySequence& key) const {
    const KeyDeed* own = find(id);
    if (!own || key.isEmpty())
        return nullptr;
    for (const KeyDeed& deed : m_deeds)
        if (&deed != own && deed.now == key && meet(deed, *own))
            return &deed;
    return nullptr;
}

void KeyMap::give(KeyDeed& deed, const QKeySequence& key) {
    deed.now = key;
    if (deed.action)
        deed.action->setShortcut(key);
}

void KeyMap::set(const QString& id, const QKeySequence& key) {
    for (KeyDeed& deed : m_deeds) {
        if (deed.id != id)
            continue;
        while (const KeyDeed* other = conflict(id, key))
            give(m_deeds[static_cast<std::size_t>(other - m_deeds.data())], {});
        give(deed, key);
        return tell();
    }
}

void KeyMap::reset(const QString& id) {
    if (const KeyDeed* deed = find(id))
        set(id, QKeySequence(deed->usual));
}

void KeyMap::resetAll() {
    for (KeyDeed& deed : m_deeds)
        give(deed, deed.usual);
    tell();
}

QStringList KeyMap::changes() const {
    QStringList out;
    for (const KeyDeed& deed : m_deeds)
        if (deed.isChanged())
            out << deed.id + QLatin1Char('\t') + textOf(deed.now);
    return out;
}

void KeyMap::setChanges(const QStringList& changes) {
    for (KeyDeed& deed : m_deeds)
        give(deed, deed.usual);
    for (const QString& change : changes) {
        const QString id = change.section(QLatin1Char('\t'), 0, 0), key = change.section(QLatin1Char('\t'), 1);
        for (KeyDeed& deed : m_deeds)
            if (deed.id == id)
                give(deed, QKeySequence::fromString(key, QKeySequence::PortableText));
    }
    tell();
}

void KeyMap::tell() {
    for (const Hint& hint : m_hints)
        if (hint.action)
            hint.action->setText(hint.words + QLatin1Char('\t') +
                                 keyOf(QCoreApplication::translate("keys", "Timeline"), hint.usual));
    emit changed();
}

QString KeyMap::keyOf(const QString& where, const QString& usual) const {
    const KeyDeed* deed = find(where + QLatin1Char(' ') + usual);
    return deed && deed->isChanged() ? textOf(deed->now) : usual;
}

QString KeyMap::keysOf(const KeyRow& row) const {
    static const QRegularExpression between(QStringLiteral("(, |  +| or )"));
    QString out;
    qsizetype at = 0;
    const auto now = [&](const QString& token) {
        for (const KeyDeed& deed : m_deeds)
            if (deed.action && deed.isChanged() && textOf(deed.usual) == token)
                return deed.now.isEmpty() ? QStringLiteral("\u2013") : textOf(deed.now);
        const KeyDeed* deed = find(row.where + QLatin1Char(' ') + token);
        return !deed || !deed->isChanged() ? token : deed->now.isEmpty() ? QStringLiteral("\u2013") : textOf(deed->now);
    };
    for (auto hit = between.globalMatch(row.keys); hit.hasNext();) {
        const auto gap = hit.next();
        out += now(row.keys.mid(at, gap.capturedStart() - at)) + gap.captured();
        at = gap.capturedEnd();
    }
    return out + now(row.keys.mid(at));
}

bool KeyMap::eventFilter(QObject* watched, QEvent* e) {
    // What is sent from here, or by a command of the palette, is meant as it is.
    if (e->type() != QEvent::KeyPress || !e->spontaneous())
        return false;
    const auto place =
        std::find_if(m_places.begin(), m_places.end(), [&](const auto& p) { return p.first == watched; });
    if (place == m_places.end())
        return false;
    const auto* press = static_cast<QKeyEvent*>(e);
    const QKeySequence key = keyPressed(press->key(), press->modifiers());
    bool isTaken = false; // its usual deed has another key now
    for (const KeyDeed& deed : m_deeds) {
        if (deed.action || deed.where != place->second || !deed.isChanged())
            continue;
        if (deed.now == key) {
            const int usual = deed.usual[0].toCombined();
            const int plain = usual & ~static_cast<int>(Qt::KeyboardModifierMask);
            QKeyEvent meant(QEvent::KeyPress, plain, deed.usual[0].keyboardModifiers(),
                            plain < 0x80 ? QString(QChar(plain)).toLower() : QString(), press->isAutoRepeat());
            QApplication::sendEvent(watched, &meant);
            return true;
        }
        isTaken = isTaken || deed.usual == key;
    }
    return isTaken;
}

} // namespace foreshock
