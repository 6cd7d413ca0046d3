// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
// What is worked out of an open incident, and how it comes to be shown: other threads make what the window gets, it
// only swaps one for the other.
#include "app/window/incident_controller.h"
#include "app/window/view_of.h"
#include "app/workflows/alarm_questions.h"
#include "app/workflows/analyse.h"
#include "app/workflows/recall.h"
#include "views/log/log_panel.h"
#include "views/time_scope/time_scope.h"
#include "views/timeline/timeline_view.h"

#include <chrono>

namespace foreshock {

void IncidentController::show(std::shared_ptr<const IncidentView> view) {
    m_window.logPanel().setFile(QString::fromStdString(m_path));
    m_window.setIncident(view);
    retire(std::exchange(m_view, std::move(view)));
}

/// Letting go of millions of records takes as long as painting some frames: the data thread does it.
void IncidentController::retire(std::shared_ptr<const void> old) {
    if (old)
        m_dataThread.enqueue([last = std::move(old)](std::stop_token) {});
}

void IncidentController::analyse(std::shared_ptr<const OpenedIncident> opened) {
    m_window.setProgress("Ranking the changes", -1);
    m_analysisThread.post(
        "analyse",
        [this, g = m_generation,
         asked = Asked{opened, m_view, m_wave, m_book, m_path, m_waves != nullptr,
                       m_window.zoneChoice() == ZoneChoice::Incident ? std::string() : m_window.scope().zone().name()}](
            std::stop_token stop) { rank(asked, stop, g); });
}

/// On the analysis thread.
void IncidentController::rank(const Asked& asked, std::stop_token stop, int g) {
    const std::shared_ptr<const OpenedIncident>& opened = asked.opened;
    const auto begun = std::chrono::steady_clock::now();
    RankRequest request;
    if (asked.wave && knowsAlarm(opened->incident, *asked.wave))
        request.alarm = asked.wave;
    request.zone = asked.zone;
    auto session = IncidentSession::open(asked.path, {}, stop); // its own look: the other one lives on the data thread
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
    auto view = viewUnder(*shared, *opened, asked.view);
    deliver(g, [this, opened, shared, took, toKeep = std::move(answer->toKeep), view = std::move(view)]() mutable {
        keepAnswer(toKeep);
        m_answer = shared;
        m_window.clearProgress();
        m_window.setAnalysisTime(took);
        if (opened == m_opened) // else read anew meanwhile: what it shows is newer
            show(std::move(view));
        else
            retire(std::move(view));
        m_window.setAnswer(shared);
        if (m_isExample && m_keepsAnswers && !m_settings.knowsFirstMarks())
            m_window.showFirstMarks();
        if (m_keepsAnswers)
            m_boardDesk.ranked(*shared);
        retire(std::move(opened));
    });
    if (!asked.hasWaves) { // after the answer, which never waits for them
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
        deliver(g, [this, all = std::make_shared<const AlarmStorms>(std::move(*storms))] { m_window.setStorms(all); });
    findChangePoints(asked, *session, *shared, stop, g);
}

void IncidentController::findChangePoints(const Asked& asked, IncidentSession& session, const Answer& answer,
                                          std::stop_token stop, int g) {
    // Where lanes are looked at: a day around the first alarm, or the last two. A year of samples would keep a
    // processor busy for minutes.
    constexpr Duration kDay = Duration::hours(24);
    const Instant middle = answer.alarms.empty() ? asked.opened->extent.to - kDay : answer.firstAlarm;
    const TimeRange range{middle - kDay, middle + kDay};
    auto& book = *asked.book;
    if (!book)
        book = ChangePointBook::open(session);
    for (const SeriesData& series : asked.opened->incident.series) {
        auto points = book->points(session, series.info, range, stop);
        if (!points)
            return;
        deliver(g, [this, id = series.info.id, found = std::move(*points)]() mutable {
            m_window.setChangePoints(id, std::move(found));
        });
    }
    deliver(g, [this, toKeep = book->endRound()] { keepAnswer(toKeep); });
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

} // namespace foreshock
