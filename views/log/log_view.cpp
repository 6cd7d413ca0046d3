// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/log/log_view.h"

#include "model/base/text.h"
#include "views/log/log_line.h"
#include "views/time_scope/time_scope.h"

#include <QApplication>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QLocale>
#include <QMenu>
#include <QPainter>
#include <QPushButton>
#include <QScrollBar>
#include <QToolTip>
#include <algorithm>

namespace foreshock {

static constexpr std::int64_t kBarSteps = 1'000'000'000; ///< a scroll bar counts in 32 bits

LogView::LogView(TimeScope& scope, QWidget* parent)
    : QAbstractScrollArea(parent)
    , m_scope(scope) {
    setFocusPolicy(Qt::StrongFocus);
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
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
    connect(verticalScrollBar(), &QScrollBar::valueChanged, this, [this](int value) {
        const std::int64_t last = std::max<std::int64_t>(0, m_rows.matching() - visibleRows());
        m_top = last > kBarSteps
                    ? static_cast<std::int64_t>(static_cast<double>(value) / kBarSteps * static_cast<double>(last))
                    : value;
        viewport()->update();
        m_askTimer.start();
    });
    for (const auto signal : {&TimeScope::rangeChanged, &TimeScope::filterChanged, &TimeScope::serviceChanged})
        connect(&m_scope, signal, this, &LogView::restart);
    connect(&m_scope, &TimeScope::zoneChanged, viewport(), qOverload<>(&QWidget::update));
    connect(&m_scope, &TimeScope::cursorChanged, this, [this] {
        if (!m_isOwnCursor && m_scope.cursor())
            m_cursorTimer.start();
    });
}

int LogView::rowHeight() const {
    return m_look.fonts.px(20);
}
int LogView::visibleRows() const {
    return std::max(1, viewport()->height() / rowHeight());
}

std::string LogView::query() const {
    const std::string& service = m_scope.service().value;
    const std::string& filter = m_scope.filter();
    if (service.empty())
        return filter;
    const bool isPlain = service.find_first_of(" \"()") == std::string::npos;
    const std::string term = isPlain ? "service:" + service : "service:\"" + service + "\"";
    // Terms side by side must all hold; only an "or" needs to be held together.
    const bool hasOr = findNoCase(filter, " or ") != std::string_view::npos;
    return filter.empty() ? term : term + (hasOr ? " (" + filter + ")" : " " + filter);
}

void LogView::setLook(const Look& look) {
    m_look = look;
    updateBar();
    viewport()->update();
}

void LogView::setHasLogs(bool hasLogs) {
    m_hasLogs = hasLogs;
    updateEmptyState();
}

void LogView::reload() {
    m_isStale = true;
    m_firstIdOfQuery = m_nextId;
    m_asked = {};
    m_askTimer.start();
}

void LogView::restart() {
    m_highlight = LogHighlight::of(QString::fromStdString(m_scope.filter()));
    m_current.reset();
    reload();
    if (m_scope.cursor() && m_scope.range().contains(*m_scope.cursor()))
        m_cursorTimer.start();
    else
        m_top = 0;
}

void LogView::ask() {
    m_askTimer.stop();
    if (!m_hasLogs || m_scope.range().isEmpty())
        return;
    // A screenful before and after, so that a step of the wheel meets rows.
    const int count = visibleRows();
    LogRows::Span span =
        m_isStale ? LogRows().missing(m_top - count, count * 3) : m_rows.missing(m_top - count, count * 3);
    if (span.count == 0 && m_rows.isKnown())
        return;
    LogPageWish wish{0, m_scope.range(), query(), span.first, static_cast<int>(span.count)};
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
    if (m_hasLogs && m_scope.cursor())
        emit rowAtWanted({m_scope.range(), query(), *m_scope.cursor()});
}

void LogView::setWindow(const LogWindow& window, std::uint64_t wishId) {
    if (wishId < m_firstIdOfQuery)
        return;
    if (std::exchange(m_isStale, false))
        m_rows.clear();
    m_rows.take(window);
    if (m_current && *m_current >= m_rows.matching())
        m_current.reset();
    updateBar();
    updateEmptyState();
    viewport()->update();
    emit countsChanged();
    // A shorter result than thought leaves the view past its end.
    const auto last = std::max<std::int64_t>(0, m_rows.matching() - visibleRows());
    if (m_top > last)
        scrollTo(last);
}

void LogView::updateBar() {
    const std::int64_t last = std::max<std::int64_t>(0, m_rows.matching() - visibleRows());
    const QSignalBlocker quiet(verticalScrollBar());
    verticalScrollBar()->setRange(0, static_cast<int>(std::min(last, kBarSteps)));
    verticalScrollBar()->setPageStep(visibleRows());
    verticalScrollBar()->setSingleStep(1);
    const double share = last > 0 ? static_cast<double>(std::min(m_top, last)) / static_cast<double>(last) : 0;
    verticalScrollBar()->setValue(last > kBarSteps ? static_cast<int>(share * kBarSteps)
                                                   : static_cast<int>(std::min(m_top, last)));
}

void LogView::updateEmptyState() {
    const QLocale english(QLocale::English);
    const std::int64_t outside = m_rows.outside();
    m_emptyText.clear();
    bool canWiden = false;
    if (!m_hasLogs)
        m_emptyText = tr("No logs. Ranking works without them.");
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

void LogView::scrollTo(std::int64_t row) {
    const auto last = std::max<std::int64_t>(0, m_rows.matching() - visibleRows());
    m_top = std::clamp<std::int64_t>(row, 0, m_rows.isKnown() ? last : row);
    updateBar();
    viewport()->update();
    m_askTimer.start();
}

void LogView::showRow(std::int64_t row) {
    if (row < 0)
        return;
    m_current = row;
    const int count = visibleRows();
    if (row < m_top || row >= m_top + count)
        scrollTo(row - count / 2);
    if (const LogRecord* record = m_rows.at(row)) {
        const LogLine line = LogLine::of(*record, m_scope.zone());
        setAccessibleDescription(
            QStringList{line.time, line.host, line.level, line.service, line.message}.join(QLatin1Char(' ')));
    }
    viewport()->update();
}

/// By hand: the row becomes current and its time the cursor.
void LogView::select(std::int64_t row) {
    if (m_rows.matching() == 0)
        return;
    row = std::clamp<std::int64_t>(row, 0, m_rows.matching() - 1);
    m_current = row;
    if (row < m_top)
        scrollTo(row);
    else if (row >= m_top + visibleRows())
        scrollTo(row - visibleRows() + 1);
    showRow(row);
    if (const LogRecord* record = m_rows.at(row)) {
        m_isOwnCursor = true;
        m_scope.setCursor(record->time);
        m_isOwnCursor = false;
    }
}

void LogView::step(LogLevel level, LogStep direction) {
    emit stepWanted({m_scope.range(), query(), m_current.value_or(m_top), level, direction});
}

void LogView::flush() {
    ask();
    if (m_cursorTimer.isActive())
        askForCursorRow();
    updateEmptyState();
}

std::int64_t LogView::rowAt(QPointF point) const {
    return m_top + static_cast<std::int64_t>(point.y()) / rowHeight();
}

void LogView::paintRow(QPainter& p, std::int64_t row, double y) {
    const Theme& t = m_look.theme;
    const LogColumns c = LogColumns::of(viewport()->width(), m_look.fonts);
    const double height = rowHeight();
    if (m_current == row)
        p.fillRect(QRectF(0, y, viewport()->width(), height), t.accentBg);
    const LogRecord* record = m_rows.at(row);
    p.setFont(m_look.fonts.mono);
    const QFontMetricsF metrics(m_look.fonts.mono);
    if (!record) {
        // A placeholder of the row's shape: no word jumps when the record comes.
        p.setPen(Qt::NoPen);
        p.setBrush(t.chip);
        for (const auto& [x, width] : {std::pair(c.time, c.timeWidth), std::pair(c.message, c.messageWidth * 0.5)})
            p.drawRect(QRectF(x, y + height * .35, width, height * .3));
        return;
    }
    const LogLine line = LogLine::of(*record, m_scope.zone());
    const auto cell = [&](double x, double width, const QString& text, const QColor& colour,
                          Qt::TextElideMode mode = Qt::ElideRight) {
        p.setPen(colour);
        p.drawText(QRectF(x, y, width, height), Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine,
                   metrics.elidedText(text, mode, width + 0.5));
    };
    cell(c.time, c.timeWidth, line.time, t.text3);
    if (adjusted(*record)) // in the gap behind it; the tooltip has the raw time
        cell(c.time + c.timeWidth, metrics.horizontalAdvance(QLatin1Char('~')), QStringLiteral("~"), t.text2);
    cell(c.host, c.hostWidth, line.host, t.text, Qt::ElideMiddle); // its end tells hosts apart
    p.setFont(record->level >= LogLevel::Warning ? m_look.fonts.monoStrong : m_look.fonts.mono);
    cell(c.level, c.levelWidth, line.level, levelColour(record->level, t));
    p.setFont(m_look.fonts.mono);
    if (c.serviceWidth > 0)
        cell(c.service, c.serviceWidth, line.service, t.text2);
    const QString more =
        line.moreLines > 0
            ? QStringLiteral("  \u23CE +%1 %2").arg(line.moreLines).arg(line.moreLines == 1 ? tr("line") : tr("lines"))
            : QString();
    const double room = c.messageWidth - metrics.horizontalAdvance(more);
    const QString text = metrics.elidedText(line.message, Qt::ElideRight, room);
    double x = c.message;
    qsizetype at = 0;
    const auto piece = [&](qsizetype end, const QColor& colour) {
        const QString part = text.mid(at, end - at);
        p.setPen(colour);
        p.drawText(QRectF(x, y, c.messageWidth, height), Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine, part);
        x += metrics.horizontalAdvance(part);
        at = end;
    };
    for (const auto& [start, length] : m_highlight.hits(text)) {
        piece(start, t.text);
        p.fillRect(QRectF(x, y + 2, metrics.horizontalAdvance(text.mid(start, length)), height - 4), t.accentBg);
        piece(start + length, t.accent);
    }
    piece(text.size(), t.text);
    if (!more.isEmpty()) {
        p.setPen(t.text3);
        p.drawText(QRectF(x, y, c.messageWidth, height), Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine, more);
    }
}

void LogView::paintEvent(QPaintEvent*) {
    QPainter p(viewport());
    p.fillRect(viewport()->rect(), m_look.theme.surface);
    if (!m_emptyText.isEmpty()) {
        p.setFont(m_look.fonts.body);
        p.setPen(m_look.theme.text2);
        p.drawText(viewport()->rect().adjusted(0, 0, 0, m_widen->isVisible() ? -m_look.fonts.px(30) : 0),
                   Qt::AlignCenter, m_emptyText);
        return;
    }
    const std::int64_t end = m_rows.isKnown() ? m_rows.matching() : m_top + visibleRows();
    for (int i = 0; i * rowHeight() < viewport()->height() && m_top + i < end; ++i)
        paintRow(p, m_top + i, i * rowHeight());
    if (hasFocus() && m_current && *m_current >= m_top) {
        p.setPen(QPen(m_look.theme.accent, 1));
        p.setBrush(Qt::NoBrush);
        p.drawRect(QRectF(0.5, static_cast<double>((*m_current - m_top) * rowHeight()) + 0.5, viewport()->width() - 1.0,
                          rowHeight() - 1.0));
    }
}

void LogView::resizeEvent(QResizeEvent*) {
    updateBar();
    updateEmptyState();
    m_askTimer.start();
}

void LogView::showWhole(std::int64_t row, QPoint at) {
    if (const LogRecord* record = m_rows.at(row))
        QToolTip::showText(at,
                           QStringLiteral("<pre>%1</pre>")
                               .arg((adjustedText(*record) + LogLine::whole(*record, 8000)).toHtmlEscaped()),
                           viewport());
}

void LogView::setSources(const std::vector<SourceInfo>& sources) {
    m_adjusted.clear();
    for (const SourceInfo& source : sources)
        if (source.isAdjusted())
            m_adjusted.push_back(source);
    viewport()->update();
}

const SourceInfo* LogView::adjusted(const LogRecord& record) const {
    const auto found = std::find_if(m_adjusted.begin(), m_adjusted.end(),
                                    [&](const SourceInfo& source) { return source.id == record.source; });
    return found == m_adjusted.end() ? nullptr : &*found;
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

void LogView::contextMenuEvent(QContextMenuEvent* e) {
    const bool isByKey = e->reason() == QContextMenuEvent::Keyboard;
    const std::int64_t row = isByKey ? m_current.value_or(m_top) : rowAt(e->pos());
    const LogRecord* record = m_rows.at(row);
    if (!record)
        return;
    select(row);
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const LogRecord chosen = *record;
    connect(menu->addAction(tr("This record's &true time is\u2026")), &QAction::triggered, this,
            [this, chosen] { emit anchorWanted(chosen); });
    connect(menu->addAction(tr("&Copy")), &QAction::triggered, this,
            [chosen] { QApplication::clipboard()->setText(LogLine::whole(chosen, 1 << 20)); });
    menu->popup(
        isByKey ? viewport()->mapToGlobal(QPoint(m_look.fonts.px(8), static_cast<int>(row - m_top + 1) * rowHeight()))
                : e->globalPos());
}

void LogView::keyPressEvent(QKeyEvent* e) {
    const std::int64_t row = m_current.value_or(m_top);
    const bool isShifted = e->modifiers().testFlag(Qt::ShiftModifier);
    if (e->matches(QKeySequence::Copy)) {
        if (const LogRecord* record = m_rows.at(row))
            QApplication::clipboard()->setText(LogLine::whole(*record, 1 << 20));
        return;
    }
    if (e->modifiers() & (Qt::ControlModifier | Qt::AltModifier)) {
        QAbstractScrollArea::keyPressEvent(e);
        return;
    }
    switch (e->key()) {
    case Qt::Key_J:
    case Qt::Key_Down:
        select(m_current ? row + 1 : row);
        break;
    case Qt::Key_K:
    case Qt::Key_Up:
        select(row - 1);
        break;
    case Qt::Key_G:
        select(isShifted ? m_rows.matching() - 1 : 0);
        break;
    case Qt::Key_Home:
        select(0);
        break;
    case Qt::Key_End:
        select(m_rows.matching() - 1);
        break;
    case Qt::Key_PageDown:
        select(row + visibleRows());
        break;
    case Qt::Key_PageUp:
        select(row - visibleRows());
        break;
    case Qt::Key_E:
        step(LogLevel::Error, isShifted ? LogStep::Previous : LogStep::Next);
        break;
    case Qt::Key_W:
        step(LogLevel::Warning, isShifted ? LogStep::Previous : LogStep::Next);
        break;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        showWhole(row,
                  viewport()->mapToGlobal(QPoint(m_look.fonts.px(8), static_cast<int>(row - m_top + 1) * rowHeight())));
        break;
    default:
        QAbstractScrollArea::keyPressEvent(e);
    }
}

void LogView::mousePressEvent(QMouseEvent* e) {
    if (e->button() == Qt::LeftButton && rowAt(e->position()) < m_rows.matching())
        select(rowAt(e->position()));
}

void LogView::wheelEvent(QWheelEvent* e) {
    scrollTo(m_top - e->angleDelta().y() * 3 / 120);
    e->accept();
}

bool LogView::viewportEvent(QEvent* e) {
    if (e->type() == QEvent::ToolTip) {
        const auto* help = static_cast<QHelpEvent*>(e);
        showWhole(rowAt(help->pos()), help->globalPos());
        return true;
    }
    return QAbstractScrollArea::viewportEvent(e);
}

void LogView::focusInEvent(QFocusEvent*) {
    viewport()->update();
}
void LogView::focusOutEvent(QFocusEvent*) {
    viewport()->update();
}

} // namespace foreshock
