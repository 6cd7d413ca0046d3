// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/workbench/menus.h"

#include "views/time_scope/time_scope.h"
#include "views/workbench/main_window.h"

#include <QActionGroup>
#include <QApplication>
#include <QMenuBar>

namespace foreshock {
namespace {

struct Builder {
    MainWindow& window;
    Menus& menus;

    QAction* add(QMenu* menu, const QString& text, const QKeySequence& key = {}) const {
        QAction* action = menu->addAction(text);
        action->setShortcut(key);
        return action;
    }
    template<class F>
    QAction* add(QMenu* menu, const QString& text, const QKeySequence& key, F&& call) const {
        QAction* action = add(menu, text, key);
        QObject::connect(action, &QAction::triggered, &window, std::forward<F>(call));
        return action;
    }
    /// Greyed out on the start page.
    QAction* needs(QAction* action) const {
        menus.needIncident << action;
        return action;
    }

    void file(QMenu* m) const {
        add(m, QObject::tr("&New incident\u2026"), QKeySequence::New, [w = &window] { emit w->newIncidentWanted(); });
        add(m, QObject::tr("&Open\u2026"), QKeySequence::Open, [w = &window] { emit w->openWanted(); });
        menus.recent = m->addMenu(QObject::tr("Open &recent"));
        menus.recent->setObjectName(QStringLiteral("changing"));
        menus.recent->setEnabled(false);
        needs(add(m, QObject::tr("&Import files\u2026"), QKeySequence(QStringLiteral("Ctrl+I")),
                  [w = &window] { emit w->importWanted(); }));
        needs(add(m, QObject::tr("&Read again"), QKeySequence(QStringLiteral("F5")),
                  [w = &window] { emit w->readAgainWanted(); }));
        m->addSeparator();
        needs(add(m, QObject::tr("&Export this view as a picture\u2026"), QKeySequence(QStringLiteral("Ctrl+E")),
                  [w = &window] { emit w->viewPictureWanted(); }));
        needs(add(m, QObject::tr("Export the &whole window\u2026"), QKeySequence(QStringLiteral("Ctrl+Shift+E")),
                  [w = &window] { emit w->windowPictureWanted(); }));
        m->addSeparator();
        add(m, QObject::tr("Example: &Kinesis"), {}, [w = &window] { emit w->exampleWanted(Example::Kinesis); });
        add(m, QObject::tr("Example: &ticket sale"), {}, [w = &window] { emit w->exampleWanted(Example::TicketSale); });
        needs(add(m, QObject::tr("&Close"), QKeySequence(QStringLiteral("Ctrl+W")),
                  [w = &window] { emit w->closeIncidentWanted(); }));
        m->addSeparator();
        add(m, QObject::tr("&Quit"), QKeySequence(QStringLiteral("Ctrl+Q")), [w = &window] { w->close(); });
    }

    void edit(QMenu* m) const {
        menus.undo = add(m, QObject::tr("&Undo"), QKeySequence(QStringLiteral("Ctrl+Z")),
                         [w = &window] { emit w->undoWanted(); });
        menus.redo = add(m, QObject::tr("&Redo"), QKeySequence(QStringLiteral("Ctrl+Shift+Z")),
                         [w = &window] { emit w->redoWanted(); });
        menus.undo->setEnabled(false);
        menus.redo->setEnabled(false);
        m->addSeparator();
        menus.filter = needs(add(m, QObject::tr("&Filter log"), QKeySequence(QStringLiteral("Ctrl+F"))));
    }

    void view(QMenu* m) const {
        TimeScope& scope = window.scope();
        menus.back =
            add(m, QObject::tr("&Back"), QKeySequence(QStringLiteral("Alt+Left")), [s = &scope] { s->goBack(); });
        menus.forward = add(m, QObject::tr("&Forward"), QKeySequence(QStringLiteral("Alt+Right")),
                            [s = &scope] { s->goForward(); });
        m->addSeparator();
        needs(add(m, QObject::tr("&Whole incident"), {}, [s = &scope] { s->fit(); }));
        menus.goToTime = needs(add(m, QObject::tr("&Go to time\u2026"), QKeySequence(QStringLiteral("Ctrl+G"))));
        menus.selectionToRange = add(m, QObject::tr("&Selection to range"), {}, [s = &scope] {
            if (s->selection())
                s->setRange(*s->selection());
        });
        m->addSeparator();
        const auto panel = [&](const QString& text) {
            QAction* action = needs(add(m, text));
            action->setCheckable(true);
            action->setChecked(true);
            return action;
        };
        menus.showSide = panel(QObject::tr("Services and sources"));
        menus.showBottom = panel(QObject::tr("Log and sources below"));
        menus.showSuspects = panel(QObject::tr("Suspects"));
        menus.nextPanel = needs(add(m, QObject::tr("Next panel"), QKeySequence(QStringLiteral("F6"))));
        menus.previousPanel = needs(add(m, QObject::tr("Previous panel"), QKeySequence(QStringLiteral("Shift+F6"))));
        menus.usualPanels = needs(add(m, QObject::tr("&Usual panels")));
        m->addSeparator();
        QMenu* zone = m->addMenu(QObject::tr("Time &zone"));
        menus.zones = new QActionGroup(&window);
        for (const auto& [text, choice] : {std::pair(QObject::tr("Of the &incident"), ZoneChoice::Incident),
                                           std::pair(QObject::tr("&UTC"), ZoneChoice::Utc),
                                           std::pair(QObject::tr("Of this &computer"), ZoneChoice::Computer)}) {
            QAction* action = zone->addAction(text);
            action->setCheckable(true);
            action->setData(static_cast<int>(choice));
            action->setChecked(choice == ZoneChoice::Incident);
            menus.zones->addAction(action);
        }
        QMenu* theme = m->addMenu(QObject::tr("&Theme"));
        menus.themes = new QActionGroup(&window);
        for (const auto& [text, choice] :
             {std::pair(QObject::tr("As the system"), ThemeChoice::System),
              std::pair(QObject::tr("Light"), ThemeChoice::Light), std::pair(QObject::tr("Dark"), ThemeChoice::Dark)}) {
            QAction* action = theme->addAction(text);
            action->setCheckable(true);
            action->setData(static_cast<int>(choice));
            menus.themes->addAction(action);
        }
        QMenu* size = m->addMenu(QObject::tr("Te&xt size"));
        menus.textSizes = new QActionGroup(&window);
        for (const int percent : {100, 125, 150, 200}) {
            QAction* action = size->addAction(QStringLiteral("%1 %").arg(percent));
            action->setCheckable(true);
            action->setChecked(percent == 100);
            action->setData(percent / 100.0);
            menus.textSizes->addAction(action);
        }
    }

    void investigate(QMenu* m) const {
        // Single letters belong to the timeline while it has the focus: they stand here as a hint, not as shortcuts.
        menus.nextEvent = needs(add(m, QObject::tr("&Next event\t.")));
        menus.previousEvent = needs(add(m, QObject::tr("&Previous event\t,")));
        menus.nextWave = add(m, QObject::tr("Next wa&ve of alarms"), QKeySequence(QStringLiteral("V")));
        menus.nextWave->setEnabled(false);
        m->addSeparator();
        menus.note = needs(add(m, QObject::tr("N&ote at the cursor\tN")));
        menus.markStart = needs(add(m, QObject::tr("It &started at the cursor\tM")));
        menus.unmarkStart = add(m, QObject::tr("Take the start mark a&way"));
        menus.unmarkStart->setEnabled(false);
        menus.typeChange = needs(add(m, QObject::tr("Type a &change\u2026\tC")));
        menus.drawEdges = needs(add(m, QObject::tr("&Draw edges of the map\u2026")));
        m->addSeparator();
        menus.situation = needs(
            add(m, QObject::tr("Copy the sit&uation for the channel"), QKeySequence(QStringLiteral("Ctrl+Shift+C"))));
        menus.names = needs(add(m, QObject::tr("Service na&mes\u2026"), QKeySequence(QStringLiteral("Ctrl+Shift+M"))));
        menus.sql = needs(add(m, QObject::tr("Ask in S&QL\u2026"), QKeySequence(QStringLiteral("Ctrl+Shift+L"))));
        needs(add(m, QObject::tr("All &services"), {}, [s = &window.scope()] { s->setService({}); }));
    }

    void help(QMenu* m) const {
        menus.manual = add(m, QObject::tr("&Manual"), QKeySequence(QStringLiteral("F1")));
        menus.commands = add(m, QObject::tr("&Commands\u2026"), QKeySequence(QStringLiteral("Ctrl+K")));
        menus.changeKeys = add(m, QObject::tr("C&hange keys\u2026"));
        menus.keys = add(m, QObject::tr("&Keys"), QKeySequence(QStringLiteral("?")));
    }
};

} // namespace

Menus Menus::build(QMenuBar& bar, MainWindow& window) {
    Menus menus;
    const Builder builder{window, menus};
    builder.file(bar.addMenu(QObject::tr("&File")));
    builder.edit(bar.addMenu(QObject::tr("&Edit")));
    builder.view(bar.addMenu(QObject::tr("&View")));
    builder.investigate(bar.addMenu(QObject::tr("&Investigate")));
    builder.help(bar.addMenu(QObject::tr("&Help")));
    // Shortcuts hold while the menu bar is hidden or narrow.
    for (QAction* menu : bar.actions())
        window.addActions(menu->menu()->actions());
    return menus;
}

} // namespace foreshock
