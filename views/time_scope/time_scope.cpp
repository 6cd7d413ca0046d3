// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/time_scope/time_scope.h"

#include <QDateTime>
#include <cmath>

namespace foreshock {

TimeScope::TimeScope(QObject* parent)
    : QObject(parent) {
    m_history.restart(m_view);
}

void TimeScope::setExtent(TimeRange extent) {
    if (extent == m_extent)
        return;
    const bool showedAll = m_view.range == m_extent || m_view.range.isEmpty();
    m_extent = extent;
    emit extentChanged();
    if (showedAll) {
        m_view.range = extent;
        m_history.restart(m_view);
        m_isTouched = false;
        emit rangeChanged();
        emit historyChanged();
    }
}

void TimeScope::setZone(const Zone& zone) {
    if (m_zone == zone)
        return;
    m_zone = zone;
    emit zoneChanged();
}

void TimeScope::setFirstAlarm(std::optional<Instant> at) {
    if (m_firstAlarm == at)
        return;
    m_firstAlarm = at;
    emit extentChanged();
}

/// Not shorter than the shortest, not longer than the incident with a margin, and never wholly outside it.
TimeRange TimeScope::kept(TimeRange range) const {
    if (m_extent.isEmpty())
        return range;
    const std::int64_t margin = m_extent.length().ns / 20 + Duration::seconds(1).ns;
    const std::int64_t longest = m_extent.length().ns + 2 * margin;
    std::int64_t length = std::max(range.length().ns, kShortest.ns);
    const std::int64_t middle = range.from.ns + range.length().ns / 2;
    if (length > longest)
        length = longest;
    std::int64_t from = length == range.length().ns ? range.from.ns : middle - length / 2;
    from = std::clamp(from, m_extent.from.ns - margin, m_extent.to.ns + margin - length);
    return {{from}, {from + length}};
}

void TimeScope::setRange(TimeRange range, Step step) {
    range = kept(range);
    if (range == m_view.range)
        return;
    m_view.range = range;
    m_isTouched = true;
    note(step, "range");
    emit rangeChanged();
}

void TimeScope::zoom(double factor, Instant about, Step step) {
    const double length = static_cast<double>(m_view.range.length().ns);
    if (length <= 0)
        return;
    const double share = static_cast<double>(about.ns - m_view.range.from.ns) / length;
    const double wanted = std::max(length * factor, static_cast<double>(kShortest.ns));
    const auto from = about.ns - std::llround(share * wanted);
    setRange({{from}, {from + std::llround(wanted)}}, step);
}

void TimeScope::pan(double share, Step step) {
    const Duration by{std::llround(static_cast<double>(m_view.range.length().ns) * share)};
    setRange({m_view.range.from + by, m_view.range.to + by}, step);
}

void TimeScope::fit() {
    setRange(m_extent, Step::Single);
}

void TimeScope::open(TimeRange range) {
    m_view.range = kept(range);
    m_isTouched = false;
    m_history.restart(m_view);
    emit rangeChanged();
    emit historyChanged();
}

void TimeScope::reveal(Instant at) {
    if (m_view.range.contains(at))
        return;
    const Duration half = m_view.range.length() / 2;
    setRange({at - half, at + half});
}

void TimeScope::reveal(TimeRange range) {
    const TimeRange& now = m_view.range;
    if (now.from <= range.from && range.to <= now.to)
        return;
    const Duration margin = range.length() / 10;
    if (range.length() <= now.length() * 9 / 10) {
        const Duration half = now.length() / 2;
        const Instant middle = range.from + range.length() / 2;
        setRange({middle - half, middle + half});
    } else {
        setRange({range.from - margin, range.to + margin});
    }
}

void TimeScope::setCursor(std::optional<Instant> at) {
    if (m_cursor == at)
        return;
    m_cursor = at;
    emit cursorChanged();
}

void TimeScope::setSelection(std::optional<TimeRange> range, Step step) {
    if (range && range->isEmpty())
        range.reset();
    if (m_view.selection == range)
        return;
    m_view.selection = range;
    note(step, "selection");
    emit selectionChanged();
}

void TimeScope::setService(const ServiceId& service) {
    if (m_view.service == service)
        return;
    m_view.service = service;
    note(Step::Single, "");
    emit serviceChanged();
}

void TimeScope::setFilter(const std::string& filter) {
    if (m_view.filter == filter)
        return;
    m_view.filter = filter;
    note(Step::Continuous, "filter");
    emit filterChanged();
}

void TimeScope::setTab(const std::string& tab) {
    if (m_view.tab == tab)
        return;
    const bool isFirst = m_view.tab.empty(); // where it stood when it was opened
    m_view.tab = tab;
    if (!isFirst)
        note(Step::Single, "");
}

void TimeScope::joinTab(const std::string& tab) {
    m_view.tab = tab;
    m_history.amend(m_view);
}

void TimeScope::setSuspect(const ChangeId& change) {
    if (m_view.suspect == change)
        return;
    m_view.suspect = change;
    note(Step::Single, "");
}

void TimeScope::forgetSuspect() {
    m_view.suspect = {};
}

void TimeScope::setLanes(const LaneSetup& lanes, Step step) {
    if (m_view.lanes == lanes)
        return;
    m_view.lanes = lanes;
    note(step, "lanes");
    emit lanesChanged();
}

void TimeScope::openLanes(const LaneSetup& lanes) {
    if (m_view.lanes == lanes)
        return;
    m_view.lanes = lanes;
    m_history.restart(m_view);
    emit lanesChanged();
    emit historyChanged();
}

void TimeScope::setMark(std::optional<Instant> at) {
    if (m_mark == at)
        return;
    m_mark = at;
    emit cursorChanged();
}

void TimeScope::note(Step step, const char* what) {
    m_history.add(m_view, step == Step::Continuous ? what : "", QDateTime::currentMSecsSinceEpoch());
    emit historyChanged();
}

void TimeScope::goBack() {
    if (m_history.canGoBack())
        show(m_history.back());
}

void TimeScope::goForward() {
    if (m_history.canGoForward())
        show(m_history.forward());
}

void TimeScope::show(const ScopeView& view) {
    const ScopeView before = std::exchange(m_view, view);
    m_isTouched = true;
    if (!(before.range == m_view.range))
        emit rangeChanged();
    if (before.selection != m_view.selection)
        emit selectionChanged();
    if (before.service != m_view.service)
        emit serviceChanged();
    if (before.filter != m_view.filter)
        emit filterChanged();
    if (!(before.lanes == m_view.lanes))
        emit lanesChanged();
    if (before.tab != m_view.tab)
        emit tabShown();
    if (before.suspect != m_view.suspect)
        emit suspectShown();
    emit historyChanged();
}

} // namespace foreshock
