// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/log/level_strip.h"

#include "model/base/time_text.h"
#include "views/time_scope/time_scope.h"
#include "views/timeline/timeline_layout.h"

#include <QApplication>
#include <QHelpEvent>
#include <QLocale>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>
#include <algorithm>

namespace foreshock {
namespace {

constexpr double kBar = 4; ///< pixels a bar takes, with the gap behind it

QString number(std::int64_t n) {
    return QLocale(QLocale::English).toString(static_cast<qlonglong>(n));
}

/// Solid at the base, hatched above it, then grey and pale: told apart without colour.
QBrush brushOf(LevelGroup group, const Theme& t) {
    switch (group) {
    case LevelGroup::Error:
        return QBrush(t.logError);
    case LevelGroup::Warning:
        return QBrush(t.logWarning, Qt::Dense4Pattern);
    case LevelGroup::Info: {
        QColor calm = t.none;
        calm.setAlpha(140);
        return QBrush(calm);
    }
    case LevelGroup::Rest:
        break;
    }
    return QBrush(t.line2);
}

} // namespace

LevelStrip::LevelStrip(TimeScope& scope, QWidget* parent)
    : QWidget(parent)
    , m_scope(scope) {
    setFocusPolicy(Qt::TabFocus);
    setMouseTracking(true);
    setAccessibleName(tr("Log records over time, by level"));
    for (const auto signal : {&TimeScope::rangeChanged, &TimeScope::zoneChanged})
        connect(&m_scope, signal, this, &LevelStrip::lay);
    for (const auto signal : {&TimeScope::cursorChanged, &TimeScope::selectionChanged})
        connect(&m_scope, signal, this, qOverload<>(&QWidget::update));
}

void LevelStrip::setLook(const Look& look) {
    m_look = look;
    setFixedHeight(look.fonts.px(40));
    lay();
}

TimeAxis LevelStrip::axis() const {
    return TimelineLayout::axisFor(size(), m_scope.range(), m_look.fonts);
}
double LevelStrip::base() const {
    return height() - m_look.fonts.px(4);
}
int LevelStrip::cells() const {
    return std::max(1, static_cast<int>(axis().width / (kBar * m_look.fonts.scale)));
}

void LevelStrip::lay() {
    m_shape = LevelStripLayout::of(m_histogram, axis(), base() - m_look.fonts.px(4));
    if (m_chosen && *m_chosen >= m_shape.bars.size())
        m_chosen.reset();
    update();
}

void LevelStrip::setHistogram(const LogHistogram& histogram) {
    m_histogram = histogram;
    lay();
}

QString LevelStrip::textOf(std::size_t cell) const {
    const LevelStripLayout::Bar& bar = m_shape.bars[cell];
    const auto count = [&](LevelGroup group, const char* one, const char* many) {
        const std::int64_t n = bar.counts[static_cast<std::size_t>(group)];
        return number(n) + QLatin1Char(' ') + (n == 1 ? tr(one) : tr(many));
    };
    const Duration length = m_histogram.edge(cell + 1) - m_histogram.edge(cell);
    const auto clock = [&](Instant t) {
        // To the second, unless cells are shorter.
        if (length >= Duration::seconds(1))
            t = Instant{t.ns - (t.ns % 1'000'000'000 + 1'000'000'000) % 1'000'000'000};
        return QString::fromStdString(clockText(t, m_scope.zone()));
    };
    return tr("%1 to %2 %3: %4, %5, %6, %7")
        .arg(clock(m_histogram.edge(cell)), clock(m_histogram.edge(cell + 1)),
             QString::fromStdString(m_scope.zone().abbreviationAt(m_histogram.edge(cell))),
             count(LevelGroup::Error, "error", "errors"), count(LevelGroup::Warning, "warning", "warnings"),
             count(LevelGroup::Info, "info", "info"), count(LevelGroup::Rest, "other", "others"));
}

void LevelStrip::paintBars(QPainter& p) const {
    const double gap = kBar * m_look.fonts.scale >= 3 ? 1 : 0;
    for (std::size_t i = 0; i < m_shape.bars.size(); ++i) {
        const LevelStripLayout::Bar& bar = m_shape.bars[i];
        double y = base();
        // Neighbours share their edge, so that no seam jumps between two of them.
        const double left = std::round(bar.left), right = std::round(bar.left + bar.width) - gap;
        for (std::size_t group = 0; group < kLevelGroups && right > left; ++group) {
            const double h = bar.heights[group];
            if (h <= 0)
                continue;
            const QRectF box(left, y - h, right - left, h);
            if (static_cast<LevelGroup>(group) == LevelGroup::Warning) {
                QColor paper = m_look.theme.logWarning;
                paper.setAlpha(90);
                p.fillRect(box, paper);
            }
            p.fillRect(box, brushOf(static_cast<LevelGroup>(group), m_look.theme));
            y -= h;
        }
        if (m_chosen == i && hasFocus()) {
            p.setPen(m_look.theme.accent);
            p.setBrush(Qt::NoBrush);
            p.drawRect(QRectF(left - .5, 1.5, std::max(2.0, right - left) + 1, base() - 1));
        }
    }
}

/// What the patterns mean, and how much the tallest bar holds.
void LevelStrip::paintGutter(QPainter& p) const {
    const Fonts& f = m_look.fonts;
    const double room = axis().left - f.px(12) - f.px(8);
    const QFontMetricsF metrics(f.small);
    p.setFont(f.small);
    p.setPen(m_look.theme.text3);
    double x = f.px(12);
    const double line = height() / 2.0;
    for (const auto& [group, word] :
         {std::pair(LevelGroup::Error, tr("error")), std::pair(LevelGroup::Warning, tr("warning")),
          std::pair(LevelGroup::Info, tr("info"))}) {
        const QRectF swatch(x, line / 2 - f.px(3) + 1, f.px(7), f.px(7));
        const double end = swatch.right() + f.px(4) + metrics.horizontalAdvance(word);
        if (end > f.px(12) + room)
            break;
        p.fillRect(swatch, brushOf(group, m_look.theme));
        p.drawText(QRectF(swatch.right() + f.px(4), 0, room, line + f.px(2)), Qt::AlignLeft | Qt::AlignVCenter, word);
        x = end + f.px(9);
    }
    if (m_histogram.cells.empty())
        return;
    const Duration cell = m_histogram.range.length() / static_cast<std::int64_t>(m_histogram.cells.size());
    QString words = tr("at most %1 in %2").arg(number(m_shape.most), QString::fromStdString(durationText(cell)));
    if (m_histogram.searched < 1)
        words = tr("searched %1 %").arg(static_cast<int>(m_histogram.searched * 100));
    p.drawText(QRectF(f.px(12), line - f.px(2), room, line), Qt::AlignLeft | Qt::AlignVCenter,
               metrics.elidedText(words, Qt::ElideRight, room));
}

void LevelStrip::paintEvent(QPaintEvent*) {
    QPainter p(this);
    p.setLayoutDirection(Qt::LeftToRight);
    const Theme& t = m_look.theme;
    p.fillRect(rect(), t.surface);
    const TimeAxis a = axis();
    p.fillRect(QRectF(a.left, base(), a.width, 1), t.line);
    const auto shade = [&](double from, double to) { p.fillRect(QRectF(from, 0, to - from, base()), t.selection); };
    if (const auto& selection = m_scope.selection())
        shade(std::clamp(a.x(selection->from), a.left, a.right()), std::clamp(a.x(selection->to), a.left, a.right()));
    paintBars(p);
    if (m_pressed && std::abs(m_dragged - *m_pressed) >= 3)
        shade(std::min(*m_pressed, m_dragged), std::max(*m_pressed, m_dragged));
    if (m_scope.cursor() && m_scope.range().contains(*m_scope.cursor()))
        p.fillRect(QRectF(std::round(a.x(*m_scope.cursor())), 0, 1, base()), t.accent);
    paintGutter(p);
    if (hasFocus() && !m_chosen) {
        p.setPen(t.accent);
        p.setBrush(Qt::NoBrush);
        p.drawRect(QRectF(a.left - .5, .5, a.width, height() - 1.5));
    }
}

void LevelStrip::resizeEvent(QResizeEvent*) {
    lay();
    emit cellsChanged();
}

void LevelStrip::narrow(std::size_t cell) {
    m_chosen.reset();
    m_scope.setRange({m_histogram.edge(cell), m_histogram.edge(cell + 1)});
}

void LevelStrip::mousePressEvent(QMouseEvent* e) {
    const TimeAxis a = axis();
    if (e->button() == Qt::LeftButton && e->position().x() >= a.left && e->position().x() < a.right()) {
        m_pressed = e->position().x();
        m_dragged = *m_pressed;
    }
}

void LevelStrip::mouseMoveEvent(QMouseEvent* e) {
    if (!m_pressed)
        return;
    const TimeAxis a = axis();
    m_dragged = std::clamp(e->position().x(), a.left, a.right());
    update();
}

void LevelStrip::mouseReleaseEvent(QMouseEvent* e) {
    if (!m_pressed || e->button() != Qt::LeftButton)
        return;
    const TimeAxis a = axis();
    const double from = std::min(*m_pressed, m_dragged), to = std::max(*m_pressed, m_dragged);
    m_pressed.reset();
    if (to - from >= QApplication::startDragDistance())
        m_scope.setRange({a.at(from), a.at(to)});
    else if (const auto cell = m_shape.barAt(from); cell && m_shape.bars[*cell].total > 0)
        narrow(*cell);
    update();
}

void LevelStrip::choose(std::optional<std::size_t> cell) {
    m_chosen = cell;
    setAccessibleDescription(cell ? textOf(*cell) : QString());
    if (cell)
        QToolTip::showText(mapToGlobal(QPoint(static_cast<int>(m_shape.bars[*cell].left), height())), textOf(*cell),
                           this);
    update();
}

/// From bar to bar that holds something; Enter narrows to it.
void LevelStrip::keyPressEvent(QKeyEvent* e) {
    const std::size_t count = m_shape.bars.size();
    const bool isRight = e->key() == Qt::Key_Right;
    if ((isRight || e->key() == Qt::Key_Left) && count > 0 && m_shape.most > 0) {
        std::size_t cell = m_chosen.value_or(isRight ? count - 1 : 0);
        do
            cell = (cell + (isRight ? 1 : count - 1)) % count;
        while (m_shape.bars[cell].total == 0);
        choose(cell);
    } else if ((e->key() == Qt::Key_Return || e->key() == Qt::Key_Enter) && m_chosen) {
        narrow(*m_chosen);
    } else if (e->key() == Qt::Key_Escape && m_chosen) {
        choose(std::nullopt);
    } else {
        QWidget::keyPressEvent(e);
    }
}

bool LevelStrip::event(QEvent* e) {
    if (e->type() == QEvent::ToolTip) {
        const auto* help = static_cast<QHelpEvent*>(e);
        if (const auto cell = m_shape.barAt(help->pos().x()))
            QToolTip::showText(help->globalPos(), textOf(*cell), this);
        else
            QToolTip::hideText();
        return true;
    }
    return QWidget::event(e);
}

void LevelStrip::focusInEvent(QFocusEvent*) {
    update();
}
void LevelStrip::focusOutEvent(QFocusEvent*) {
    update();
}

} // namespace foreshock
