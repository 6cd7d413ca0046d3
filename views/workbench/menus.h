// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/theme/theme.h"

#include <QObject>

class QAction;
class QActionGroup;
class QMenu;
class QMenuBar;

namespace foreshock {

class MainWindow;

/// The menus: only what exists. Their actions carry the window's shortcuts, so that a hidden menu bar loses none.
struct Menus {
    QAction *undo = nullptr, *redo = nullptr, *back = nullptr, *forward = nullptr;
    QAction* selectionToRange = nullptr;
    QAction *showSide = nullptr, *showBottom = nullptr, *showSuspects = nullptr;
    QAction *filter = nullptr, *keys = nullptr, *commands = nullptr, *goToTime = nullptr;
    QAction *note = nullptr, *nextEvent = nullptr, *previousEvent = nullptr, *nextPanel = nullptr,
            *previousPanel = nullptr, *names = nullptr, *nextWave = nullptr, *sql = nullptr;
    QAction *markStart = nullptr, *unmarkStart = nullptr, *typeChange = nullptr, *drawEdges = nullptr,
            *situation = nullptr, *changeKeys = nullptr, *manual = nullptr, *usualPanels = nullptr;
    QActionGroup* zones = nullptr;
    QMenu* recent = nullptr;
    QActionGroup* themes = nullptr;
    QActionGroup* textSizes = nullptr; ///< data: the scale
    QList<QAction*> needIncident;

    static Menus build(QMenuBar& bar, MainWindow& window);
};

} // namespace foreshock
