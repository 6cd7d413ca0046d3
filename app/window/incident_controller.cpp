// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/incident_controller.h"

#include "app/window/event_watchdog.h"
#include "app/window/import_words.h"
#include "app/window/scope_times.h"
#include "app/window/view_of.h"
#include "app/workflows/alarm_questions.h"
#include "app/workflows/import.h"
#include "app/workflows/name_table.h"
#include "app/workflows/scenario_import.h"
#include "model/base/clock.h"
#include "model/base/text.h"
#include "model/base/time_text.h"
#include "model/store/edits.h"
#include "model/store/incident_reader.h"
#include "model/store/logs/log_heat.h"
#include "model/store/samples/series_reader.h"
#include "model/store/schema.h"
#include "model/store/source_rows.h"
#include "views/log/log_panel.h"
#include "views/palette/command_desk.h"
#include "views/time_scope/time_scope.h"
#include "views/timeline/timeline_view.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QDesktopServices>
#include <QFileInfo>
#include <QUrl>

#include <fmt/format.h>

#include <chrono>
#include <filesystem>

namespace foreshock {
namespace {

constexpr std::int64_t kIssuesShown = 10'000;
constexpr std::int64_t kNamesShown = 2'000;

ThemeChoice themeChoice(const QString& word) {
    return word == "light" ? ThemeChoice::Light : word == "dark" ? ThemeChoice::Dark : ThemeChoice::System;
}

} // namespace

IncidentController::IncidentController(MainWindow& window, Dialogs& dialogs, WindowSettings& settings)
    : m_window(window)
    , m_dialogs(dialogs)
    , m_settings(settings)
    , m_importDesk(window, dialogs)
    , m_session(window, settings)
    , m_timelineDesk(window, dialogs, settings,
                     {[this](const std::string& kind, DataJob job) { withData(kind, std::move(job)); },
                      [this](int g, std::function<void()> what) { deliver(g, std::move(what)); },
                      [this](const Error& error) { fail(error); }, [this] { return m_opened; },
                      [this](const Note& note, const std::string& title) { addNote(note, title); }})
    , m_boardDesk(window, {[this](const std::string& kind, DataJob job) { withData(kind, std::move(job)); },
                           [this](DataJob job) { withWriter(std::move(job)); },
                           [this](int g, std::function<void()> what) { deliver(g, std::move(what)); },
                           [this](const Error& error) { fail(error); }, [this] { return !m_data || m_isReadOnly; },
                           [this] { return m_opened ? std::optional(m_opened->extent.to) : std::nullopt; }})
    , m_logDesk(window.logPanel(), settings)
    , m_templateDesk(window.templates())
    , m_sqlDesk(window, dialogs, settings)
    , m_pictureDesk(window, dialogs) {
    QueryBar& queries = m_window.logPanel().filter();
    queries.setHistory(m_settings.logQueries());
    connect(&queries, &QueryBar::historyChanged, this,
            [this](const QStringList& history) { m_settings.setLogQueries(history); });
    auto& commands = *m_window.findChild<CommandDesk*>();
    commands.setTimeReader(readTimeIn);
    commands.setRecent(m_settings.recentCommands());
    connect(&commands, &CommandDesk::recentChanged, this,
            [this](const QStringList& keys) { m_settings.setRecentCommands(keys); });
    showRecent();
    m_window.setThemeChoice(themeChoice(m_settings.theme()));
    connectWishes();
    connectTyping();
    m_fateTimer.setInterval(1000);
    connect(&m_fateTimer, &QTimer::timeout, this, &IncidentController::lookAtFile);
    m_fateTimer.start();
}

IncidentController::~IncidentController() = default;

void IncidentController::connectWishes() {
    MainWindow* w = &m_window;
    connect(w, &MainWindow::newIncidentWanted, this, [this] { import(m_dialogs.filesToImport(&m_window)); });
    connect(w, &MainWindow::openWanted, this, [this] {
        if (const auto file = m_dialogs.fileToOpen(&m_window))
            open(file->toStdString());
    });
    connect(w, &MainWindow::importWanted, this, [this] { import(m_dialogs.filesToImport(&m_window)); });
    connect(w, &MainWindow::recentWanted, this, [this](const QString& file) { open(file.toStdString()); });
    connect(w, &MainWindow::exampleWanted, this, [this](Example example) {
        openExample(example == Example::Kinesis ? "kinesis-2020-11-25" : "ticket-sale-2024-05-17");
    });
    connect(w, &MainWindow::dropped, this, [this](const QStringList& files) {
        if (files.size() == 1 && files.front().endsWith(".foreshock"))
            open(files.front().toStdString());
        else
            import(files);
    });
    connect(&m_importDesk, &ImportDesk::storeWanted, this, &IncidentController::storeOrAsk);
    connect(w, &MainWindow::seriesWindowWanted, this,
            [this](const std::vector<SeriesId>& series, TimeRange range, int pixels) {
                auto opened = m_opened;
                withData("series",
                         [this, opened, series, range, pixels](IncidentData& data, std::stop_token stop, int g) {
                             std::vector<SeriesWindow> windows;
                             for (const SeriesData& known : opened->incident.series) {
                                 if (stop.stop_requested())
                                     return;
                                 if (std::find(series.begin(), series.end(), known.info.id) == series.end())
                                     continue;
                                 auto window = data.series().window(known.info, range, pixels);
                                 if (!window)
                                     return deliver(g, [this, error = window.error()] { fail(error); });
                                 windows.push_back(std::move(*window));
                             }
                             deliver(g, [this, windows = std::move(windows)]() mutable {
                                 m_window.setSeriesWindows(std::move(windows));
                             });
                         });
            });
    connect(w, &MainWindow::heatWanted, this, [this](TimeRange range, int cells) {
        withData("heat", [this, range, cells](IncidentData& data, std::stop_token stop, int g) {
            auto heat = store::logHeat(data.session().database(), data.session().gate(), range, cells, stop);
            if (!heat)
                return deliver(g, [this, error = heat.error()] { fail(error); });
            deliver(g, [this, range, rows = std::move(*heat)]() mutable { m_window.setHeat(range, std::move(rows)); });
        });
    });
    connect(&m_logDesk, &LogDesk::failed, this, &IncidentController::fail);
    connect(&m_logDesk, &LogDesk::recovered, w, &MainWindow::clearError);
    connect(&m_templateDesk, &TemplateDesk::failed, this, &IncidentController::fail);
    connect(&m_sqlDesk, &SqlDesk::failed, this, &IncidentController::fail);
    connect(&m_pictureDesk, &PictureDesk::failed, this, &IncidentController::fail);
    connect(&w->logPanel().view(), &LogView::markWanted, this, &IncidentController::markRecord);
    connect(w, &MainWindow::issuesWanted, this, [this](SourceId source) {
        withData("issues", [this, source](IncidentData& data, std::stop_token, int g) {
            auto issues =
                store::importIssues(data.session().database(), data.session().gate().snapshot(), source, kIssuesShown);
            if (!issues)
                return deliver(g, [this, error = issues.error()] { fail(error); });
            deliver(g, [this, source, rows = std::move(*issues)]() mutable {
                m_window.setIssues(source, std::move(rows));
            });
        });
    });
    connect(w, &MainWindow::waveWanted, this, [this](const AlarmId& alarm) {
        if (!m_opened)
            return;
        m_wave = alarm;
        analyse(m_opened);
    });
    connect(w, &MainWindow::noteWanted, this, &IncidentController::writeNote);
    connect(w, &MainWindow::nameMapped, this, [this](const QString& name, const QString& service) {
        mapName(name.toStdString(), service.toStdString());
    });
    connect(w, &MainWindow::correctionWanted, this, &IncidentController::correct);
    connect(w, &MainWindow::anchorWanted, this, &IncidentController::anchor);
    connect(w, &MainWindow::readAgainWanted, this, &IncidentController::readAgain);
    connect(w, &MainWindow::undoWanted, this, [this] { undoOrRedo(true); });
    connect(w, &MainWindow::redoWanted, this, [this] { undoOrRedo(false); });
    connect(w, &MainWindow::cancelWanted, this, [this] {
        m_writerThread.cancel("import");
        m_analysisThread.cancel("analyse");
        m_logDesk.cancelCopy();
        m_window.clearProgress();
    });
    connect(&m_logDesk, &LogDesk::progressed, w, [w](const QString& words, double share) {
        words.isEmpty() ? w->clearProgress() : w->setProgress(words.toStdString(), share);
    });
    connect(w, &MainWindow::themeChosen, this, [this](ThemeChoice choice) {
        m_settings.setTheme(choice == ThemeChoice::Light ? "light" : choice == ThemeChoice::Dark ? "dark" : "system");
    });
}

void IncidentController::withData(const std::string& kind, DataJob job) {
    if (!m_data)
        return;
    m_dataThread.post(
        kind, [data = m_data, g = m_generation, job = std::move(job)](std::stop_token stop) { job(*data, stop, g); });
}

void IncidentController::withWriter(DataJob job) {
    if (!m_data)
        return;
    m_writerThread.enqueue([this, data = m_data, g = m_generation, job = std::move(job)](std::stop_token stop) {
        job(*data, stop, g);
        deliver(g, [data] {}); // a file is closed where it is read
    });
}

void IncidentController::deliver(int generation, std::function<void()> what, std::source_location where) {
    // Queued to this object: Qt drops it if the controller is gone. A later open() outdates it.
    QMetaObject::invokeMethod(
        this,
        [this, generation, where, what = std::move(what)]() mutable {
            WatchedApplication::nameHandler(where);
            if (generation == m_generation)
                return what();
            // Outdated: what it holds, perhaps the last hold on a file, is let go where files are closed.
            m_dataThread.enqueue([outdated = std::move(what)](std::stop_token) {});
        },
        Qt::QueuedConnection);
}

void IncidentController::fail(const Error& error) {
    if (error.code == ErrorCode::Cancelled)
        return;
    m_lastError = error;
    if (m_fate != FileFate::Same && m_fate != FileFate::Written)
        return; // the banner says why already
    m_window.showError(error);
    lookAtFile(); // it may be the reason
}

void IncidentController::open(const std::string& path) {
    ++m_generation;
    m_lastError.reset();
    m_fate = FileFate::Same;
    m_window.clearError();
    m_window.clearNotice();
    m_analysisThread.cancel("analyse");
    m_writerThread.cancel("import");
    m_writerThread.cancel("keep");
    m_isCreating = false;
    m_waiting.clear();
    m_window.setProgress("Opening", -1);
    m_isExample = path.starts_with(cacheFolder());
    closeFile();
    m_dataThread.post("open", [this, path, g = m_generation](std::stop_token) {
        auto opened = IncidentData::open(path);
        if (!opened)
            return deliver(g, [this, error = opened.error()] {
                m_window.clearProgress();
                fail(error);
            });
        std::shared_ptr<IncidentData> data = std::move(*opened);
        deliver(g, [this, data, path] {
            m_data = data;
            m_path = path;
            m_isReadOnly = data->isReadOnly();
            if (!m_isExample) {
                m_settings.addRecent(path);
                showRecent();
            }
            load(data, false);
        });
    });
}

void IncidentController::close() {
    ++m_generation;
    m_lastError.reset();
    m_window.clearError();
    m_window.clearNotice();
    m_window.clearProgress();
    m_analysisThread.cancel("analyse");
    m_writerThread.cancel("import");
    m_writerThread.cancel("keep");
    m_isCreating = false;
    m_waiting.clear();
    closeFile();
    m_session.shown(m_shownPath = {});
    m_path.clear();
    m_isExample = false;
    m_answer.reset();
    retire(std::exchange(m_opened, nullptr));
    m_window.setUndo("", "");
    show(nullptr);
}

/// Lets go of the open file, on the data thread and before the next one is opened: it may be the same file.
void IncidentController::closeFile() {
    m_logDesk.close();
    m_templateDesk.close();
    m_sqlDesk.close();
    m_dataThread.enqueue([this, old = std::move(m_data)](std::stop_token) mutable {
        m_logDesk.drain(); // their connections go before the lock
        m_templateDesk.drain();
        m_sqlDesk.drain();
        old.reset();
    });
    m_data.reset();
    m_book = std::make_shared<std::optional<ChangePointBook>>();
}

void IncidentController::load(std::shared_ptr<IncidentData> data, bool isReload) {
    m_dataThread.post("load", [this, data, isReload, path = m_path, isReadOnly = m_isReadOnly,
                               answer = isReload ? m_answer : nullptr, g = m_generation](std::stop_token) {
        if (const auto fresh = isReload ? data->refresh() : Result<void>(); !fresh)
            return deliver(g, [this, error = fresh.error()] { fail(error); });
        auto read = readIncident(data->session());
        if (!read)
            return deliver(g, [this, error = read.error()] {
                m_window.clearProgress();
                fail(error);
            });
        const auto undo = store::undoTitle(data->session().database());
        const auto redo = store::redoTitle(data->session().database());
        auto opened = std::make_shared<const OpenedIncident>(std::move(*read));
        deliver(g, [this, opened, isReload, undo, redo, view = viewOf(*opened, path, isReadOnly, answer.get())] {
            retire(std::exchange(m_opened, opened));
            m_logDesk.look(m_path);
            m_templateDesk.look(m_path);
            m_sqlDesk.look(m_path);
            m_waves.reset();
            if (!isReload) {
                m_answer.reset();
                m_wave.reset();
            }
            show(view);
            if (!isReload)
                m_timelineDesk.opened(m_path);
            if (!isReload || m_shownPath != m_path)
                m_session.shown(m_shownPath = m_path);
            m_timelineDesk.wasRead();
            m_boardDesk.wasRead();
            readNames();
            m_window.setUndo(undo ? undo->value_or("") : "", redo ? redo->value_or("") : "");
            analyse(opened);
        });
    });
}

void IncidentController::readNames() {
    withData("names", [this](IncidentData& data, std::stop_token, int g) {
        auto names = nameTable(data.session(), kNamesShown);
        if (!names)
            return deliver(g, [this, error = names.error()] { fail(error); });
        deliver(g, [this, shared = std::make_shared<const ServiceNames>(std::move(*names))] {
            m_window.setServiceNames(shared);
        });
    });
}

void IncidentController::openExample(const std::string& id) {
    const std::string path = fmt::format("{}/{}-v{}.foreshock", cacheFolder(), id, store::newestSchemaVersion());
    if (std::filesystem::exists(path))
        return open(path);
    ++m_generation;
    m_lastError.reset();
    m_window.setProgress("Recording the example", -1);
    m_dataThread.post("open", [this, id, path, g = m_generation](std::stop_token stop) {
        const auto make = [&]() -> Result<void> {
            const auto scenario = loadScenario(id);
            if (!scenario)
                return scenario.error();
            const std::string unfinished = fmt::format("{}.{}.part", path, QCoreApplication::applicationPid());
            {
                auto file = store::IncidentFile::openOrCreate(unfinished);
                if (!file)
                    return file.error();
                if (const auto report = recordScenario(*file, *scenario, {1, 1, "", scenario->end}, {}, stop); !report)
                    return report.error();
                if (const auto closed = file->close(); !closed)
                    return closed;
            }
            std::error_code problem;
            std::filesystem::rename(unfinished, path, problem);
            return problem ? Result<void>(
                                 Error{ErrorCode::Io, "can't store the example", path, "Check the folder's free space"})
                           : Result<void>();
        };
        const auto made = make();
        deliver(g, [this, path, made] {
            if (made)
                return open(path);
            m_window.clearProgress();
            fail(made.error());
        });
    });
}

void IncidentController::settle() {
    // Wishes lead to jobs, jobs to deliveries, deliveries to wishes: a few rounds bring it to rest.
    for (int round = 0; round < 12; ++round) {
        m_window.flush();
        m_writerThread.drain();
        m_dataThread.drain();
        m_analysisThread.drain();
        m_importDesk.drain();
        m_logDesk.drain();
        m_templateDesk.drain();
        m_sqlDesk.drain();
        QCoreApplication::sendPostedEvents();
        QCoreApplication::processEvents();
    }
}

} // namespace foreshock
