// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/incident_controller.h"

#include "app/window/import_words.h"
#include "app/window/incident_lanes.h"
#include "app/window/scope_times.h"
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
    , m_timelineDesk(window, dialogs, settings,
                     {[this](const std::string& kind, DataJob job) { withData(kind, std::move(job)); },
                      [this](int g, std::function<void()> what) { deliver(g, std::move(what)); },
                      [this](const Error& error) { fail(error); }, [this] { return m_opened; },
                      [this](const Note& note, const std::string& title) { addNote(note, title); }})
    , m_logDesk(window.logPanel())
    , m_templateDesk(window.templates()) {
    QueryBar& queries = m_window.logPanel().filter();
    queries.setHistory(m_settings.logQueries());
    connect(&queries, &QueryBar::historyChanged, this,
            [this](const QStringList& history) { m_settings.setLogQueries(history); });
    auto& commands = *m_window.findChild<CommandDesk*>();
    commands.setTimeReader(readTimeIn);
    commands.setRecent(m_settings.recentCommands());
    connect(&commands, &CommandDesk::recentChanged, this,
            [this](const QStringList& keys) { m_settings.setRecentCommands(keys); });
    m_window.setRecent(m_settings.recentFiles());
    m_window.setThemeChoice(themeChoice(m_settings.theme()));
    connectWishes();
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
    connect(&m_importDesk, &ImportDesk::storeWanted, this, &IncidentController::storeFiles);
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
    connect(w, &MainWindow::undoWanted, this, [this] { undoOrRedo(true); });
    connect(w, &MainWindow::redoWanted, this, [this] { undoOrRedo(false); });
    connect(w, &MainWindow::cancelWanted, this, [this] {
        m_writerThread.cancel("import");
        m_analysisThread.cancel("analyse");
        m_window.clearProgress();
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

void IncidentController::deliver(int generation, std::function<void()> what) {
    // Queued to this object: Qt drops it if the controller is gone. A later open() outdates it.
    QMetaObject::invokeMethod(
        this,
        [this, generation, what = std::move(what)]() mutable {
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
    m_window.showError(error);
}

void IncidentController::open(const std::string& path) {
    ++m_generation;
    m_lastError.reset();
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
                m_window.setRecent(m_settings.recentFiles());
            }
            load(data, false);
        });
    });
}

/// Lets go of the open file, on the data thread and before the next one is opened: it may be the same file.
void IncidentController::closeFile() {
    m_logDesk.close();
    m_templateDesk.close();
    m_dataThread.enqueue([this, old = std::move(m_data)](std::stop_token) mutable {
        m_logDesk.drain(); // their connections go before the lock
        m_templateDesk.drain();
        old.reset();
    });
    m_data.reset();
    m_book = std::make_shared<std::optional<ChangePointBook>>();
}

void IncidentController::load(std::shared_ptr<IncidentData> data, bool isReload) {
    m_dataThread.post("load", [this, data, isReload, g = m_generation](std::stop_token) {
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
        deliver(g, [this, opened, isReload, undo, redo] {
            m_opened = opened;
            m_logDesk.look(m_path);
            m_templateDesk.look(m_path);
            m_waves.reset();
            if (!isReload) {
                m_answer.reset();
                m_wave.reset();
            }
            showIncident();
            if (!isReload)
                m_timelineDesk.opened(m_path);
            m_timelineDesk.wasRead();
            readNames();
            m_window.setUndo(undo ? undo->value_or("") : "", redo ? redo->value_or("") : "");
            analyse(opened);
        });
    });
}

void IncidentController::showIncident() {
    auto view = std::make_shared<IncidentView>();
    const Incident& incident = m_opened->incident;
    view->title = incident.title;
    view->fileName = std::filesystem::path(m_path).filename().string();
    view->zoneName = incident.zone;
    view->extent = m_opened->extent;
    view->services = incident.services;
    view->dependencies = incident.dependencies;
    view->changes = incident.changes;
    view->alarms = incident.alarms;
    view->notes = incident.notes;
    view->series = laneOrder(incident, m_answer.get());
    view->sources = m_opened->sources;
    view->logRecords = m_opened->logRecords;
    view->samples = m_opened->samples;
    if (!incident.alarms.empty())
        view->firstAlarm = m_answer && !m_answer->alarms.empty() ? m_answer->firstAlarm : incident.alarms.front().start;
    view->isReadOnly = m_isReadOnly;
    m_window.logPanel().setFile(QString::fromStdString(m_path));
    m_window.setIncident(view);
}

void IncidentController::analyse(std::shared_ptr<const OpenedIncident> opened) {
    m_window.setProgress("Ranking the changes", -1);
    RankRequest request;
    if (m_wave && knowsAlarm(opened->incident, *m_wave))
        request.alarm = m_wave;
    const bool hasWaves = m_waves != nullptr;
    m_analysisThread.post("analyse", [this, opened, request, hasWaves, path = m_path, book = m_book,
                                      g = m_generation](std::stop_token stop) {
        const auto begun = std::chrono::steady_clock::now();
        auto session = IncidentSession::open(path, {}, stop); // its own look: the other one lives on the data thread
        auto answer = session ? recallOrRank(*session, opened->incident, opened->version, request, stop)
                              : Result<Recalled<Answer>>(session.error());
        const Duration took{
            std::chrono::duration_cast<std::chrono::nanoseconds>(std::chrono::steady_clock::now() - begun).count()};
        if (!answer)
            return deliver(g, [this, error = answer.error()] {
                m_window.clearProgress();
                fail(error);
            });
        auto shared = std::make_shared<const Answer>(std::move(answer->found));
        deliver(g, [this, shared, took, toKeep = std::move(answer->toKeep)] {
            keepAnswer(toKeep);
            m_answer = shared;
            m_window.clearProgress();
            m_window.setAnalysisTime(took);
            showIncident();
            m_window.setAnswer(shared);
        });
        if (!hasWaves) { // after the answer, which never waits for them
            auto waves = recallOrRankWaves(*session, opened->incident, opened->version, request, *shared, stop);
            if (!waves)
                return deliver(g, [this, error = waves.error()] { fail(error); });
            deliver(g, [this, opened, toKeep = std::move(waves->toKeep),
                        all = std::make_shared<const AlarmWaves>(std::move(waves->found))] {
                keepAnswer(toKeep);
                if (opened != m_opened)
                    return; // read anew meanwhile: its own are on their way
                m_waves = all;
                m_window.setWaves(all);
            });
        }
        if (auto storms = askStorms(*session, stop))
            deliver(g, [this, all = std::make_shared<const AlarmStorms>(std::move(*storms))] {
                m_window.timeline().setStorms(all);
            });
        // Where lanes are looked at: a day around the first alarm, or the last two. A year of samples would keep a
        // processor busy for minutes.
        constexpr Duration kDay = Duration::hours(24);
        const Instant middle = shared->alarms.empty() ? opened->extent.to - kDay : shared->firstAlarm;
        const TimeRange range{middle - kDay, middle + kDay};
        if (!*book)
            *book = ChangePointBook::open(*session);
        for (const SeriesData& series : opened->incident.series) {
            auto points = (*book)->points(*session, series.info, range, stop);
            if (!points)
                return;
            deliver(g, [this, id = series.info.id, found = std::move(*points)]() mutable {
                m_window.setChangePoints(id, std::move(found));
            });
        }
        deliver(g, [this, toKeep = (*book)->endRound()] { keepAnswer(toKeep); });
    });
}

/// In the file, by the writer; nobody waits for it, and nobody is told where there was no room.
void IncidentController::keepAnswer(const std::optional<ToKeep>& answer) {
    if (!answer || !m_data || m_isReadOnly || !m_keepsAnswers)
        return;
    m_writerThread.enqueue(
        [this, g = m_generation, data = m_data, kept = *answer](std::stop_token) {
            (void)keep(*data->file(), kept);
            deliver(g, [data] {}); // a file is closed where it is read
        },
        "keep");
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

std::string IncidentController::newIncidentPath() const {
    const std::string day = QDateTime::currentDateTime().toString("yyyy-MM-dd-hhmmss").toStdString();
    return incidentsFolder() + "/incident-" + day + ".foreshock";
}

void IncidentController::import(const QStringList& files) {
    if (files.isEmpty())
        return;
    const bool isAdded = m_data && !m_isExample && !m_isCreating;
    if (isAdded && m_isReadOnly)
        return storeFiles({}); // which says why not
    if (m_dialogs.previewsImports())
        return m_importDesk.ask(files, isAdded ? m_path : std::string(),
                                isAdded ? QString::fromStdString(std::filesystem::path(m_path).filename().string())
                                        : tr("a new incident"));
    ImportRequest request;
    for (const QString& file : files)
        request.paths.push_back(file.toStdString());
    request.now = systemNow();
    storeFiles(request);
}

void IncidentController::storeFiles(const ImportRequest& request) {
    if (m_isCreating) { // it joins the drop that is making the file
        m_waiting.push_back(request);
        return;
    }
    if (m_data && m_isReadOnly && !m_isExample)
        return fail({ErrorCode::Locked, "the incident file is open read-only", m_path,
                     "Close the other program that writes it, or copy it to a folder that you may write to"});
    if (m_data && !m_isExample)
        return importInto(m_data, request);
    m_isCreating = true;
    // Examples never take imports, and a drop without an open file starts a new incident.
    ++m_generation;
    closeFile();
    m_lastError.reset();
    m_window.clearError();
    m_window.clearNotice();
    const std::string path = newIncidentPath();
    m_dataThread.post("open", [this, path, request, g = m_generation](std::stop_token) {
        {
            const auto made = store::IncidentFile::openOrCreate(path);
            if (!made)
                return deliver(g, [this, error = made.error()] {
                    m_isCreating = false;
                    fail(error);
                });
        }
        auto opened = IncidentData::open(path);
        if (!opened)
            return deliver(g, [this, error = opened.error()] {
                m_isCreating = false;
                fail(error);
            });
        std::shared_ptr<IncidentData> data = std::move(*opened);
        deliver(g, [this, data, path, request] {
            m_isCreating = false;
            m_data = data;
            m_path = path;
            m_isExample = false;
            m_isReadOnly = data->isReadOnly();
            m_settings.addRecent(path);
            m_window.setRecent(m_settings.recentFiles());
            importInto(data, request);
            for (const ImportRequest& waiting : std::exchange(m_waiting, {}))
                importInto(data, waiting);
        });
    });
}

void IncidentController::importInto(std::shared_ptr<IncidentData> data, const ImportRequest& request) {
    m_window.setProgress("Importing", 0);
    m_writerThread.enqueue(
        [this, data, request, g = m_generation](std::stop_token stop) {
            const auto begun = std::chrono::steady_clock::now();
            auto last = begun;
            const auto report = importPaths(
                data->file(), request,
                [&](const ImportProgress& p) {
                    // The first answer does not wait for the logs.
                    if (p.step == ImportProgress::Step::FeedsStored)
                        return deliver(g, [this, data] { load(data, true); });
                    const auto now = std::chrono::steady_clock::now();
                    if (now - last < std::chrono::milliseconds(100))
                        return;
                    last = now;
                    const double share = p.total ? static_cast<double>(p.done) / static_cast<double>(p.total) : -1;
                    const std::string words = importProgressText(p, std::chrono::duration<double>(now - begun).count());
                    deliver(g, [this, share, words] { m_window.setProgress(words, share); });
                },
                stop);
            std::optional<Error> problem;
            if (!report)
                problem = report.error();
            else if (!report->problems.empty())
                problem = report->problems.front();
            else
                for (const ImportedSource& source : report->sources)
                    if (source.problem && !problem)
                        problem =
                            Error{source.problem->code, source.problem->message, source.path, source.problem->help};
            const ImportWords words = report ? importWords(*report) : ImportWords{};
            deliver(g, [this, data, problem, words] {
                m_window.clearProgress();
                load(data, true);
                if (!words.text.isEmpty())
                    m_window.showNotice(words.text, words.hasRejected);
                if (problem && problem->code == ErrorCode::Cancelled)
                    m_window.showError({ErrorCode::Cancelled, "Import cancelled", "", problem->help});
                else if (problem)
                    fail(*problem);
            });
        },
        "import");
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
        QCoreApplication::sendPostedEvents();
        QCoreApplication::processEvents();
    }
}

} // namespace foreshock
