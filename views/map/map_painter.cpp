// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/map/map_painter.h"

#include "model/base/time_text.h"
#include "views/theme/glyph.h"
#include "views/words/change_words.h"

#include <QPainter>
#include <QPainterPath>

#include <algorithm>

namespace foreshock {
namespace {

QString text(const std::string& s) {
    return QString::fromStdString(s);
}

bool isTroubled(Health health) {
    return health == Health::Failing || health == Health::Degraded;
}

QRectF boxOf(const MapDrawing::Node& node) {
    return {node.centre.x - MapDrawing::kWidth / 2, node.centre.y - MapDrawing::kHeight / 2, MapDrawing::kWidth,
            MapDrawing::kHeight};
}

QPainterPath outlineOf(NodeShape shape, const QRectF& box) {
    QPainterPath path;
    const double h = box.height();
    switch (shape) {
    case NodeShape::Tool: // a stadium
        path.addRoundedRect(box, h / 2, h / 2);
        break;
    case NodeShape::Store: { // a drum
        const double lid = h * .14;
        path.moveTo(box.left(), box.top() + lid);
        path.cubicTo(box.left(), box.top() - lid / 3, box.right(), box.top() - lid / 3, box.right(), box.top() + lid);
        path.lineTo(box.right(), box.bottom() - lid);
        path.cubicTo(box.right(), box.bottom() + lid / 3, box.left(), box.bottom() + lid / 3, box.left(),
                     box.bottom() - lid);
        path.closeSubpath();
        break;
    }
    case NodeShape::Queue: // slanted
        path.moveTo(box.left() + h * .2, box.top());
        path.lineTo(box.right(), box.top());
        path.lineTo(box.right() - h * .2, box.bottom());
        path.lineTo(box.left(), box.bottom());
        path.closeSubpath();
        break;
    case NodeShape::External: // corners cut off
        path.moveTo(box.left() + h * .25, box.top());
        path.lineTo(box.right() - h * .25, box.top());
        path.lineTo(box.right(), box.center().y());
        path.lineTo(box.right() - h * .25, box.bottom());
        path.lineTo(box.left() + h * .25, box.bottom());
        path.lineTo(box.left(), box.center().y());
        path.closeSubpath();
        break;
    case NodeShape::Service:
        path.addRoundedRect(box, 4, 4);
        break;
    }
    return path;
}

Qt::PenStyle styleOf(DependencyKind kind) {
    switch (kind) {
    case DependencyKind::Soft:
        return Qt::DashLine;
    case DependencyKind::Buffered:
        return Qt::DotLine;
    case DependencyKind::Tooling:
    case DependencyKind::Telemetry:
    case DependencyKind::Auth:
        return Qt::DashDotLine;
    case DependencyKind::Hard:
    case DependencyKind::Unknown:
        break;
    }
    return Qt::SolidLine;
}

class MapPicture {
public:
    MapPicture(QPainter& painter, const MapValues& values, const Look& look, const QRectF& clip)
        : m_painter(painter)
        , m_values(values)
        , m_drawing(*values.drawing)
        , m_look(look)
        , m_clip(clip) {
        for (const MapDrawing::Node& n : m_drawing.nodes)
            m_states.push_back(values.health ? values.health->at(n.service.id, values.at) : HealthHistory::At{});
    }

    void paint() {
        m_painter.save();
        m_painter.setRenderHint(QPainter::Antialiasing);
        for (const MapDrawing::Edge& e : m_drawing.edges)
            paintEdge(e);
        for (std::size_t i = 0; i < m_drawing.nodes.size(); ++i)
            if (boxOf(m_drawing.nodes[i]).adjusted(-kMapMargin, -kMapMargin, kMapMargin, kMapMargin).intersects(m_clip))
                paintNode(i);
        for (const MapDrawing::Edge& e : m_drawing.edges)
            paintLag(e);
        m_painter.restore();
    }

private:
    const HealthHistory::At& stateOf(int node) const { return m_states[static_cast<std::size_t>(node)]; }
    bool isSpread(const MapDrawing::Edge& e) const {
        return isTroubled(stateOf(e.from).health) && isTroubled(stateOf(e.to).health) && e.lag && Duration{} < *e.lag;
    }

    void paintEdge(const MapDrawing::Edge& e) const {
        if (e.course.size() < 4)
            return;
        QPainterPath path(QPointF(e.course[0].x, e.course[0].y));
        for (std::size_t i = 1; i + 2 < e.course.size(); i += 3)
            path.cubicTo({e.course[i].x, e.course[i].y}, {e.course[i + 1].x, e.course[i + 1].y},
                         {e.course[i + 2].x, e.course[i + 2].y});
        if (!path.controlPointRect().adjusted(-8, -8, 8, 8).intersects(m_clip))
            return;
        const bool isOfResponders = styleOf(e.told.kind) == Qt::DashDotLine;
        const QColor ink = isSpread(e)      ? m_look.theme.accent
                           : isOfResponders ? m_look.theme.ceiling
                                            : m_look.theme.line2;
        QPen pen(ink, isSpread(e) ? 2 : 1.3, styleOf(e.told.kind));
        if (!e.told.isConfirmed && e.told.kind == DependencyKind::Unknown)
            pen.setStyle(Qt::DashLine);
        m_painter.setPen(pen);
        m_painter.setBrush(Qt::NoBrush);
        m_painter.drawPath(path);
        const QPointF tip(e.course.back().x, e.course.back().y);
        const QLineF last(QPointF(e.course[e.course.size() - 2].x, e.course[e.course.size() - 2].y), tip);
        const QLineF whole(path.pointAtPercent(std::max(0.0, 1 - 12 / std::max(12.0, path.length()))), tip);
        const QLineF along = whole.length() > 1 ? whole : last;
        if (along.length() < .1)
            return;
        const QPointF unit = (tip - along.p1()) / along.length(), side(-unit.y(), unit.x());
        m_painter.setPen(Qt::NoPen);
        m_painter.setBrush(ink);
        m_painter.drawPolygon(QPolygonF{tip, tip - unit * 9 + side * 4, tip - unit * 9 - side * 4});
    }

    void paintLag(const MapDrawing::Edge& e) const {
        if (!isSpread(e) || e.course.size() < 4)
            return;
        const std::size_t middle = e.course.size() / 2;
        const QPointF at = e.course.size() == 4
                               ? QPointF((e.course[0].x + 3 * e.course[1].x + 3 * e.course[2].x + e.course[3].x) / 8,
                                         (e.course[0].y + 3 * e.course[1].y + 3 * e.course[2].y + e.course[3].y) / 8)
                               : QPointF(e.course[middle].x, e.course[middle].y);
        QString words = QStringLiteral("+") + text(durationText(*e.lag));
        if (!e.told.isDocumented)
            words += QObject::tr(", undocumented");
        m_painter.setFont(m_look.fonts.smallStrong);
        const QFontMetricsF metrics(m_look.fonts.smallStrong);
        QRectF box(0, 0, metrics.horizontalAdvance(words) + 6, metrics.height());
        box.moveCenter(at);
        m_painter.fillRect(box, m_look.theme.surface);
        m_painter.setPen(m_look.theme.accent);
        m_painter.drawText(box, Qt::AlignCenter, words);
    }

    void paintNode(std::size_t i) const {
        const MapDrawing::Node& node = m_drawing.nodes[i];
        const HealthHistory::At& state = m_states[i];
        const Sign sign = signOf(state.health, m_look.theme);
        const QRectF box = boxOf(node);
        const bool isHeld = node.service.id == m_values.selected ||
                            (m_values.selected.value.empty() && node.service.id == m_drawing.focus);
        QPen pen(isTroubled(state.health) ? sign.colour : m_look.theme.line2, isTroubled(state.health) ? 2 : 1.2);
        if (state.health == Health::Unknown) {
            pen = QPen(m_look.theme.none, 1.4, Qt::DashLine);
        }
        m_painter.setPen(pen);
        m_painter.setBrush(isHeld ? m_look.theme.accentBg : m_look.theme.surface);
        m_painter.drawPath(outlineOf(node.shape, box));

        const QString below = secondLine(state);
        const double inset =
            node.shape == NodeShape::Tool || node.shape == NodeShape::Queue || node.shape == NodeShape::External ? 18
                                                                                                                 : 14;
        const double middle = below.isEmpty() ? box.center().y() : box.top() + box.height() * .36;
        paintGlyph(m_painter, sign.glyph, {box.left() + inset, middle}, 9, sign.colour);
        const QRectF words(box.left() + inset + 10, box.top(), box.width() - inset - 16, box.height());
        const auto line = [&](const QString& what, const QFont& font, const QColor& ink, double y) {
            m_painter.setFont(font);
            m_painter.setPen(ink);
            const QFontMetricsF metrics(font);
            m_painter.drawText(QRectF(words.left(), y - metrics.height() / 2, words.width(), metrics.height()),
                               Qt::AlignLeft | Qt::AlignVCenter,
                               metrics.elidedText(what, Qt::ElideMiddle, words.width()));
        };
        line(text(node.service.id.value), m_look.fonts.body, m_look.theme.text, middle);
        if (!below.isEmpty())
            line(below, m_look.fonts.small, m_look.theme.text2, box.top() + box.height() * .72);
        paintOrder(node, box);
        paintChange(node, box);
    }

    QString secondLine(const HealthHistory::At& state) const {
        if (isTroubled(state.health) && state.since)
            return QObject::tr("since %1").arg(momentText(*state.since));
        if (state.health == Health::Unknown)
            return state.since ? QObject::tr("no data since %1").arg(momentText(*state.since))
                               : QObject::tr("no telemetry");
        return {};
    }

    /// "05:15"; of another day than the moment's "24 Nov 21:10".
    QString momentText(Instant t) const {
        const QString clock = text(clockText(t, m_values.zone)).left(5);
        const std::string day = dayText(t, m_values.zone);
        return day == dayText(m_values.at, m_values.zone)
                   ? clock
                   : text(day).section(QLatin1Char(' '), 0, 1) + QLatin1Char(' ') + clock;
    }

    /// In which place it alarmed, once it has.
    void paintOrder(const MapDrawing::Node& node, const QRectF& box) const {
        const auto found = std::find(m_values.order.begin(), m_values.order.end(), node.service.id);
        const auto now = m_values.health ? m_values.health->at(node.service.id, m_values.at) : HealthHistory::At{};
        if (found == m_values.order.end() || !isTroubled(now.health))
            return;
        const QString number = QString::number(found - m_values.order.begin() + 1);
        const QPointF centre(box.right(), box.top());
        m_painter.setPen(Qt::NoPen);
        m_painter.setBrush(m_look.theme.change);
        m_painter.drawEllipse(centre, 9, 9);
        m_painter.setPen(m_look.theme.onAccent);
        m_painter.setFont(m_look.fonts.smallStrong);
        m_painter.drawText(QRectF(centre.x() - 9, centre.y() - 9, 18, 18), Qt::AlignCenter, number);
    }

    void paintChange(const MapDrawing::Node& node, const QRectF& box) const {
        const auto found = m_values.changes.find(node.service.id);
        if (found == m_values.changes.end())
            return;
        const auto after = std::upper_bound(found->second.begin(), found->second.end(), m_values.at,
                                            [](Instant at, const Change& c) { return at < c.start; });
        if (after == found->second.begin())
            return;
        const Change& change = *std::prev(after);
        const QFontMetricsF metrics(m_look.fonts.smallStrong);
        const QString when = momentText(change.start) + QLatin1Char(' ');
        const QString words = when + fittedName(change.title, change.kind, change.id.value, m_look.fonts.smallStrong,
                                                MapDrawing::kWidth - 10 - metrics.horizontalAdvance(when));
        const QRectF badge(box.left(), box.bottom() + 4, box.width(), metrics.height() + 2);
        m_painter.setPen(Qt::NoPen);
        m_painter.setBrush(m_look.theme.change);
        m_painter.drawRoundedRect(badge, 3, 3);
        m_painter.setPen(m_look.theme.onAccent);
        m_painter.setFont(m_look.fonts.smallStrong);
        m_painter.drawText(badge.adjusted(6, 0, -4, 0), Qt::AlignLeft | Qt::AlignVCenter,
                           metrics.elidedText(words, Qt::ElideRight, badge.width() - 10));
    }

    QPainter& m_painter;
    const MapValues& m_values;
    const MapDrawing& m_drawing;
    const Look& m_look;
    QRectF m_clip;
    std::vector<HealthHistory::At> m_states; ///< of the nodes
};

} // namespace

void paintMap(QPainter& painter, const MapValues& values, const Look& look, const QRectF& clip) {
    if (values.drawing)
        MapPicture(painter, values, look, clip).paint();
}

double mapHeadHeight(const Look& look) {
    return look.fonts.px(52);
}

void paintMapHead(QPainter& p, const MapValues& values, const Look& look, const QRectF& area) {
    if (!values.drawing)
        return;
    const MapDrawing& d = *values.drawing;
    p.setFont(look.fonts.bodyStrong);
    p.setPen(look.theme.text);
    const double line = QFontMetricsF(look.fonts.bodyStrong).height() + 2;
    p.drawText(QRectF(area.left(), area.top(), area.width(), line), Qt::AlignLeft | Qt::AlignVCenter,
               QObject::tr("State at %1 %2")
                   .arg(text(dayText(values.at, values.zone)), text(clockTextWithZone(values.at, values.zone))));
    QStringList words{QObject::tr("numbers: order of first alarm")};
    if (!d.focus.value.empty())
        words << (d.hops == 1 ? QObject::tr("focus: %1, 1 hop").arg(text(d.focus.value))
                              : QObject::tr("focus: %1, %2 hops").arg(text(d.focus.value)).arg(d.hops));
    if (d.leftOut > 0)
        words << (d.leftOut == 1 ? QObject::tr("1 more service is not shown")
                                 : QObject::tr("%1 more services are not shown").arg(d.leftOut));
    p.setFont(look.fonts.small);
    p.setPen(look.theme.text2);
    const QFontMetricsF small(look.fonts.small);
    // The legend at the right, as far as there is room beside the words.
    const std::pair<QString, DependencyKind> kinds[] = {
        {QObject::tr("hard"), DependencyKind::Hard},
        {QObject::tr("soft"), DependencyKind::Soft},
        {QObject::tr("buffered"), DependencyKind::Buffered},
        {QObject::tr("tooling, telemetry, sign-in"), DependencyKind::Tooling}};
    double right = area.right();
    for (auto kind = std::rbegin(kinds); kind != std::rend(kinds); ++kind) {
        const double width = small.horizontalAdvance(kind->first);
        if (right - width - look.fonts.px(48) < area.left() + area.width() * .45)
            break;
        p.setPen(look.theme.text2);
        p.drawText(QRectF(right - width, area.top(), width + 1, line), Qt::AlignVCenter | Qt::AlignLeft, kind->first);
        const bool isOfResponders = styleOf(kind->second) == Qt::DashDotLine;
        p.setPen(QPen(isOfResponders ? look.theme.ceiling : look.theme.text2, 1.5, styleOf(kind->second)));
        p.drawLine(QPointF(right - width - look.fonts.px(36), area.top() + line / 2),
                   QPointF(right - width - look.fonts.px(6), area.top() + line / 2));
        right -= width + look.fonts.px(52);
    }
    p.setPen(look.theme.text2);
    const QString joined = words.join(QStringLiteral(" \u00b7 "));
    p.drawText(QRectF(area.left(), area.top() + line, area.width(), small.height() + 2),
               Qt::AlignLeft | Qt::AlignVCenter, small.elidedText(joined, Qt::ElideRight, area.width()));
}

} // namespace foreshock
