// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Files that are dropped or chosen: into the open incident, or into a new one.
#include "app/window/import_words.h"
#include "app/window/incident_controller.h"
#include "app/workflows/import.h"
#include "model/base/clock.h"
#include "model/base/time_text.h"
#include "model/store/incident_file.h"
#include "views/time_scope/time_scope.h"

#include <QDateTime>

#include <chrono>
#include <filesystem>

namespace foreshock {
namespace {

/// So far apart, records are rarely of one incident.
constexpr Duration kFar = Duration::hours(24);

} // namespace

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

void IncidentController::storeOrAsk(const ImportRequest& request) {
    const TimeRange open = m_window.scope().extent(), files = m_importDesk.times();
    if (!m_data || m_isExample || m_isCreating || open.isEmpty() || files.isEmpty())
        return storeFiles(request);
    const Duration apart = files.to < open.from ? open.from - files.to : files.from - open.to;
    if (apart <= kFar)
        return storeFiles(request);
    const Zone zone = m_window.scope().zone();
    const QString question =
        tr("These records begin on %1, %2 %3 what is open (%4). Are they another incident?")
            .arg(QString::fromStdString(dayText(files.from, zone)), QString::fromStdString(durationText(apart)),
                 files.to < open.from ? tr("before") : tr("after"), QString::fromStdString(dayText(open.from, zone)));
    const int generation = m_generation;
    const DropPlace place = m_dialogs.placeOfFarFiles(&m_window, question);
    if (place == DropPlace::Nowhere || (place == DropPlace::ThisOne && generation != m_generation))
        return;
    storeFiles(request, place == DropPlace::NewIncident ? Into::New : Into::Open);
}

void IncidentController::storeFiles(const ImportRequest& request, Into into) {
    if (m_isCreating) { // it joins the drop that is making the file
        m_waiting.push_back(request);
        return;
    }
    if (m_data && m_isReadOnly && !m_isExample && into == Into::Open)
        return fail({ErrorCode::Locked, "the incident file is open read-only", m_path,
                     "Close the other program that writes it, or copy it to a folder that you may write to"});
    if (m_data && !m_isExample && into == Into::Open)
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
            showRecent();
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

} // namespace foreshock
