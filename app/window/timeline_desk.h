// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/window/dialogs.h"
#include "app/window/incident_data.h"
#include "app/window/window_settings.h"
#include "app/workflows/open_incident.h"
#include "views/workbench/main_window.h"

#include <QObject>
#include <QTimer>
#include <functional>
#include <memory>

namespace foreshock {

class OtherIncident;

/// What the timeline keeps between runs: how its lanes were left in each incident, and layouts under a name. They are
/// how one person looks, no facts of the incident: they stand in the settings, so that examples and files that are open
/// read-only have them too, and a layout serves every incident of the same services. Undone with Alt+Left, as every
/// look is. Owned by the controller; lives on the GUI thread.
class TimelineDesk : public QObject {
    Q_OBJECT
public:
    /// A job for the data thread, and a way back to this one while the same file is open.
    using DataJob = std::function<void(IncidentData&, std::stop_token, int generation)>;
    struct Office {
        std::function<void(const std::string& kind, DataJob)> withData;
        std::function<void(int generation, std::function<void()>)> deliver;
        std::function<void(const Error&)> fail;
        std::function<std::shared_ptr<const OpenedIncident>()> opened;
        /// Writes a note as an edit that can be undone, if this file takes any; says why where it does not.
        std::function<void(const Note&, const std::string& title)> addNote;
    };

    TimelineDesk(MainWindow& window, Dialogs& dialogs, WindowSettings& settings, Office office);
    ~TimelineDesk() override;

    /// Another file is shown now: its lanes as they were left.
    void opened(const std::string& path);
    /// Its named ranges and declared limits, anew: it was read.
    void wasRead();
    /// Writes what waits to be written.
    void flush();

private:
    void keepLayout();
    void connectComparison();
    void compare(Duration earlier);
    void compareTyped();
    void compareFile();
    void endComparison();
    /// Samples of the period beneath, and bands of earlier days, for the lanes that ask for theirs.
    void answerBeneath(const std::vector<SeriesId>& series, TimeRange range, int pixels);
    void answerStats(const std::vector<SeriesId>& series, TimeRange range);
    /// Those of the open incident, in its order.
    std::vector<SeriesInfo> infosOf(const std::vector<SeriesId>& series) const;

    MainWindow& m_window;
    Dialogs& m_dialogs;
    WindowSettings& m_settings;
    Office m_office;
    std::string m_path;
    /// Null: nothing is compared. The reader is used on the data thread only.
    struct Beneath {
        Duration earlier; ///< added to its times, they are now
        QString words;
        std::shared_ptr<OtherIncident> file; ///< null: the open one
    };
    std::optional<Beneath> m_beneath;
    bool m_isUnkept = false;
    QTimer m_keepTimer; ///< an edge that is being dragged is written once
};

} // namespace foreshock
