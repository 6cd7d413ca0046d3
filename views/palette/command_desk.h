// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/palette/palette.h"
#include "views/palette/time_asked.h"

#include <QObject>

class QAction;
class QMenuBar;

namespace foreshock {

class KeyMap;
class MainWindow;
class TimelineView;
struct Menus;

/// What the palette offers in this window: every action of the menus, every key of the list of keys, services, lanes
/// and times; and where they lead. Owned by the main window; lives on the GUI thread.
class CommandDesk : public QObject {
    Q_OBJECT
public:
    static constexpr int kRecent = 12;

    CommandDesk(MainWindow& window, const Menus& menus, QMenuBar& bar, TimelineView& timeline);

    void setTimeReader(TimeReader reader) { m_reader = std::move(reader); }
    const TimeReader& timeReader() const { return m_reader; }
    /// The newest first.
    void setRecent(const QStringList& keys) { m_recent = keys; }
    /// Which keys commands have now; null: the usual ones.
    void setKeys(const KeyMap* keys) { m_keys = keys; }
    Palette& palette() { return *m_palette; }
    void openCommands();
    void openGoToTime();
    /// All that can be chosen now.
    std::vector<PaletteRow> rows() const;

signals:
    void recentChanged(const QStringList& keys);

private:
    void addKeys(std::vector<PaletteRow>& rows) const;
    void addPlaces(std::vector<PaletteRow>& rows) const;
    std::optional<PaletteRow> timeRow(const QString& words) const;
    void goTo(Instant at) const;
    QWidget* placeOf(const QString& where) const;

    MainWindow& m_window;
    QMenuBar& m_bar;
    TimelineView& m_timeline;
    Palette* m_palette = nullptr;
    const KeyMap* m_keys = nullptr;
    TimeReader m_reader;
    QStringList m_recent;
};

} // namespace foreshock
