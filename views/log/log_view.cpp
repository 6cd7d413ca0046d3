// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
// What the view asks for, and what it does with the answers; log_view_events.cpp has hand and paint.
#include "views/log/log_view.h"

#include "model/base/text.h"
#include "views/log/log_line.h"
#include "views/log/log_row_painter.h"
#include "views/time_scope/time_scope.h"

#include <QLocale>
#include <QPushButton>
#include <QScrollBar>
#include <algorithm>

namespace foreshock {

LogView::LogView(TimeScope& scope, QWidget* parent)
    : QAbstractScrollArea(parent)
    , m_scope(scope) {
    setFocusPolicy(Qt::StrongFocus);
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAsNeeded);
    setAccessibleName(tr("Log records"));
    viewport()->setMouseTracking(true);
    m_widen = new QPushButton(tr("Widen to the whole incident"), viewport());
    m_widen->hide();
    connect(m_widen, &QPushButton::clicked, &m_scope, &TimeScope::fit);
    m_askTimer.setSingleShot(true);
    m_askTimer.setInterval(20);
    connect(&m_askTimer, &QTimer::timeout, this, &LogView::ask);
    m_cursorTimer.setSingleShot(true);
    m_cursorTimer.setInterval(30);
    connect(&m_cursorTimer, &QTimer::timeout, this, &LogView::askForCursorRow);
    connect(verticalScrollBar(), &QScrollBar::valueChanged, this, &LogView::scrollByBar);
    connect(horizontalScrollBar(), &QScrollBar::valueChanged, this, [this] {
        viewport()->update();
        emit columnsMoved();
    });
    for (const auto signal : {&TimeScope::rangeChanged, &TimeScope::filterChanged, &TimeScope::serviceChanged})
        connect(&m_scope, signal, this, &LogView::restart);
    connect(&m_scope, &TimeScope::zoneChanged, viewport(), qOverload<>(&QWidget::update));
    connect(&m_scope, &TimeScope::cursorChanged, this, [this] {
        if (!m_isOwnCursor && m_scope.cursor())
            m_cursorTimer.start();
    });
    connect(&m_scope, &TimeScope::extentChanged, this, [this] {
        if (m_isFollowing) // what came goes into sight, at the same length of time
            m_scope.setRange({m_scope.extent().to - m_scope.range().length(), m_scope.extent().to},
                             TimeScope::Step::Continuous);
    });
}

int LogView::rowHeight() const {
    return m_look.fonts.px(20);
}
int LogView::visibleRows() const {
    return std::max(1, viewport()->height() / rowHeight());
}
/// "service:X", or nothing.
static std::string serviceTerm(const std::string& service) {
    if (service.empty())
        return {};
    const bool isPlain = service.find_first_of(" \"()") == std::string::npos;
    return isPlain ? "service:" + service : "service:\"" + service + "\"";
}

std::string LogView::filterOfScope() const {
    const std::string term = serviceTerm(m_scope.service().value);
    const std::string& filter = m_scope.filter();
    if (term.empty())
        return filter;
    // Terms side by side must all hold; only an "or" needs to be held together.
    const bool hasOr = findNoCase(filter, " or ") != std::string_view::npos;
    return filter.empty() ? term : term + (hasOr ? " (" + filter + ")" : " " + filter);
}

LogQuestion LogView::question() const {
    return {m_scope.range(), m_show == LogShow::Hits ? filterOfScope() : serviceTerm(m_scope.service().value)};
}

void LogView::setLook(const Look& look) {
    m_look = look;
    updateAcross();
    updateBar();
    viewport()->update();
}

void LogView::setHasLogs(bool hasLogs) {
    m_hasLogs = hasLogs;
    updateEmptyState();
}

void LogView::setMarks(const std::vector<LogMark>& marks) {
    m_marks.set(marks);
    viewport()->update();
}

/// Rows are numbered from a moment, from the next answer on; what is shown stays until it is here.
void LogView::turnTo(Instant anchor, std::int64_t top) {
    m_anchor = anchor;
    m_nextTop = top;
    m_nextCurrent.reset();
    m_chosenFrom.reset();
    m_isStale = true;
    m_firstIdOfQuery = m_nextId;
    m_asked = {};
    m_askTimer.start();
}

void LogView::reload() {
    const auto current = m_isStale ? m_nextCurrent : m_current;
    turnTo(m_anchor, m_isStale ? m_nextTop : m_top);
    m_nextCurrent = current;
    emit questionChanged();
}

void LogView::setAround(int rows) {
    if (m_around == rows)
        return;
    m_around = rows;
    reload(); // the row at the top stays there
    emit aroundChanged();
}

/// Another question: the rows of the cursor, else those in sight, stay in sight.
void LogView::restart() {
    m_highlight = LogHighlight::of(QString::fromStdString(m_scope.filter()));
    prepareMatcher();
    m_soughtFor.clear();
    const TimeRange& range = m_scope.range();
    const LogRecord* top = m_isStale ? nullptr : m_rows.at(m_top);
    const bool hasCursor = m_scope.cursor() && range.contains(*m_scope.cursor());
    m_current.reset();
    if (m_isFollowing) {
        turnTo(range.to, -visibleRows());
    } else if (hasCursor) {
        turnTo(*m_scope.cursor(), -visibleRows() / 2);
        m_nextCurrent = 0;
    } else if (top && range.contains(top->time) && m_top > m_rows.begin()) {
        turnTo(top->time, 0);
    } else {
        turnTo(range.from, 0);
    }
    emit questionChanged();
}

void LogView::setShow(LogShow show) {
    if (m_show == show)
        return;
    const LogRecord* current = m_current ? m_rows.at(*m_current) : nullptr;
    const std::optional<Instant> at = current ? std::optional(current->time) : std::nullopt;
    const std::int64_t height = m_current ? *m_current - m_top : 0;
    m_show = show;
    restart();
    if (at && !m_isFollowing) { // the current record stays where it is on the screen
        turnTo(*at, -height);
        m_nextCurrent = 0;
    }
    emit showChanged();
}

void LogView::setFollowing(bool isFollowing) {
    if (m_isFollowing == isFollowing)
        return;
    m_isFollowing = isFollowing;
    if (isFollowing && m_scope.range().to != m_scope.extent().to)
        m_scope.setRange({m_scope.extent().to - m_scope.range().length(), m_scope.extent().to});
    else if (isFollowing)
        turnTo(m_scope.range().to, -visibleRows());
    emit followingChanged();
}

void LogView::prepareMatcher() {
    m_matcher.reset();
    if (m_show == LogShow::Hits || m_scope.filter().empty())
        return;
    const auto query = parseLogQuery(m_scope.filter());
    if (!query)
        return;
    if (auto matcher = LogMatcher::create(*query))
        m_matcher.emplace(std::move(*matcher));
}

void LogView::ask() {
    m_askTimer.stop();
    if (!m_hasLogs || m_scope.range().isEmpty())
        return;
    // A screenful before and after, so that a step of the wheel meets rows.
    const int count = visibleRows();
    const std::int64_t top = m_isStale ? m_nextTop : m_top;
    const LogRows nothing;
    const LogRows::Span span = (m_isStale ? nothing : m_rows).missing(top - count, count * 3);
    if (span.count == 0 && m_rows.isKnown() && !m_isStale)
        return;
    LogPageWish wish{0, question(), m_anchor, span.first, static_cast<int>(span.count), 0, {}, {}};
    const std::string beside = serviceTerm(m_scope.service().value);
    if (m_around > 0 && m_show == LogShow::Hits && !m_scope.filter().empty()) {
        wish.around = m_around;
        wish.beside = beside;
    } else if (m_show == LogShow::All && !m_scope.filter().empty()) {
        wish.countBeside = filterOfScope();
    }
    LogPageWish before = m_asked;
    before.id = 0;
    if (wish == before)
        return;
    wish.id = m_nextId++;
    m_asked = wish;
    emit pageWanted(wish);
}

void LogView::askForCursorRow() {
    m_cursorTimer.stop();
    if (m_hasLogs && m_scope.cursor() && m_scope.range().contains(*m_scope.cursor()))
        emit rowAtWanted({question(), *m_scope.cursor(), std::nullopt});
}

void LogView::setWindow(const LogWindow& window, std::uint64_t wishId) {
    if (wishId < m_firstIdOfQuery)
        return;
    if (std::exchange(m_isStale, false)) {
        m_rows.clear();
        m_top = m_nextTop;
        m_topLine = 0;
        m_current = m_nextCurrent;
    }
    const bool wasWhole = !m_rows.isKnown() || m_rows.isWhole();
    m_rows.take(window);
    if (!wasWhole && m_rows.isWhole() && m_around > 0)
        m_rows.forgetRows(); // what stands before the first and behind the last hit is known now
    if (wishId == m_asked.id)
        m_asked = {}; // answered: the same rows may be asked for again when more of them are known
    if (m_current && m_rows.isWhole())
        m_current = m_rows.matching() > 0 ? std::optional(std::clamp(*m_current, m_rows.begin(), m_rows.end() - 1))
                                          : std::nullopt;
    if (m_rows.isWhole() && (m_top < m_rows.begin() || top() > lastTop()))
        scrollTo(top()); // fewer rows than thought
    updateBar();
    updateEmptyState();
    takeCursor();
    viewport()->update();
    emit countsChanged();
    if (m_rows.missing(m_top - visibleRows(), visibleRows() * 3).count > 0)
        m_askTimer.start();
}

void LogView::showFound(const LogFound& found) {
    if (!(found.question == question()))
        return; // another is asked meanwhile
    const QString soughtFor = std::exchange(m_soughtFor, {});
    const bool isHit = std::exchange(m_isHitSought, false);
    if (!found.isThere) {
        if (!soughtFor.isEmpty())
            emit said(tr("no %1").arg(soughtFor));
        return;
    }
    m_takesCursor = !soughtFor.isEmpty();
    m_isAtHit = isHit;
    m_hitNumber = found.hit;
    if (found.anchor != m_anchor) {
        turnTo(found.anchor, found.row - visibleRows() / 2);
        m_nextCurrent = found.row;
        ask();
    } else if (m_isStale) {
        m_nextCurrent = found.row;
        m_nextTop = found.row - visibleRows() / 2;
    } else {
        showRow(found.row);
        takeCursor();
    }
    emit countsChanged();
}

std::optional<std::int64_t> LogView::hitNumber() const {
    if (!m_isAtHit || m_scope.filter().empty() || !m_current)
        return std::nullopt;
    if (m_show == LogShow::All)
        return m_hitNumber;
    return m_rows.isWhole() ? std::optional(*m_current - m_rows.begin() + 1) : std::nullopt;
}

/// The time of a row that was jumped to is the cursor, once the row is here.
void LogView::takeCursor() {
    const LogRecord* record = currentRecord();
    if (!record)
        return;
    const LogLine line = LogLine::of(*record, m_scope.zone(), times());
    setAccessibleDescription(
        QStringList{line.time, line.host, line.level, line.service, line.message}.join(QLatin1Char(' ')));
    if (!std::exchange(m_takesCursor, false))
        return;
    m_isOwnCursor = true;
    m_scope.setCursor(record->time);
    m_isOwnCursor = false;
}

void LogView::updateEmptyState() {
    const QLocale english(QLocale::English);
    const std::int64_t outside = m_rows.outside();
    m_emptyText.clear();
    bool canWiden = false;
    if (!m_hasLogs)
        m_emptyText = tr("No logs. Ranking works without them.");
    else if (m_rows.isKnown() && m_rows.matching() == 0 && !m_rows.isWhole())
        m_emptyText = tr("No hit yet. Searched %1 %").arg(static_cast<int>(m_rows.searched() * 100));
    else if (m_rows.isKnown() && m_rows.matching() == 0) {
        m_emptyText = outside > 0
                          ? tr("0 in this range, %1 outside.").arg(english.toString(static_cast<qlonglong>(outside)))
                          : tr("0 in this range. No record matches.");
        canWiden = outside > 0;
    }
    m_widen->setVisible(canWiden);
    m_widen->adjustSize();
    m_widen->move((viewport()->width() - m_widen->width()) / 2, viewport()->height() / 2 + m_look.fonts.px(8));
    viewport()->update();
}

void LogView::showRow(std::int64_t row) {
    if (m_current != row)
        m_chosenFrom.reset();
    m_current = row;
    if (!lineOf(row))
        scrollTo(stack().moved({row, 0}, -visibleRows() / 2));
    takeCursor();
    viewport()->update();
}

/// By hand: the row becomes current and its time the cursor.
void LogView::select(std::int64_t row, LogChoice choice) {
    if (m_rows.matching() == 0)
        return;
    if (choice == LogChoice::Alone)
        m_chosenFrom.reset();
    else if (!m_chosenFrom)
        m_chosenFrom = m_current;
    row = std::clamp(row, m_rows.begin(), m_rows.end() - 1);
    m_current = row;
    bringIntoSight(row);
    if (std::exchange(m_isAtHit, false))
        emit countsChanged();
    m_takesCursor = true;
    showRow(row);
}

LogRows::Span LogView::chosen() const {
    if (!m_current)
        return {};
    const std::int64_t from = m_chosenFrom.value_or(*m_current);
    return {std::min(from, *m_current), std::abs(from - *m_current) + 1};
}

std::vector<LogRecord> LogView::chosenRecords() const {
    std::vector<LogRecord> out;
    const LogRows::Span span = chosen();
    for (std::int64_t row = span.first; row < span.first + span.count; ++row)
        if (const LogRecord* record = m_rows.at(row))
            out.push_back(*record);
    return out;
}

/// While rows are still counted, from the end of the range inwards.
void LogView::jumpTo(LogEnd end) {
    const bool isFirst = end == LogEnd::First;
    if (m_rows.isWhole())
        return select(isFirst ? m_rows.begin() : m_rows.end() - 1);
    turnTo(isFirst ? m_scope.range().from : m_scope.range().to, isFirst ? 0 : -visibleRows());
    m_nextCurrent = isFirst ? 0 : -1;
    m_takesCursor = true;
}

void LogView::flush() {
    ask();
    if (m_cursorTimer.isActive())
        askForCursorRow();
    updateEmptyState();
}

void LogView::setSources(const std::vector<SourceInfo>& sources) {
    m_sources = sources;
    viewport()->update();
}

const SourceInfo* LogView::adjusted(const LogRecord& record) const {
    const auto found = std::find_if(m_sources.begin(), m_sources.end(), [&](const SourceInfo& source) {
        return source.id == record.source && source.isAdjusted();
    });
    return found == m_sources.end() ? nullptr : &*found;
}

/// "read as 05:12:33.120, clock +1 min 30 s", or nothing.
QString LogView::adjustedText(const LogRecord& record) const {
    const SourceInfo* source = adjusted(record);
    if (!source)
        return {};
    LogRecord raw = record;
    raw.time = record.time - source->offset;
    return tr("read as %1, clock %2")
               .arg(LogLine::of(raw, m_scope.zone()).time,
                    QString::fromStdString(clockWords(source->offset, source->offsetError))) +
           QLatin1Char('\n');
}

LogRowState LogView::stateOf(std::int64_t row, const LogRecord* record) const {
    LogRowState state;
    const LogRows::Span span = chosen();
    state.isCurrent = row >= span.first && row < span.first + span.count;
    if (!record)
        return state;
    state.isAdjusted = adjusted(*record) != nullptr;
    state.label = m_marks.labelOf(LogKey::of(*record));
    state.isOpen = m_folds.isOpen(*record);
    if (m_matcher) {
        const auto source = std::find_if(m_sources.begin(), m_sources.end(),
                                         [&](const SourceInfo& s) { return s.id == record->source; });
        state.isHit = m_matcher->matches({record->level, record->service.value, record->host,
                                          source == m_sources.end() ? std::string_view() : source->path,
                                          record->message, record->raw, record->templateId});
        state.isFaint = !state.isHit;
    }
    return state;
}

} // namespace foreshock
