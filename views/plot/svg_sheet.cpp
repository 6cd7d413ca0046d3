// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/plot/svg_sheet.h"

#include <QBuffer>
#include <QFontInfo>
#include <QHash>
#include <QPaintEngine>
#include <QPainterPath>
#include <QPixmap>
#include <QRegion>
#include <cmath>

namespace foreshock {
namespace {

QByteArray number(double v) {
    QByteArray out = QByteArray::number(v, 'f', 2);
    while (out.endsWith('0'))
        out.chop(1);
    if (out.endsWith('.'))
        out.chop(1);
    return out == "-0" ? QByteArray("0") : out;
}

QByteArray escaped(const QString& text) {
    QString out;
    for (const QChar c : text)
        if (c >= QLatin1Char(' ') || c == QLatin1Char('\t')) // XML takes no other
            out += c;
    return out.toHtmlEscaped().toUtf8();
}

QByteArray pathData(const QPainterPath& path) {
    QByteArray out;
    const auto point = [&](const char* letter, const QPainterPath::Element& e) {
        out += letter + number(e.x) + ' ' + number(e.y);
    };
    for (int i = 0; i < path.elementCount(); ++i) {
        const QPainterPath::Element e = path.elementAt(i);
        if (e.isMoveTo())
            point("M", e);
        else if (e.isLineTo())
            point("L", e);
        else if (e.type == QPainterPath::CurveToElement)
            point("C", e);
        else
            point(" ", e);
    }
    return out;
}

QByteArray regionData(const QRegion& region) {
    QByteArray out;
    for (const QRect& r : region)
        out += 'M' + number(r.x()) + ' ' + number(r.y()) + 'h' + number(r.width()) + 'v' + number(r.height()) + 'h' +
               number(-r.width()) + 'z';
    return out;
}

QByteArray colour(const char* what, const QColor& c) {
    QByteArray out = QByteArray(" ") + what + "=\"" + c.name().toLatin1() + '"';
    if (c.alpha() < 255)
        out += QByteArray(" ") + what + "-opacity=\"" + number(c.alphaF()) + '"';
    return out;
}

bool isNothing(const QBrush& brush) {
    return brush.style() == Qt::NoBrush || brush.color().alpha() == 0;
}

} // namespace

/// Writes elements as they are painted, each under the clip that holds then.
class SvgSheet::Engine final : public QPaintEngine {
public:
    explicit Engine(QSize size)
        : QPaintEngine(PaintEngineFeatures(AllFeatures & ~PerspectiveTransform & ~PorterDuff))
        , m_all(QPoint(), size) {}

    bool begin(QPaintDevice*) override {
        setActive(true);
        return true;
    }
    bool end() override {
        closeGroup();
        setActive(false);
        return true;
    }
    Type type() const override { return User; }
    QByteArray definitions() const { return m_definitions; }
    QByteArray body() const { return m_body; }

    void updateState(const QPaintEngineState& s) override {
        const DirtyFlags dirty = s.state();
        if (dirty & DirtyPen)
            m_pen = s.pen();
        if (dirty & DirtyBrush)
            m_brush = s.brush();
        if (dirty & DirtyTransform)
            m_transform = s.transform();
        if (dirty & DirtyOpacity)
            m_opacity = s.opacity();
        if (dirty & DirtyHints)
            m_isSmooth = s.renderHints().testFlag(QPainter::Antialiasing);
        if (dirty & DirtyClipPath) {
            setClip(s.clipPath(), s.clipOperation());
        } else if (dirty & DirtyClipRegion) {
            QPainterPath path;
            for (const QRect& rect : s.clipRegion())
                path.addRect(rect);
            setClip(path, s.clipOperation());
        }
        if (dirty & DirtyClipEnabled)
            m_isClipped = s.isClipEnabled();
    }

    void drawPath(const QPainterPath& path) override { write(path, m_brush); }

    void drawPolygon(const QPointF* points, int count, PolygonDrawMode mode) override {
        QPainterPath path(points[0]);
        for (int i = 1; i < count; ++i)
            path.lineTo(points[i]);
        if (mode != PolylineMode)
            path.closeSubpath();
        path.setFillRule(mode == WindingMode ? Qt::WindingFill : Qt::OddEvenFill);
        write(path, mode == PolylineMode ? QBrush() : m_brush);
    }

    void drawRects(const QRectF* rects, int count) override {
        QPainterPath path; // one element: heat rows have thousands of them
        for (int i = 0; i < count; ++i)
            path.addRect(rects[i]);
        write(path, m_brush);
    }
    using QPaintEngine::drawRects;

    void drawTextItem(const QPointF& at, const QTextItem& item) override {
        const QString text = item.text();
        const QRectF box(at.x(), at.y() - item.ascent(), item.width(), item.ascent() + item.descent());
        if (text.trimmed().isEmpty() || !open(box))
            return;
        const bool isRightToLeft = item.renderFlags().testFlag(QTextItem::RightToLeft);
        const QPointF start(isRightToLeft ? at.x() + item.width() : at.x(), at.y());
        m_body += "<text xml:space=\"preserve\"" + placed(start) + fontOf(item);
        if (isRightToLeft)
            m_body += " direction=\"rtl\"";
        if (text.size() > 1) // as wide as here, whatever font the reader has
            m_body += " textLength=\"" + number(item.width()) + "\" lengthAdjust=\"spacingAndGlyphs\"";
        m_body += colour("fill", m_pen.color()) + faded() + '>' + escaped(text) + "</text>\n";
    }

    void drawPixmap(const QRectF& to, const QPixmap& pixmap, const QRectF& from) override {
        if (!open(to))
            return;
        QByteArray png;
        QBuffer buffer(&png);
        pixmap.copy(from.toAlignedRect()).save(&buffer, "PNG");
        const QRectF box = m_transform.mapRect(to);
        m_body += "<image x=\"" + number(box.x()) + "\" y=\"" + number(box.y()) + "\" width=\"" + number(box.width()) +
                  "\" height=\"" + number(box.height()) + '"' + faded() +
                  " preserveAspectRatio=\"none\" href=\"data:image/png;base64," + png.toBase64() + "\"/>\n";
    }
    void drawImage(const QRectF& to, const QImage& image, const QRectF& from, Qt::ImageConversionFlags) override {
        drawPixmap(to, QPixmap::fromImage(image), from);
    }

private:
    void setClip(const QPainterPath& path, Qt::ClipOperation operation) {
        const QPainterPath mapped = m_transform.map(path);
        m_clip = operation == Qt::IntersectClip && m_hasClip ? m_clip.intersected(mapped) : mapped;
        m_hasClip = m_isClipped = operation != Qt::NoClip;
    }

    /// The group of the clip that holds now; false: nothing of the box would be seen.
    bool open(const QRectF& box) {
        QRectF seen = m_all;
        QByteArray clip;
        if (const QRegion system = systemClip(); !system.isEmpty()) {
            seen &= system.boundingRect();
            if (system.rectCount() > 1 || !system.boundingRect().contains(m_all))
                clip = clipId(regionData(system), {});
        }
        if (m_isClipped && m_hasClip) {
            seen &= m_clip.boundingRect();
            clip = clipId(pathData(m_clip), clip);
        }
        const QRectF there = m_transform.mapRect(box).adjusted(-2, -2, 2, 2);
        if (seen.isEmpty() || !seen.intersects(there))
            return false;
        if (clip != m_group) {
            closeGroup();
            m_group = clip;
            if (!clip.isEmpty())
                m_body += "<g clip-path=\"url(#" + clip + ")\">\n";
        }
        return true;
    }
    void closeGroup() {
        if (!m_group.isEmpty())
            m_body += "</g>\n";
        m_group.clear();
    }
    /// Within another clip, if there is one.
    QByteArray clipId(const QByteArray& data, const QByteArray& within) {
        const QByteArray key = within + ':' + data;
        if (const auto known = m_clips.constFind(key); known != m_clips.constEnd())
            return *known;
        const QByteArray id = "c" + QByteArray::number(m_clips.size() + 1);
        m_clips.insert(key, id);
        m_definitions += "<clipPath id=\"" + id + '"' +
                         (within.isEmpty() ? QByteArray() : " clip-path=\"url(#" + within + ")\"") + "><path d=\"" +
                         data + "\"/></clipPath>\n";
        return id;
    }

    QByteArray faded() const { return m_opacity < 1 ? " opacity=\"" + number(m_opacity) + '"' : QByteArray(); }

    QByteArray placed(QPointF at) const {
        if (m_transform.type() <= QTransform::TxTranslate) {
            const QPointF p = m_transform.map(at);
            return " x=\"" + number(p.x()) + "\" y=\"" + number(p.y()) + '"';
        }
        const QTransform& t = m_transform;
        QByteArray matrix;
        for (const double v : {t.m11(), t.m12(), t.m21(), t.m22(), t.dx(), t.dy()})
            matrix += (matrix.isEmpty() ? "" : " ") + QByteArray::number(v, 'g', 6);
        return " transform=\"matrix(" + matrix + ")\" x=\"" + number(at.x()) + "\" y=\"" + number(at.y()) + '"';
    }

    static QByteArray fontOf(const QTextItem& item) {
        const QFont font = item.font();
        const int size = font.pixelSize() > 0 ? font.pixelSize() : QFontInfo(font).pixelSize();
        const bool isMono = QFontInfo(font).fixedPitch();
        QByteArray out = " font-family=\"" + escaped(font.family()) + (isMono ? ", monospace" : ", sans-serif") +
                         "\" font-size=\"" + QByteArray::number(size) + '"';
        if (font.weight() != QFont::Normal)
            out += " font-weight=\"" + QByteArray::number(font.weight()) + '"';
        if (font.italic())
            out += " font-style=\"italic\"";
        if (item.renderFlags() & (QTextItem::Underline | QTextItem::StrikeOut))
            out += item.renderFlags() & QTextItem::Underline ? " text-decoration=\"underline\""
                                                             : " text-decoration=\"line-through\"";
        return out;
    }

    QByteArray filled(const QBrush& brush) {
        if (isNothing(brush))
            return " fill=\"none\"";
        if (brush.style() == Qt::SolidPattern)
            return colour("fill", brush.color());
        if (brush.gradient() && !brush.gradient()->stops().isEmpty())
            return colour("fill", brush.gradient()->stops().first().second);
        if (brush.style() == Qt::TexturePattern)
            return colour("fill", brush.textureImage().pixelColor(0, 0));
        return " fill=\"url(#" + patternId(brush) + ")\"";
    }
    /// Dots and strokes of a brush, as a tile of eight.
    QByteArray patternId(const QBrush& brush) {
        const QByteArray key = brush.color().name(QColor::HexArgb).toLatin1() + QByteArray::number(brush.style());
        if (const auto known = m_patterns.constFind(key); known != m_patterns.constEnd())
            return *known;
        const QByteArray id = "p" + QByteArray::number(m_patterns.size() + 1);
        m_patterns.insert(key, id);
        const QByteArray stroke = "<path" + colour("stroke", brush.color()) + " fill=\"none\" d=\"";
        QByteArray tile;
        if (brush.style() == Qt::BDiagPattern || brush.style() == Qt::DiagCrossPattern)
            tile += stroke + "M-2 2L2 -2M0 8L8 0M6 10L10 6\"/>";
        if (brush.style() == Qt::FDiagPattern || brush.style() == Qt::DiagCrossPattern)
            tile += stroke + "M-2 6L2 10M0 0L8 8M6 -2L10 2\"/>";
        if (brush.style() == Qt::HorPattern || brush.style() == Qt::CrossPattern)
            tile += stroke + "M0 4.5H8\"/>";
        if (brush.style() == Qt::VerPattern || brush.style() == Qt::CrossPattern)
            tile += stroke + "M4.5 0V8\"/>";
        if (tile.isEmpty()) // a dense one: a chessboard
            for (int y = 0; y < 8; ++y)
                for (int x = y % 2; x < 8; x += 2)
                    tile += "<rect x=\"" + QByteArray::number(x) + "\" y=\"" + QByteArray::number(y) +
                            "\" width=\"1\" height=\"1\"" + colour("fill", brush.color()) + "/>";
        m_definitions += "<pattern id=\"" + id + "\" width=\"8\" height=\"8\" patternUnits=\"userSpaceOnUse\">" + tile +
                         "</pattern>\n";
        return id;
    }

    QByteArray stroked() const {
        if (m_pen.style() == Qt::NoPen || m_pen.color().alpha() == 0)
            return {};
        const double scale = m_pen.isCosmetic() ? 1 : std::sqrt(std::abs(m_transform.determinant()));
        const double width = m_pen.widthF() > 0 ? m_pen.widthF() * scale : 1;
        QByteArray out = colour("stroke", m_pen.color());
        if (width != 1)
            out += " stroke-width=\"" + number(width) + '"';
        if (m_pen.style() != Qt::SolidLine) {
            QByteArray dashes;
            for (const qreal part : m_pen.dashPattern())
                dashes += (dashes.isEmpty() ? "" : " ") + number(part * width);
            out += " stroke-dasharray=\"" + dashes + '"';
        }
        if (m_pen.capStyle() != Qt::FlatCap && m_pen.style() == Qt::SolidLine)
            out += m_pen.capStyle() == Qt::RoundCap ? " stroke-linecap=\"round\"" : " stroke-linecap=\"square\"";
        if (m_pen.joinStyle() != Qt::MiterJoin)
            out += m_pen.joinStyle() == Qt::RoundJoin ? " stroke-linejoin=\"round\"" : " stroke-linejoin=\"bevel\"";
        return out;
    }

    void write(const QPainterPath& path, const QBrush& brush) {
        const QByteArray stroke = stroked();
        if ((stroke.isEmpty() && isNothing(brush)) || path.isEmpty())
            return;
        const double reach = m_pen.widthF();
        if (!open(path.boundingRect().adjusted(-reach, -reach, reach, reach)))
            return;
        QPainterPath there = m_transform.map(path);
        if (!m_isSmooth && !stroke.isEmpty() && m_pen.widthF() <= 1)
            there.translate(.5, .5); // on the screen such a line fills the pixels right below and beside its points
        m_body += "<path" + filled(brush) + stroke;
        if (!isNothing(brush) && path.fillRule() == Qt::OddEvenFill && path.elementCount() > 5)
            m_body += " fill-rule=\"evenodd\"";
        if (!m_isSmooth)
            m_body += " shape-rendering=\"crispEdges\"";
        m_body += faded() + " d=\"" + pathData(there) + "\"/>\n";
    }

    QRect m_all;
    QPen m_pen;
    QBrush m_brush;
    QTransform m_transform;
    double m_opacity = 1;
    bool m_isSmooth = false;
    bool m_isClipped = false, m_hasClip = false;
    QPainterPath m_clip; ///< on the sheet
    QByteArray m_group;  ///< the clip of the open group; empty: none is open
    QHash<QByteArray, QByteArray> m_clips, m_patterns;
    QByteArray m_definitions, m_body;
};

SvgSheet::SvgSheet(QSize size, const QString& title)
    : m_size(size)
    , m_title(title)
    , m_engine(std::make_unique<Engine>(size)) {}

SvgSheet::~SvgSheet() = default;

QPaintEngine* SvgSheet::paintEngine() const {
    return m_engine.get();
}

int SvgSheet::metric(PaintDeviceMetric metric) const {
    switch (metric) {
    case PdmWidth:
        return m_size.width();
    case PdmHeight:
        return m_size.height();
    case PdmWidthMM:
        return static_cast<int>(m_size.width() * 25.4 / 96);
    case PdmHeightMM:
        return static_cast<int>(m_size.height() * 25.4 / 96);
    case PdmNumColors:
        return -1;
    case PdmDepth:
        return 32;
    case PdmDpiX:
    case PdmDpiY:
    case PdmPhysicalDpiX:
    case PdmPhysicalDpiY:
        return 96;
    case PdmDevicePixelRatio:
        return 1;
    case PdmDevicePixelRatioScaled:
        return static_cast<int>(devicePixelRatioFScale());
    default:
        return 0;
    }
}

QByteArray SvgSheet::svg() const {
    const QByteArray w = QByteArray::number(m_size.width()), h = QByteArray::number(m_size.height());
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"" + w +
           "\" height=\"" + h + "\" viewBox=\"0 0 " + w + ' ' + h + "\">\n<title>" + escaped(m_title) +
           "</title>\n<defs>\n" + m_engine->definitions() + "</defs>\n" + m_engine->body() + "</svg>\n";
}

} // namespace foreshock
