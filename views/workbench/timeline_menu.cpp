// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/workbench/timeline_menu.h"

#include "views/time_scope/time_scope.h"
#include "views/timeline/lane_hand.h"
#include "views/timeline/timeline_view.h"
#include "views/workbench/main_window.h"

#include <QAction>
#include <QMenu>
#include <QMenuBar>

namespace foreshock {

TimelineMenu::TimelineMenu(MainWindow& window, TimelineView& timeline, QMenuBar& bar, QAction* before)
    : QObject(&window)
    , m_window(window)
    , m_timeline(timeline) {
    m_menu = new QMenu(tr("&Timeline"), &bar);
    bar.insertMenu(before, m_menu);
    buildLanes();
    m_menu->addSeparator();
    buildSelection();
    m_menu->addSeparator();
    buildComparison();
    window.addActions(m_menu->actions()); // keys hold while the menu bar is hidden
}

QAction* TimelineMenu::add(QMenu* menu, const QString& text, const QString& key) {
    QAction* action = menu->addAction(text);
    if (!key.isEmpty())
        action->setShortcut(QKeySequence(key));
    return action;
}

void TimelineMenu::buildLanes() {
    connect(add(m_menu, tr("&Find a lane\u2026"), QStringLiteral("Ctrl+P")), &QAction::triggered, &m_timeline,
            &TimelineView::findLane);
    connect(add(m_menu, tr("Sho&w hidden lanes\tShift+H")), &QAction::triggered, &m_timeline,
            [this] { m_timeline.laneHand().showAll(); });
    connect(add(m_menu, tr("&Usual lanes")), &QAction::triggered, &m_timeline,
            [this] { m_window.scope().setLanes(LaneSetup()); });
    m_layouts = m_menu->addMenu(tr("&Layouts of lanes"));
    m_layouts->setObjectName(QStringLiteral("changing"));
    setLayouts({});
}

void TimelineMenu::buildSelection() {
    connect(add(m_menu, tr("&Copy the figures of the selection\tCtrl+C")), &QAction::triggered, &m_timeline,
            &TimelineView::copySelection);
    connect(add(m_menu, tr("&Name the selection\u2026"), QStringLiteral("Ctrl+B")), &QAction::triggered, this,
            &TimelineMenu::nameRangeWanted);
    m_ranges = m_menu->addMenu(tr("Named &ranges"));
    m_ranges->setObjectName(QStringLiteral("changing"));
    setRanges({});
}

void TimelineMenu::buildComparison() {
    QMenu* with = m_menu->addMenu(tr("Co&mpare with"));
    for (const auto& [text, earlier] :
         {std::pair(tr("An &hour earlier"), Duration::hours(1)), std::pair(tr("A &day earlier"), Duration::hours(24)),
          std::pair(tr("A &week earlier"), Duration::hours(24 * 7))})
        connect(with->addAction(text), &QAction::triggered, this, [this, by = earlier] { emit compareWanted(by); });
    connect(with->addAction(tr("&So much earlier\u2026")), &QAction::triggered, this,
            &TimelineMenu::compareTypedWanted);
    connect(with->addAction(tr("Another &incident, first alarms together\u2026")), &QAction::triggered, this,
            &TimelineMenu::compareFileWanted);
    with->addSeparator();
    connect(with->addAction(tr("&Nothing")), &QAction::triggered, this, [this] { emit compareWanted(Duration()); });
}

void TimelineMenu::setRanges(const std::vector<NamedRange>& ranges) {
    m_ranges->clear();
    for (const NamedRange& range : ranges)
        connect(m_ranges->addAction(QString::fromStdString(range.name)
                                        .simplified()
                                        .left(80)
                                        .replace(QLatin1Char('&'), QLatin1String("&&"))),
                &QAction::triggered, this, [this, range] { emit rangeWanted(range); });
    if (ranges.empty())
        m_ranges->addAction(tr("None yet: select one and press Ctrl+B"))->setEnabled(false);
}

void TimelineMenu::setEnabled(bool isEnabled) {
    m_menu->setEnabled(isEnabled);
    for (QAction* action : m_menu->actions())
        action->setEnabled(isEnabled);
}

void TimelineMenu::setLayouts(const QStringList& names) {
    m_layouts->clear();
    for (const QString& name : names)
        connect(m_layouts->addAction(QString(name).replace(QLatin1Char('&'), QLatin1String("&&"))), &QAction::triggered,
                this, [this, name] { emit layoutWanted(name); });
    if (!names.isEmpty())
        m_layouts->addSeparator();
    connect(m_layouts->addAction(tr("&Keep this one\u2026")), &QAction::triggered, this,
            &TimelineMenu::layoutSaveWanted);
    if (names.isEmpty())
        return;
    QMenu* drop = m_layouts->addMenu(tr("&Forget"));
    for (const QString& name : names)
        connect(drop->addAction(QString(name).replace(QLatin1Char('&'), QLatin1String("&&"))), &QAction::triggered,
                this, [this, name] { emit layoutDropWanted(name); });
}

} // namespace foreshock
