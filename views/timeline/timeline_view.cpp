// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/timeline/timeline_view.h"

#include "model/domain/named_range.h"
#include "views/services/service_health.h"
#include "views/time_scope/time_scope.h"
#include "views/timeline/chain.h"
#include "views/timeline/hand_painter.h"
#include "views/timeline/incident_events.h"
#include "views/timeline/lane_finder.h"
#include "views/timeline/lane_hand.h"
#include "views/timeline/metric_painter.h"
#include "views/timeline/ruler_painter.h"
#include "views/timeline/selection_strip.h"
#include "views/timeline/timeline_gestures.h"
#include "views/timeline/timeline_hits.h"
#include "views/timeline/timeline_plot.h"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QPushButton>
#include <QScrollBar>
#include <QToolTip>

namespace foreshock {

TimelineView::TimelineView(TimeScope& scope, QWidget* parent)
    : QWidget(parent)
    , m_scope(scope) {
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(tr("Timeline"));
    setAccessibleDescription(tr("Changes, alarms, services and series over time. W and S zoom, A and D pan, full stop "
                                "and comma go to the next and previous event."));
    setMinimumSize(320, 120);
    m_plot = new TimelinePlot([this](QPainter& p) { paintLanes(p); }, [this](QPainter& p) { paintHandLayer(p); }, this);
    m_plot->setAccessibleName(tr("Timeline plot"));
    m_plot->installEventFilter(this);
    m_scroll = new QScrollBar(Qt::Vertical, this);
    m_scroll->setAccessibleName(tr("Scroll lanes"));
    m_scroll->setFocusPolicy(Qt::NoFocus);
    m_scroll->hide();
    auto* gestures = new TimelineGestures(m_scope, m_scene, m_plot);
    connect(gestures, &TimelineGestures::clicked, this, &TimelineView::click);
    connect(gestures, &TimelineGestures::scrollWanted, this,
            [this](double by) { m_scroll->setValue(m_scroll->value() + static_cast<int>(by)); });
    connect(m_scroll, &QScrollBar::valueChanged, this, [this] { refresh(Motion::Moving); });
    connectLanes();
    connectSelection();
    for (QTimer* timer : {&m_paintTimer, &m_wishTimer, &m_settleTimer})
        timer->setSingleShot(true);
    m_paintTimer.setInterval(0);
    m_wishTimer.setInterval(25);
    m_settleTimer.setInterval(140);
    connect(&m_paintTimer, &QTimer::timeout, this, [this] {
        rebuild();
        m_plot->paintAll(QCustomPlot::rpRefreshHint);
    });
    connect(&m_wishTimer, &QTimer::timeout, this, &TimelineView::wish);
    connect(&m_settleTimer, &QTimer::timeout, this, [this] { refresh(Motion::Still); });
    connect(&m_scope, &TimeScope::rangeChanged, this, [this] { refresh(Motion::Moving); });
    connect(&m_scope, &TimeScope::extentChanged, this, [this] { refresh(Motion::Still); });
    connect(&m_scope, &TimeScope::zoneChanged, this, [this] { refresh(Motion::Still); });
    setLook(m_look);
}

TimelineView::~TimelineView() = default;

QWidget* TimelineView::plot() const {
    return m_plot;
}

void TimelineView::setLook(const Look& look) {
    m_look = look;
    m_texts.clear();
    m_finder->setLook(look);
    m_strip->setLook(look);
    place();
    m_plot->setPaper(look.theme.surface);
    refresh(Motion::Still);
}

void TimelineView::setIncident(std::shared_ptr<const IncidentView> incident) {
    const bool isOther = !incident || !m_values.incident || incident->fileName != m_values.incident->fileName;
    if (isOther)
        m_values = {};
    if (isOther)
        setCompared(std::nullopt);
    m_values.setup = m_scope.lanes();
    m_values.incident = std::move(incident);
    m_values.index = m_values.incident ? EventIndex::from(*m_values.incident) : nullptr;
    group();
    m_stats.reset();
    if (m_scope.selection())
        m_statsTimer.start();
    showSelection();
    refresh(Motion::Still);
    m_wishTimer.start();
}

void TimelineView::setAnswer(std::shared_ptr<const Answer> answer) {
    m_values.answer = std::move(answer);
    group();
    refresh(Motion::Still);
}

void TimelineView::setSelectedChange(const ChangeId& change) {
    m_values.selected = change;
    refresh(Motion::Still);
}

void TimelineView::setSeriesWindows(std::vector<SeriesWindow> windows) {
    for (SeriesWindow& w : windows) {
        const SeriesId id = w.info.id;
        m_values.windows[id] = std::move(w);
    }
    m_paintTimer.start(); // an answer is never a reason to ask again
}

void TimelineView::setHeat(TimeRange range, std::vector<HeatRow> rows) {
    m_values.heatRange = range;
    m_values.heat = std::move(rows);
    noteLogged(m_values.heat, m_values.logged);
    bool hasNew = false;
    for (const HeatRow& row : m_values.heat)
        if (std::any_of(row.cells.begin(), row.cells.end(), [](float cell) { return cell > 0.05F; }))
            hasNew = m_values.troubled.insert(row.service).second || hasNew;
    if (hasNew)
        m_values.lanes = m_values.shownLanes();
    m_paintTimer.start(); // an answer is never a reason to ask again
}

void TimelineView::setChangePoints(SeriesId series, std::vector<ChangePoint> points) {
    m_values.changePoints[series] = std::move(points);
    m_paintTimer.start(); // an answer is never a reason to ask again
}

void TimelineView::refresh(Motion motion) {
    m_motion = motion;
    m_paintTimer.start();
    if (motion == Motion::Moving) {
        m_wishTimer.start();
        m_settleTimer.start();
    }
}

void TimelineView::flush(Motion motion) {
    rebuild();
    if (m_values.incident) {
        wish();
        wishStats();
    }
    m_motion = motion;
    for (QTimer* timer : {&m_paintTimer, &m_wishTimer, &m_settleTimer})
        timer->stop();
    rebuild();
    m_plot->paintAll(QCustomPlot::rpRefreshHint);
}

void TimelineView::rebuild() {
    const TimelineSight sight{m_scope.range(), m_scope.extent(), m_scope.zone(), m_scope.firstAlarm()};
    // The plot ends before the scroll bar; whether there is one depends on the lanes, never on the range alone.
    const int bar = m_look.fonts.px(10);
    const auto build = [&](double scroll) {
        m_scene = TimelineScene::of(m_values, sight, QSizeF(m_plot->size()), scroll, m_look.fonts);
    };
    build(m_scroll->value());
    const int hidden =
        std::max(0, static_cast<int>(m_scene.layout.contentHeight - m_scene.layout.scrolledArea.height()));
    const bool wasOver = m_scroll->value() > hidden;
    const QSignalBlocker quiet(m_scroll);
    m_scroll->setRange(0, hidden);
    m_scroll->setPageStep(std::max(1, static_cast<int>(m_scene.layout.scrolledArea.height())));
    m_scroll->setSingleStep(m_look.fonts.px(22));
    m_scroll->setGeometry(width() - bar, static_cast<int>(m_scene.layout.scrolledArea.top()), bar,
                          static_cast<int>(m_scene.layout.scrolledArea.height()));
    m_scroll->setVisible(hidden > 0);
    if (wasOver)
        build(m_scroll->value());
}

void TimelineView::paintLanes(QPainter& p) {
    p.fillRect(rect(), m_look.theme.surface);
    if (!m_values.incident)
        return;
    TimelinePicture pic{m_values, m_scene, m_look, m_texts, m_motion};
    p.save();
    const auto eachPart = [&](const auto& paint) {
        for (const auto part : {TimelinePicture::Part::Scrolled, TimelinePicture::Part::Pinned}) {
            pic.part = part;
            p.setClipRect(pic.area());
            if (!pic.area().isEmpty())
                paint();
        }
        p.setClipRect(m_scene.layout.lanesArea);
    };
    eachPart([&] {
        paintTimeGrid(p, pic);
        paintMetrics(p, pic);
        paintHeat(p, pic);
        paintGutter(p, pic);
    });
    paintFirstAlarm(p, pic);
    paintChain(p, pic);
    eachPart([&] {
        paintChanges(p, pic);
        paintAlarms(p, pic);
        paintNotes(p, pic);
    });
    paintLaneEdges(p, pic);
    p.restore();
    paintMinimap(p, pic);
    paintRuler(p, pic);
}

void TimelineView::paintOn(QPainter& p) {
    rebuild();
    const Motion moved = std::exchange(m_motion, Motion::Still);
    p.save();
    p.setClipRect(m_plot->geometry());
    paintLanes(p);
    paintHandLayer(p);
    p.restore();
    if (!m_strip->isHidden())
        m_strip->render(&p, m_strip->pos(), {}, QWidget::DrawWindowBackground | QWidget::DrawChildren);
    if (!m_comparedWith->isHidden())
        m_comparedWith->render(&p, m_comparedWith->pos(), {}, QWidget::DrawChildren);
    m_motion = moved;
}

void TimelineView::paintHandLayer(QPainter& p) {
    if (m_values.incident)
        paintHand(p, {m_values, m_scene, m_look, m_texts, m_motion},
                  {m_scope.cursor(), m_scope.selection(), m_scope.mark(), m_laneHand->held(), m_laneHand->dropLine(),
                   laneWords()});
}

/// Half a window more on each side, so that a short pan meets data; never beyond what there is.
TimeRange TimelineView::paddedRange() const {
    const TimeRange seen = m_scope.range(), all = m_scope.extent().hull(seen);
    const Duration half = seen.length() / 2;
    return {std::max(seen.from - half, all.from), std::min(seen.to + half, all.to)};
}

void TimelineView::wish() {
    m_wishTimer.stop();
    if (!m_values.incident || m_scope.range().isEmpty())
        return;
    const TimeRange range = paddedRange();
    const double width = m_scene.layout.axis.width * static_cast<double>(range.length().ns) /
                         static_cast<double>(m_scope.range().length().ns);
    // Lanes in sight and half a page around them; the others ask when they are scrolled to.
    const QRectF area = m_scene.layout.lanesArea, near = area.adjusted(0, -area.height() / 2, 0, area.height() / 2);
    std::vector<SeriesId> series;
    for (const MetricPlace& m : m_scene.metrics)
        if (m_scene.layout.lanes[m.lane].isPinned ? m_scene.layout.shows(m.lane)
                                                  : m_scene.layout.lanes[m.lane].box.intersects(near))
            series.push_back(m_scene.lanes[m.lane].series.id);
    if (!series.empty())
        emit seriesWindowWanted(series, range, std::max(1, static_cast<int>(width)));
    emit heatWanted(range, std::max(1, static_cast<int>(width / 6)));
}

void TimelineView::click(QPointF at) {
    if (m_scene.layout.hiddenRow.contains(at) && m_scene.layout.scrolledArea.contains(at))
        return m_laneHand->showAll();
    if (unfolds(at))
        return toggleAlarms();
    const TimelineHit hit = hitAt(m_scene, at);
    if (hit.what == TimelineHit::What::Change)
        emit changeActivated(m_values.incident->changes[hit.index].id);
    else if (hit.what == TimelineHit::What::Alarm) {
        m_scope.setCursor(m_values.incident->alarms[hit.index].start);
        emit serviceActivated(m_values.incident->alarms[hit.index].service);
    } else if (hit.what == TimelineHit::What::Note && namedRange(m_values.incident->notes[hit.index])) {
        m_scope.setSelection(namedRange(m_values.incident->notes[hit.index])->range);
    } else if (hit.what == TimelineHit::What::Service && at.x() < m_scene.layout.axis.left)
        emit serviceActivated(m_scene.lanes[hit.index].service);
    else
        m_scope.setSelection(std::nullopt);
}

Instant TimelineView::cursorOrMiddle() const {
    const auto cursor = m_scope.cursor();
    return cursor && m_scope.range().contains(*cursor) ? *cursor : m_scope.range().from + m_scope.range().length() / 2;
}

void TimelineView::stepEvent(Qt::Key key) {
    if (!m_values.incident)
        return;
    if (const auto at = nextEvent(*m_values.incident, cursorOrMiddle(),
                                  key == Qt::Key_Period ? EventStep::Next : EventStep::Previous)) {
        m_scope.reveal(*at);
        m_scope.setCursor(*at);
    }
}

/// Along the chain of the selected suspect: change, ceiling, shift, first alarm.
void TimelineView::stepLinked(EventStep step) {
    const Suspect* suspect = m_values.selectedSuspect();
    if (!suspect)
        return;
    const Instant from = cursorOrMiddle();
    std::optional<ChainPoint> next;
    for (const ChainPoint& p : Chain::of(*m_values.answer, *suspect).points)
        if (step == EventStep::Next ? from < p.at && (!next || p.at < next->at)
                                    : p.at < from && (!next || next->at < p.at))
            next = p;
    if (!next)
        return;
    m_scope.reveal(next->at);
    m_scope.setCursor(next->at);
    if (next->place == ChainPoint::Place::Series)
        revealSeries(next->series);
}

void TimelineView::moveCursor(double pixels, Qt::KeyboardModifiers modifiers) {
    const Instant from = cursorOrMiddle();
    const Instant to =
        from + Duration{static_cast<std::int64_t>(pixels * static_cast<double>(m_scene.layout.axis.perPixel().ns))};
    if (modifiers.testFlag(Qt::ShiftModifier)) {
        const auto selection = m_scope.selection();
        const Instant anchor = !selection ? from : selection->from == from ? selection->to : selection->from;
        m_scope.setSelection(TimeRange{std::min(anchor, to), std::max(anchor, to)}, TimeScope::Step::Continuous);
    }
    m_scope.setCursor(to);
    m_scope.reveal(to);
}

void TimelineView::keyPressEvent(QKeyEvent* e) {
    if (m_laneHand->takeKey(*e))
        return;
    if (e->matches(QKeySequence::Copy))
        return copySelection();
    const auto modifiers = e->modifiers() & ~Qt::KeypadModifier;
    if (modifiers & (Qt::ControlModifier | Qt::AltModifier | Qt::MetaModifier)) {
        QWidget::keyPressEvent(e);
        return;
    }
    switch (e->key()) {
    case Qt::Key_W:
        m_scope.zoom(0.7, cursorOrMiddle());
        break;
    case Qt::Key_S:
        m_scope.zoom(1 / 0.7, cursorOrMiddle());
        break;
    case Qt::Key_A:
        m_scope.pan(-0.15);
        break;
    case Qt::Key_D:
        m_scope.pan(0.15);
        break;
    case Qt::Key_Left:
        moveCursor(-10, modifiers);
        break;
    case Qt::Key_Right:
        moveCursor(10, modifiers);
        break;
    case Qt::Key_Up:
        m_scroll->triggerAction(QAbstractSlider::SliderSingleStepSub);
        break;
    case Qt::Key_Down:
        m_scroll->triggerAction(QAbstractSlider::SliderSingleStepAdd);
        break;
    case Qt::Key_PageUp:
        m_scroll->triggerAction(QAbstractSlider::SliderPageStepSub);
        break;
    case Qt::Key_PageDown:
        m_scroll->triggerAction(QAbstractSlider::SliderPageStepAdd);
        break;
    case Qt::Key_0:
        m_scope.fit();
        break;
    case Qt::Key_F:
        if (const auto s = m_scope.selection()) {
            const Duration half = m_scope.range().length() / 2;
            const Instant middle = s->from + s->length() / 2;
            m_scope.setRange({middle - half, middle + half});
        }
        break;
    case Qt::Key_R:
        if (const auto s = m_scope.selection()) {
            m_scope.setRange(*s);
            m_scope.setSelection(std::nullopt);
        }
        break;
    case Qt::Key_Period:
    case Qt::Key_Comma:
        stepEvent(static_cast<Qt::Key>(e->key()));
        break;
    case Qt::Key_BracketRight:
    case Qt::Key_BracketLeft:
        stepLinked(e->key() == Qt::Key_BracketRight ? EventStep::Next : EventStep::Previous);
        break;
    case Qt::Key_Home: // the range keeps its length, as the window of the minimap
        m_scope.setRange({m_scope.extent().from, m_scope.extent().from + m_scope.range().length()});
        break;
    case Qt::Key_End:
        m_scope.setRange({m_scope.extent().to - m_scope.range().length(), m_scope.extent().to});
        break;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (m_laneHand->held() == "alarms")
            toggleAlarms();
        break;
    case Qt::Key_N:
        emit noteWanted(cursorOrMiddle());
        break;
    case Qt::Key_M:
        emit startMarkWanted(cursorOrMiddle());
        break;
    case Qt::Key_C:
        emit changeFormWanted(cursorOrMiddle());
        break;
    case Qt::Key_T: // the mark goes where the cursor is; again takes it away
        m_scope.setMark(m_scope.mark() ? std::nullopt : std::optional(cursorOrMiddle()));
        break;
    case Qt::Key_Escape:
        m_scope.setSelection(std::nullopt);
        m_scope.setMark(std::nullopt);
        break;
    default:
        QWidget::keyPressEvent(e);
    }
}

void TimelineView::resizeEvent(QResizeEvent*) {
    place();
    refresh(Motion::Moving);
}

/// The strip, if there is one, takes its line from the plot.
void TimelineView::place() {
    const int strip = m_strip->isHidden() ? 0 : m_look.fonts.px(28);
    m_plot->setGeometry(0, 0, width(), height() - strip);
    m_strip->setGeometry(0, height() - strip, width(), strip);
    if (m_comparedWith->isHidden())
        return;
    // Over the names of the ruler, where no figure stands.
    const int left = m_look.fonts.px(8);
    const double gutter = TimelineLayout::axisFor(size(), m_scope.range(), m_look.fonts).left;
    const int room = std::max(40, static_cast<int>(gutter) - 2 * left);
    m_comparedWith->setGeometry(left, m_look.fonts.px(6), room, m_look.fonts.px(28));
    showComparedWith();
}

bool TimelineView::event(QEvent* e) {
    if (e->type() == QEvent::FocusIn || e->type() == QEvent::FocusOut)
        m_plot->paintHand();
    return QWidget::event(e);
}

bool TimelineView::eventFilter(QObject*, QEvent* e) {
    if (e->type() != QEvent::ToolTip || !m_values.incident)
        return false;
    const auto* help = static_cast<QHelpEvent*>(e);
    const TimelineHit hit = hitAt(m_scene, help->pos());
    const QString tip = tipFor(hit, m_scene, m_values, help->pos());
    if (tip.isEmpty())
        QToolTip::hideText();
    else
        QToolTip::showText(help->globalPos(), tip, m_plot);
    return true;
}

} // namespace foreshock
