// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/domain/named_range.h"

#include <QObject>
#include <QStringList>

class QAction;
class QMenu;
class QMenuBar;

namespace foreshock {

class MainWindow;
class TimelineView;

/// The menu of the timeline: its lanes and their layouts, what is selected, what lies under it. Emits wishes for what
/// is kept or asked. Owned by the main window.
class TimelineMenu : public QObject {
    Q_OBJECT
public:
    TimelineMenu(MainWindow& window, TimelineView& timeline, QMenuBar& bar, QAction* before);

    void setEnabled(bool isEnabled);
    /// Names of the layouts that are kept, in their order.
    void setLayouts(const QStringList& names);
    void setRanges(const std::vector<NamedRange>& ranges);

signals:
    void layoutSaveWanted();
    void layoutWanted(const QString& name);
    void layoutDropWanted(const QString& name);
    /// What was that much earlier lies under the present then; zero ends it.
    void compareWanted(foreshock::Duration earlier);
    void compareTypedWanted();
    void compareFileWanted();
    void nameRangeWanted();
    void rangeWanted(const foreshock::NamedRange& range);

private:
    QAction* add(QMenu* menu, const QString& text, const QString& key = {});
    void buildLanes();
    void buildSelection();
    void buildComparison();

    MainWindow& m_window;
    TimelineView& m_timeline;
    QMenu* m_menu = nullptr;
    QMenu* m_layouts = nullptr;
    QMenu* m_ranges = nullptr;
};

} // namespace foreshock
