// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Which line of which row stands where, and how the view is scrolled.
#include "views/log/log_line.h"
#include "views/log/log_view.h"
#include "views/time_scope/time_scope.h"

#include <QFontMetricsF>
#include <QScrollBar>
#include <algorithm>
#include <map>

namespace foreshock {

static constexpr std::int64_t kBarSteps = 1'000'000'000; ///< a scroll bar counts in 32 bits

LogPlace LogView::lastTop() const {
    return stack().lastTop(visibleRows());
}

LogSpot LogView::spotAt(int line) const {
    const LogStack lines = stack();
    return lines.at(lines.moved(top(), line));
}

/// Where a row's own record stands; null: not in sight.
std::optional<int> LogView::lineOf(std::int64_t row) const {
    const LogStack lines = stack();
    if (row < m_top || row >= m_top + visibleRows() + 1)
        return std::nullopt;
    std::int64_t line = -m_topLine;
    for (std::int64_t r = m_top; r < row; ++r)
        line += lines.linesOf(r);
    line += lines.recordLine(row);
    return line >= 0 && line < visibleRows() ? std::optional(static_cast<int>(line)) : std::nullopt;
}

void LogView::scrollTo(LogPlace place) {
    if (m_rows.isWhole()) {
        if (m_rows.isKnown())
            place = std::max(LogPlace{m_rows.begin(), 0}, std::min(place, lastTop()));
    } else { // not further into what is not known yet than it stands there already
        const LogPlace begin{std::min(m_top, m_rows.begin()), 0};
        place = std::max(begin, std::min(place, std::max(top(), lastTop())));
    }
    m_top = place.row;
    m_topLine = place.line;
    if (m_isFollowing && m_rows.isWhole() && top() < lastTop())
        setFollowing(false);
    updateBar();
    viewport()->update();
    m_askTimer.start();
}

/// As little as it takes.
void LogView::bringIntoSight(std::int64_t row) {
    if (lineOf(row))
        return;
    const LogStack lines = stack();
    const LogPlace own{row, lines.recordLine(row)};
    scrollTo(own < top() ? own : lines.moved(own, 1 - visibleRows()));
}

/// Where rows have more lines than one, a row is so many steps of the scroll bar.
int LogView::barSteps() const {
    const bool hasLines = m_around > 0 || m_folds.areAnyOpen();
    return hasLines && m_rows.matching() < kBarSteps / 32 ? 32 : 1;
}

/// By row once all are counted; until then by time.
void LogView::updateBar() {
    QScrollBar* bar = verticalScrollBar();
    const QSignalBlocker quiet(bar);
    if (!m_rows.isWhole()) {
        const LogRecord* first = m_rows.at(m_top);
        bar->setRange(0, static_cast<int>(kBarSteps));
        bar->setPageStep(static_cast<int>(kBarSteps / 50));
        bar->setSingleStep(static_cast<int>(kBarSteps / 1000));
        const auto length = static_cast<double>(std::max<std::int64_t>(1, m_scope.range().length().ns));
        if (first && !bar->isSliderDown())
            bar->setValue(static_cast<int>(static_cast<double>((first->time - m_scope.range().from).ns) / length *
                                           static_cast<double>(kBarSteps)));
        return;
    }
    const int steps = barSteps();
    const LogStack lines = stack();
    const auto stepOf = [&](LogPlace place) {
        return (place.row - m_rows.begin()) * steps + (steps > 1 ? place.line * steps / lines.linesOf(place.row) : 0);
    };
    const std::int64_t last = stepOf(lastTop()), at = std::clamp<std::int64_t>(stepOf(top()), 0, last);
    bar->setRange(0, static_cast<int>(std::min(last, kBarSteps)));
    bar->setPageStep(visibleRows() * (steps > 1 ? 8 : 1));
    bar->setSingleStep(steps > 1 ? 4 : 1);
    const double share = last > 0 ? static_cast<double>(at) / static_cast<double>(last) : 0;
    bar->setValue(last > kBarSteps ? static_cast<int>(share * kBarSteps) : static_cast<int>(at));
}

void LogView::scrollByBar(int value) {
    const double share = static_cast<double>(value) / static_cast<double>(kBarSteps);
    if (!m_rows.isWhole()) {
        const TimeRange& range = m_scope.range();
        turnTo(range.from + Duration{static_cast<std::int64_t>(share * static_cast<double>(range.length().ns))}, 0);
        return;
    }
    const int steps = barSteps();
    const LogPlace end = lastTop();
    const std::int64_t last = end.row - m_rows.begin();
    m_topLine = 0;
    if (steps > 1) {
        m_top = m_rows.begin() + value / steps;
        m_topLine = value % steps * stack().linesOf(m_top) / steps;
    } else {
        m_top = m_rows.begin() +
                (last > kBarSteps ? static_cast<std::int64_t>(share * static_cast<double>(last)) : std::int64_t{value});
    }
    if (m_isFollowing && top() < end)
        setFollowing(false);
    viewport()->update();
    m_askTimer.start();
}

/// The day is told where the range has more than one.
LogTimes LogView::times() const {
    return m_scope.range().length() > Duration::hours(24) ? LogTimes::Day : LogTimes::Clock;
}

LogColumns LogView::columnsNow() const {
    LogColumns out = LogColumns::of(m_columns, viewport()->width(), m_look.fonts, times());
    const double left = horizontalScrollBar()->value();
    out.mark -= left;
    for (LogColumns::Cell& cell : out.cells)
        cell.x -= left;
    return out;
}

void LogView::setColumns(const LogColumnSetup& columns) {
    if (m_columns == columns)
        return;
    m_columns = columns;
    updateAcross();
    viewport()->update();
    emit columnsChanged();
}

void LogView::updateAcross() {
    const double width = viewport()->width();
    const LogColumns columns = LogColumns::of(m_columns, width, m_look.fonts, times());
    horizontalScrollBar()->setRange(0, static_cast<int>(std::max(0.0, columns.total - width)));
    horizontalScrollBar()->setPageStep(static_cast<int>(width));
    horizontalScrollBar()->setSingleStep(m_look.fonts.px(20));
    emit columnsMoved();
}

std::vector<std::pair<std::string, int>> LogView::fieldsInSight() const {
    std::map<std::string, int> counts;
    const int around = visibleRows();
    for (std::int64_t row = m_top - around; row < m_top + 2 * around; ++row)
        if (const LogRecord* record = m_rows.at(row))
            for (const LogField& field : fieldsOf(*record))
                ++counts[field.name];
    std::vector<std::pair<std::string, int>> out(counts.begin(), counts.end());
    std::stable_sort(out.begin(), out.end(), [](const auto& a, const auto& b) { return a.second > b.second; });
    return out;
}

void LogView::fitColumn(int index) {
    const LogColumn& column = m_columns.columns()[static_cast<std::size_t>(index)];
    qsizetype longest = column.title().size();
    for (int line = 0; line < visibleRows(); ++line) {
        const LogRecord* record = spotAt(line).record;
        if (!record)
            continue;
        const LogLine words = LogLine::of(*record, m_scope.zone(), times());
        const auto size = [](const std::string& text) { return QString::fromStdString(text).size(); };
        const bool isField = column.kind == LogColumn::Kind::Field;
        longest = std::max({longest, column.kind == LogColumn::Kind::Host ? words.host.size() : 0,
                            column.kind == LogColumn::Kind::Service ? words.service.size() : 0,
                            column.kind == LogColumn::Kind::Time ? words.time.size() : 0,
                            column.kind == LogColumn::Kind::Message ? words.message.size() : 0,
                            isField ? size(m_fields.value(*record, column.field)) : 0});
    }
    LogColumnSetup columns = m_columns;
    columns.setChars(index, static_cast<int>(std::min<qsizetype>(longest, 60)));
    setColumns(columns);
}

int LogView::hitsInSight() const {
    int hits = 0;
    for (int line = 0; line < visibleRows(); ++line)
        if (const LogSpot spot = spotAt(line); spot.kind == LogSpot::Kind::Record && spot.row < m_rows.end())
            hits += stateOf(spot.row, spot.record).isHit ? 1 : 0;
    return hits;
}

void LogView::setFold(std::int64_t row, bool isOpen) {
    const LogRecord* record = m_rows.at(row);
    if (!record || m_folds.isOpen(*record) == isOpen)
        return;
    if (LogLine::linesBehind(*record) == 0) {
        if (isOpen)
            emit said(tr("this record has one line"));
        return;
    }
    m_folds.toggle(*record);
    scrollTo(top());
}

void LogView::toggleFold(std::int64_t row) {
    if (const LogRecord* record = m_rows.at(row))
        setFold(row, !m_folds.isOpen(*record));
}

void LogView::setAllFolds(bool areOpen) {
    m_folds.setAll(areOpen);
    m_topLine = 0;
    scrollTo(top());
    if (m_current)
        bringIntoSight(*m_current);
}

} // namespace foreshock
