// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
// What a person types rather than imports, and what the start page knows of files.
#include "app/window/incident_controller.h"
#include "app/workflows/collect_commands.h"
#include "model/base/clock.h"
#include "model/base/time_text.h"
#include "model/domain/marked_start.h"
#include "model/store/edits.h"
#include "model/store/typed_writer.h"
#include "views/time_scope/time_scope.h"

#include <QClipboard>
#include <QDateTime>
#include <QFileInfo>
#include <QGuiApplication>

namespace foreshock {

void IncidentController::connectTyping() {
    MainWindow* w = &m_window;
    connect(w, &MainWindow::startMarked, this, &IncidentController::markStart);
    connect(w, &MainWindow::changeTyped, this, &IncidentController::typeChange);
    connect(w, &MainWindow::edgesTyped, this, &IncidentController::typeEdges);
    connect(w, &MainWindow::seriesCommandsWanted, this, &IncidentController::copySeriesCommands);
    connect(w, &MainWindow::closeIncidentWanted, this, &IncidentController::close);
    connect(w, &MainWindow::zoneChosen, this, [this] {
        if (m_opened) // the sentences of the answer name times
            analyse(m_opened);
    });
    connect(w, &MainWindow::firstMarksDismissed, this, [this] { m_settings.setKnowsFirstMarks(); });
    connect(w, &MainWindow::forgetWanted, this, [this](const QString& file) {
        m_settings.forgetRecent(file);
        showRecent();
    });
}

void IncidentController::markStart(std::optional<Instant> at) {
    if (!mayEdit("start marks"))
        return;
    const std::string title =
        at ? "start marked at " + clockTextWithZone(*at, m_window.scope().zone()) : "start mark taken away";
    m_writerThread.enqueue([this, g = m_generation, data = m_data, at, title](std::stop_token) {
        const auto done = store::Edits(data->file()->database()).make(title, systemNow(), [&](store::Database& db) {
            return store::markStart(db, at, systemNow());
        });
        deliver(g, [this, data, done, isMarked = at.has_value()] {
            if (!done)
                return fail(done.error());
            if (isMarked)
                m_wave.reset(); // what was chosen before gives way to what is said now
            load(data, true);
        });
    });
}

void IncidentController::typeChange(const Change& change) {
    if (!mayEdit("changes"))
        return;
    m_writerThread.enqueue([this, g = m_generation, data = m_data, change](std::stop_token) {
        const auto done = store::Edits(data->file()->database())
                              .correct("change typed: " + change.title, systemNow(), [&](store::Database& db) {
                                  return store::addTypedChange(db, change, systemNow());
                              });
        deliver(g, [this, data, done] { done ? load(data, true) : fail(done.error()); });
    });
}

void IncidentController::typeEdges(const std::vector<Dependency>& edges) {
    if (!mayEdit("edges"))
        return;
    const std::string title =
        edges.size() == 1 ? "edge " + edges[0].from.value + " \u2192 " + edges[0].to.value : "edges of the map";
    m_writerThread.enqueue([this, g = m_generation, data = m_data, edges, title](std::stop_token) {
        const auto done = store::Edits(data->file()->database()).correct(title, systemNow(), [&](store::Database& db) {
            return store::addTypedDependencies(db, edges, systemNow());
        });
        deliver(g, [this, data, done] { done ? load(data, true) : fail(done.error()); });
    });
}

void IncidentController::copySeriesCommands(const ServiceId& service) {
    CollectRequest request;
    request.now = m_window.scope().extent().isEmpty() ? systemNow() : m_window.scope().extent().to;
    request.service = service.value;
    std::string text;
    for (const CollectCommand& c : collectCommands(request))
        if (c.kind == "metrics") // a line "in such a menu: do this" is no command
            text += "# " + c.from + (c.command.starts_with("in ") ? "\n#   " : "\n") + c.command + "\n";
    QGuiApplication::clipboard()->setText(QString::fromStdString(text));
    m_window.showNotice(tr("Copied: the commands that export the series of %1. Run one where it can reach, then import "
                           "its file.")
                            .arg(QString::fromStdString(service.value)),
                        false);
}

void IncidentController::showRecent() {
    RecentFiles files;
    for (const QString& path : m_settings.recentFiles()) {
        const QDateTime opened = m_settings.opened(path).toLocalTime();
        files.push_back(
            {path, opened.isValid() ? opened.toString("d MMM yyyy hh:mm ") + opened.timeZoneAbbreviation() : QString(),
             false});
    }
    m_window.setRecent(files);
    // A file may lie on a disk that takes its time: other threads look after it.
    m_analysisThread.enqueue([this, files](std::stop_token) mutable {
        bool isMissing = false;
        for (RecentFile& file : files) {
            file.isMissing = !QFileInfo::exists(file.path);
            isMissing = isMissing || file.isMissing;
        }
        if (isMissing)
            QMetaObject::invokeMethod(
                this,
                [this, files = std::move(files)] {
                    if (files.size() == static_cast<std::size_t>(m_settings.recentFiles().size()))
                        m_window.setRecent(files);
                },
                Qt::QueuedConnection);
    });
}

} // namespace foreshock
