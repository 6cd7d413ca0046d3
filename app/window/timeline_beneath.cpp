// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
// What lies under the present: the same clock time on earlier days, another period, another incident.
#include "app/window/other_incident.h"
#include "app/window/timeline_desk.h"
#include "app/workflows/baseline.h"
#include "model/base/time_text.h"
#include "views/time_scope/time_scope.h"
#include "views/timeline/timeline_view.h"
#include "views/workbench/timeline_menu.h"

#include <filesystem>

namespace foreshock {

void TimelineDesk::connectComparison() {
    TimelineMenu* menu = &m_window.timelineMenu();
    connect(menu, &TimelineMenu::compareWanted, this, &TimelineDesk::compare);
    connect(menu, &TimelineMenu::compareTypedWanted, this, &TimelineDesk::compareTyped);
    connect(menu, &TimelineMenu::compareFileWanted, this, &TimelineDesk::compareFile);
    connect(&m_window.timeline(), &TimelineView::comparisonEndWanted, this, &TimelineDesk::endComparison);
    connect(&m_window.timeline(), &TimelineView::seriesWindowWanted, this, &TimelineDesk::answerBeneath);
}

void TimelineDesk::endComparison() {
    m_beneath.reset();
    m_window.timeline().setCompared(std::nullopt);
}

void TimelineDesk::compare(Duration earlier) {
    if (earlier.ns == 0)
        return endComparison();
    const bool isLater = earlier.ns < 0;
    const Duration by{std::abs(earlier.ns)};
    const std::string words = by == Duration::hours(24)       ? "a day"
                              : by == Duration::hours(24 * 7) ? "a week"
                                                              : durationText(by);
    m_beneath = Beneath{earlier, QString::fromStdString(words + (isLater ? " later" : " earlier")), nullptr};
    m_window.timeline().askAgain();
}

void TimelineDesk::compareTyped() {
    const auto text = m_dialogs.text(&m_window, tr("Compare with"), tr("So much earlier: 2h, 90m, 3d"));
    if (!text)
        return;
    const auto by = parseDuration(text->toStdString());
    if (!by || by->ns == 0)
        return m_office.fail({ErrorCode::Invalid, "\"" + text->toStdString() + "\" is no length of time", "",
                              "Write it like 2h, 90m or 3d"});
    compare(*by);
}

void TimelineDesk::compareFile() {
    const auto path = m_dialogs.fileToOpen(&m_window);
    const auto ours = m_window.scope().firstAlarm();
    if (!path)
        return;
    if (!ours)
        return m_office.fail({ErrorCode::Invalid, "this incident has no alarm to lay the other one at", "",
                              "Compare with a time of this incident instead"});
    m_office.withData(
        "other", [this, path = path->toStdString(), ours = *ours](IncidentData&, std::stop_token stop, int g) {
            const auto other = OtherIncident::open(path, stop);
            if (!other)
                return m_office.deliver(g, [this, error = other.error()] { m_office.fail(error); });
            m_office.deliver(g, [this, other = *other, path, ours] {
                const QString name = QString::fromStdString(std::filesystem::path(path).stem().string());
                m_beneath = Beneath{ours - other->trigger(), tr("%1, first alarms together").arg(name), other};
                m_window.timeline().askAgain();
            });
        });
}

void TimelineDesk::answerBeneath(const std::vector<SeriesId>& series, TimeRange range, int pixels) {
    const Zone zone = m_window.scope().zone();
    const std::vector<SeriesInfo> infos = infosOf(series);
    if (m_beneath)
        m_office.withData("beneath", [this, infos, range, pixels, beneath = *m_beneath](IncidentData& data,
                                                                                        std::stop_token stop, int g) {
            Compared compared{beneath.words, {}};
            const TimeRange there{range.from - beneath.earlier, range.to - beneath.earlier};
            for (const SeriesInfo& info : infos) {
                const SeriesInfo* like = beneath.file ? beneath.file->find(info) : &info;
                if (stop.stop_requested())
                    return;
                if (!like)
                    continue;
                auto& reader = beneath.file ? beneath.file->series() : data.series();
                auto window = reader.window(*like, there, pixels);
                if (!window)
                    return m_office.deliver(g, [this, error = window.error()] { m_office.fail(error); });
                compared.windows.emplace(info.id, movedBy(std::move(*window), beneath.earlier));
            }
            m_office.deliver(g, [this, compared = std::move(compared)] {
                if (m_beneath)
                    m_window.timeline().setCompared(compared);
            });
        });
    m_office.withData("baseline", [this, infos, range, zone](IncidentData& data, std::stop_token stop, int g) {
        std::vector<BaselineBand> bands;
        for (const SeriesInfo& info : infos) {
            auto band = baselineBand(data.series(), info, range, zone, stop);
            if (!band)
                return m_office.deliver(g, [this, error = band.error()] { m_office.fail(error); });
            bands.push_back(std::move(*band));
        }
        m_office.deliver(g, [this, bands = std::move(bands)] { m_window.timeline().setBaselines(bands); });
    });
}

} // namespace foreshock
