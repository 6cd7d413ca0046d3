// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/window/board_desk.h"
#include "app/window/dialogs.h"
#include "app/window/import_desk.h"
#include "app/window/incident_data.h"
#include "app/window/job_thread.h"
#include "app/window/log_desk.h"
#include "app/window/picture_desk.h"
#include "app/window/session_desk.h"
#include "app/window/sql_desk.h"
#include "app/window/template_desk.h"
#include "app/window/timeline_desk.h"
#include "app/window/window_settings.h"
#include "app/workflows/change_point_book.h"
#include "app/workflows/import_request.h"
#include "model/domain/log_mark.h"
#include "views/workbench/main_window.h"

#include <QObject>
#include <QTimer>
#include <memory>
#include <source_location>

namespace foreshock {

/// Wires the window to the incident file: answers its wishes on three worker threads (data: reading; writer: imports
/// and edits; analysis: ranking), delivers values back on the GUI thread. Lives on the GUI thread, which never waits
/// for a job.
class IncidentController : public QObject {
    Q_OBJECT
public:
    IncidentController(MainWindow& window, Dialogs& dialogs, WindowSettings& settings);
    ~IncidentController() override;

    void open(const std::string& path);
    /// Back to the start page.
    void close();
    SessionDesk& session() { return m_session; }
    void openExample(const std::string& id);
    /// Shows what would be stored, or stores it at once where nobody is to be asked.
    void import(const QStringList& files);
    ImportDesk& importDesk() { return m_importDesk; }
    /// Leave the file as it is: who only draws it writes nothing.
    void keepNoAnswers() { m_keepsAnswers = false; }
    /// Waits until every wish is answered and delivered. For rendering and tests only.
    void settle();
    /// The last failure told to the user; null if there was none since the last open().
    const std::optional<Error>& lastError() const { return m_lastError; }

private:
    using DataJob = std::function<void(IncidentData&, std::stop_token, int generation)>;
    void connectWishes();
    /// Runs on the data thread with the open file, if there is one; the newest of a kind wins.
    void withData(const std::string& kind, DataJob job);
    /// Runs on the writer thread, after what waits, with the open file.
    void withWriter(DataJob job);
    /// Runs on the GUI thread, unless the controller is gone or another file was opened since that generation.
    /// Where it was written is its name for the watchdog.
    void deliver(int generation, std::function<void()> what,
                 std::source_location where = std::source_location::current());
    void closeFile();
    void load(std::shared_ptr<IncidentData> data, bool isReload);
    void analyse(std::shared_ptr<const OpenedIncident> opened);
    void keepAnswer(const std::optional<ToKeep>& answer);
    /// What a ranking begins with.
    struct Asked {
        std::shared_ptr<const OpenedIncident> opened;
        std::shared_ptr<const IncidentView> view; ///< of it
        std::optional<AlarmId> wave;
        std::shared_ptr<std::optional<ChangePointBook>> book;
        std::string path;
        bool hasWaves = false; ///< they are known already
        std::string zone;      ///< for texts; empty: the incident's
    };
    void rank(const Asked& asked, std::stop_token stop, int generation);
    void findChangePoints(const Asked& asked, IncidentSession& session, const Answer& answer, std::stop_token stop,
                          int generation);
    void show(std::shared_ptr<const IncidentView> view);
    void retire(std::shared_ptr<const void> old);
    void lookAtFile();
    void tellFate(FileFate fate);
    void readAgain();
    void fail(const Error& error);
    void writeNote(Instant at);
    void addNote(const Note& note, const std::string& title);
    bool mayEdit(const char* what);
    void correct(const SourceCorrection& correction);
    void anchor(const LogRecord& record);
    void connectTyping();
    void markStart(std::optional<Instant> at);
    void typeChange(const Change& change);
    void typeEdges(const std::vector<Dependency>& edges);
    void copySeriesCommands(const ServiceId& service);
    /// The list of recent files, and then, when it was looked after them, which of them are gone.
    void showRecent();
    void markRecord(const LogMark& mark);
    void undoOrRedo(bool isUndo);
    void mapName(const std::string& name, const std::string& service);
    void readNames();
    enum class Into { Open, New };
    void storeFiles(const ImportRequest& request, Into into = Into::Open);
    /// Files that lie far from what is open are perhaps of another incident: a person says.
    void storeOrAsk(const ImportRequest& request);
    void importInto(std::shared_ptr<IncidentData> data, const ImportRequest& request);
    std::string newIncidentPath() const;

    MainWindow& m_window;
    Dialogs& m_dialogs;
    WindowSettings& m_settings;
    std::shared_ptr<IncidentData> m_data; ///< used on the data thread only; swapped on the GUI thread
    std::shared_ptr<const OpenedIncident> m_opened;
    std::shared_ptr<const IncidentView> m_view; ///< of it, as the window has it
    std::shared_ptr<const Answer> m_answer;
    /// Of the open file; used on the analysis thread only.
    std::shared_ptr<std::optional<ChangePointBook>> m_book = std::make_shared<std::optional<ChangePointBook>>();
    std::shared_ptr<const AlarmWaves> m_waves; ///< of what is open now; null: not ranked yet
    std::optional<AlarmId> m_wave;             ///< a hand chose the wave that this alarm began
    std::string m_path;
    std::string m_shownPath; ///< the session knows it
    bool m_isExample = false;
    bool m_isReadOnly = false;
    bool m_keepsAnswers = true;
    int m_generation = 0; ///< raised by every open; older results are dropped
    std::optional<Error> m_lastError;
    FileFate m_fate = FileFate::Same; ///< what others did to the open file
    QTimer m_fateTimer;
    bool m_isCreating = false;            ///< a drop is making a new incident file
    std::vector<ImportRequest> m_waiting; ///< to be stored in it, too
    ImportDesk m_importDesk;
    SessionDesk m_session;
    TimelineDesk m_timelineDesk;
    BoardDesk m_boardDesk;
    LogDesk m_logDesk;
    TemplateDesk m_templateDesk;
    SqlDesk m_sqlDesk;
    PictureDesk m_pictureDesk;
    JobThread m_writerThread;
    JobThread m_dataThread;
    JobThread m_analysisThread;
};

} // namespace foreshock
