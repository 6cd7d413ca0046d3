// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QAction;
class QMenu;

namespace foreshock {

class MainWindow;
struct Menus;

/// What the menu Investigate says of suspects, hypotheses and evidence. Its actions carry the window's shortcuts.
struct BoardMenu {
    QAction *rule = nullptr, *start = nullptr, *none = nullptr, *pin = nullptr, *show = nullptr;

    static BoardMenu build(QMenu& investigate, MainWindow& window, Menus& menus);
};

} // namespace foreshock
