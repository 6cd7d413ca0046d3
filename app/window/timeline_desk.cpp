// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/timeline_desk.h"

#include "app/workflows/lane_limits.h"
#include "app/workflows/selection_stats.h"
#include "model/domain/named_range.h"
#include "views/time_scope/time_scope.h"
#include "views/timeline/timeline_view.h"
#include "views/workbench/timeline_menu.h"

#include <set>

namespace foreshock {

TimelineDesk::TimelineDesk(MainWindow& window, Dialogs& dialogs, WindowSettings& settings, Office office)
    : m_window(window)
    , m_dialogs(dialogs)
    , m_settings(settings)
    , m_office(std::move(office)) {
    m_keepTimer.setSingleShot(true);
    m_keepTimer.setInterval(400);
    TimeScope* scope = &m_window.scope();
    TimelineMenu* menu = &m_window.timelineMenu();
    connect(scope, &TimeScope::lanesChanged, this, [this] {
        m_isUnkept = true;
        m_keepTimer.start();
    });
    connect(&m_keepTimer, &QTimer::timeout, this, &TimelineDesk::flush);
    connect(menu, &TimelineMenu::layoutSaveWanted, this, &TimelineDesk::keepLayout);
    connect(menu, &TimelineMenu::layoutWanted, this, [this](const QString& name) {
        m_window.scope().setLanes(LaneSetup::fromText(m_settings.laneLayout(name).toStdString()));
    });
    connect(menu, &TimelineMenu::layoutDropWanted, this, [this](const QString& name) {
        m_settings.setLaneLayout(name, {});
        m_window.timelineMenu().setLayouts(m_settings.laneLayouts());
    });
    menu->setLayouts(m_settings.laneLayouts());
    connectComparison();
    const auto nameRange = [this](TimeRange range) {
        const auto name = m_dialogs.text(&m_window, tr("Name this range"), tr("Name"));
        if (name)
            m_office.addNote(noteOf({name->simplified().toStdString(), range}),
                             "range \"" + name->simplified().toStdString() + "\"");
    };
    connect(&m_window.timeline(), &TimelineView::rangeNameWanted, this, nameRange);
    connect(menu, &TimelineMenu::nameRangeWanted, this, [this, nameRange] {
        if (const auto selection = m_window.scope().selection())
            return nameRange(*selection);
        m_office.fail({ErrorCode::Invalid, "no range is selected", "", "Drag over the timeline, then press Ctrl+B"});
    });
    connect(menu, &TimelineMenu::rangeWanted, this, [this](const NamedRange& range) {
        m_window.scope().reveal(range.range);
        m_window.scope().setSelection(range.range);
    });
    connect(&m_window.timeline(), &TimelineView::selectionStatsWanted, this, &TimelineDesk::answerStats);
}

TimelineDesk::~TimelineDesk() {
    flush();
}

void TimelineDesk::opened(const std::string& path) {
    flush();
    endComparison();
    m_path = path;
    m_window.scope().openLanes(LaneSetup::fromText(m_settings.lanesOf(path).toStdString()));
    m_isUnkept = false;
    m_keepTimer.stop();
}

void TimelineDesk::wasRead() {
    const auto opened = m_office.opened();
    m_office.withData("limits", [this, opened](IncidentData&, std::stop_token, int g) {
        std::map<SeriesId, double> limits;
        for (const auto& [series, limit] : declaredLimits(opened->incident))
            limits.emplace(series, limit.value);
        m_office.deliver(g, [this, limits] { m_window.timeline().setDeclaredLimits(limits); });
    });
    m_window.timelineMenu().setRanges(opened ? namedRanges(opened->incident.notes) : std::vector<NamedRange>());
}

void TimelineDesk::flush() {
    if (!m_isUnkept || m_path.empty())
        return;
    m_isUnkept = false;
    m_keepTimer.stop();
    m_settings.setLanesOf(m_path, QString::fromStdString(m_window.scope().lanes().text()));
}

std::vector<SeriesInfo> TimelineDesk::infosOf(const std::vector<SeriesId>& series) const {
    std::vector<SeriesInfo> out;
    const std::set<SeriesId> wanted(series.begin(), series.end());
    if (const auto opened = m_office.opened())
        for (const SeriesData& known : opened->incident.series)
            if (wanted.contains(known.info.id))
                out.push_back(known.info);
    return out;
}

void TimelineDesk::answerStats(const std::vector<SeriesId>& series, TimeRange range) {
    m_office.withData("stats", [this, infos = infosOf(series), range](IncidentData& data, std::stop_token stop, int g) {
        auto stats = selectionStats(data.session(), data.series(), infos, range, stop);
        if (!stats)
            return m_office.deliver(g, [this, error = stats.error()] { m_office.fail(error); });
        m_office.deliver(g, [this, stats = std::move(*stats)] { m_window.timeline().setSelectionStats(stats); });
    });
}

void TimelineDesk::keepLayout() {
    const QString text = QString::fromStdString(m_window.scope().lanes().text());
    const auto name = m_dialogs.text(&m_window, tr("Keep this layout"), tr("Name of the layout"));
    if (!name)
        return;
    m_settings.setLaneLayout(name->left(80), text.isEmpty() ? QStringLiteral("usual") : text);
    m_window.timelineMenu().setLayouts(m_settings.laneLayouts());
}

} // namespace foreshock
