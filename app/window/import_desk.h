// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/window/dialogs.h"
#include "app/window/job_thread.h"
#include "app/workflows/import_request.h"
#include "model/domain/input_preview.h"
#include "views/import_sheet/import_sheet.h"
#include "views/workbench/main_window.h"

#include <QObject>
#include <memory>
#include <mutex>
#include <set>
#include <vector>

namespace foreshock {

/// Shows what was dropped in the import sheet and looks into it on a thread of its own; one row that was changed by
/// hand is looked at again on another, so that it need not wait for the rest. Lives on the GUI thread.
class ImportDesk : public QObject {
    Q_OBJECT
public:
    ImportDesk(MainWindow& window, Dialogs& dialogs);

    /// Opens the sheet, or adds to it. `incidentFile` (may be empty) takes the import; `target` says so.
    void ask(const QStringList& files, const std::string& incidentFile, const QString& target);
    bool isOpen() const { return m_sheet->isVisible(); }
    ImportSheet& sheet() { return *m_sheet; }
    /// Waits until nothing is looked at. For rendering and tests only.
    void drain();

    /// From the first to the last time of what would be stored; empty: no times were read.
    TimeRange times() const;

signals:
    void storeWanted(const foreshock::ImportRequest& request);

private:
    /// What the looking thread has found since the window last took it.
    struct Inbox {
        std::mutex mutex;
        std::vector<InputPreview> found;
        double share = 0;
        bool isTold = false;
    };
    ImportRequest request(const QStringList& files) const;
    void look(const QStringList& files);
    void looked(std::optional<Instant> knownAlarm, const QString& problem);
    void lookAgain(const std::string& label);
    void takeFound(const std::shared_ptr<Inbox>& inbox, int round);
    void deliver(int round, std::function<void()> what);
    void saveMap(const TableReading& reading);

    MainWindow& m_window;
    Dialogs& m_dialogs;
    ImportSheet* m_sheet; ///< belongs to the window
    std::string m_incidentFile;
    int m_round = 0;              ///< raised when the sheet closes; older results are dropped
    int m_looking = 0;            ///< drops whose files are being looked at
    std::set<std::string> m_rows; ///< kinds of jobs of single rows
    bool m_hasOptions = false;
    JobThread m_lookThread;
    JobThread m_rowThread;
};

} // namespace foreshock
