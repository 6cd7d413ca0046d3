// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/workbench/board_menu.h"

#include "views/workbench/main_window.h"
#include "views/workbench/menus.h"

#include <QAction>
#include <QMenu>

namespace foreshock {

BoardMenu BoardMenu::build(QMenu& investigate, MainWindow& window, Menus& menus) {
    investigate.addSeparator();
    const auto add = [&](const QString& text, const char* key) {
        QAction* action = investigate.addAction(text);
        if (*key)
            action->setShortcut(QKeySequence(QString::fromLatin1(key)));
        menus.needIncident << action;
        window.addAction(action); // keys hold while the menu bar is hidden
        return action;
    };
    BoardMenu out;
    out.rule = add(QObject::tr("&Rule out or restore the suspect"), "X");
    out.start = add(QObject::tr("Start a &hypothesis from the suspect"), "Ctrl+Shift+H");
    out.none = add(QObject::tr("None of these: start a hy&pothesis"), "");
    out.pin = add(QObject::tr("Pin to &evidence"), "Ctrl+Shift+P");
    out.show = add(QObject::tr("Hypotheses an&d evidence"), "Ctrl+Shift+B");
    return out;
}

} // namespace foreshock
