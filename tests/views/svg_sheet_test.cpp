// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <catch2/catch.hpp>

#include "views/plot/svg_sheet.h"

#include <QLabel>
#include <QPainter>
#include <QXmlStreamReader>

using namespace foreshock;

namespace {

template<class Paint>
QByteArray drawn(Paint paint) {
    SvgSheet sheet(QSize(200, 100), QStringLiteral("a < b"));
    QPainter p(&sheet);
    paint(p);
    p.end();
    const QByteArray svg = sheet.svg();
    QXmlStreamReader xml(svg);
    while (!xml.atEnd())
        xml.readNext();
    INFO(xml.errorString().toStdString() << "\n" << svg.toStdString());
    CHECK_FALSE(xml.hasError());
    return svg;
}

} // namespace

TEST_CASE("svg sheet: one unit a pixel, words with their font, the same bytes again", "[plot]") {
    const auto paint = [](QPainter& p) {
        QFont font(QStringLiteral("Inter"));
        font.setPixelSize(13);
        font.setWeight(QFont::DemiBold);
        p.setFont(font);
        p.setPen(QColor(1, 2, 3));
        p.drawText(QPointF(10, 20), QStringLiteral("put <errors> & more"));
    };
    const QByteArray svg = drawn(paint);
    CHECK(svg.contains("width=\"200\" height=\"100\" viewBox=\"0 0 200 100\""));
    CHECK(svg.contains("<title>a &lt; b</title>"));
    CHECK(svg.contains("x=\"10\" y=\"20\""));
    CHECK(svg.contains("font-size=\"13\" font-weight=\"600\""));
    CHECK(svg.contains("fill=\"#010203\""));
    CHECK(svg.contains(">put &lt;errors&gt; &amp; more</text>"));
    CHECK(drawn(paint) == svg);
}

TEST_CASE("svg sheet: clips hold, nest and end; what lies outside is not written", "[plot]") {
    const QByteArray svg = drawn([](QPainter& p) {
        p.setPen(Qt::NoPen);
        p.setBrush(Qt::red);
        p.setClipRect(10, 10, 50, 50);
        p.drawRect(0, 0, 100, 100);
        p.drawText(QPointF(150, 90), QStringLiteral("scrolled out")); // a secret, perhaps
        p.save();
        p.setClipRect(20, 20, 500, 10, Qt::IntersectClip);
        p.drawRect(0, 0, 99, 100);
        p.restore();
        p.drawRect(0, 0, 98, 100);
        p.setClipping(false);
        p.drawRect(0, 0, 97, 100);
    });
    CHECK_FALSE(svg.contains("scrolled out"));
    CHECK(svg.count("<clipPath ") == 2);
    CHECK(svg.contains("M10 10L60 10L60 60L10 60L10 10"));
    // Under the first clip, the inner one, the first again, none.
    const qsizetype first = svg.indexOf("<g clip-path=\"url(#c1)\">"),
                    inner = svg.indexOf("<g clip-path=\"url(#c2)\">"),
                    again = svg.lastIndexOf("<g clip-path=\"url(#c1)\">"), free = svg.indexOf("L97 ");
    CHECK(first < inner);
    CHECK(inner < again);
    CHECK(svg.indexOf("</g>", again) < free);
    CHECK(svg.count("<g ") == svg.count("</g>"));
}

TEST_CASE("svg sheet: lines, dashes, hatches and half-transparent colours are what they are", "[plot]") {
    const QByteArray svg = drawn([](QPainter& p) {
        QPen pen(QColor(0, 0, 255), 2, Qt::DashLine);
        pen.setDashPattern({5, 3});
        p.setPen(pen);
        p.drawLine(QPointF(0, 50), QPointF(200, 50));
        p.setPen(Qt::NoPen);
        p.setBrush(QBrush(Qt::black, Qt::BDiagPattern));
        p.drawRect(10, 10, 20, 20);
        p.setBrush(QColor(255, 0, 0, 128));
        p.translate(100, 0);
        p.drawEllipse(QRectF(0, 0, 10, 10));
    });
    CHECK(svg.contains("stroke=\"#0000ff\" stroke-width=\"2\" stroke-dasharray=\"10 6\""));
    CHECK(svg.contains("<pattern id=\"p1\""));
    CHECK(svg.contains("fill=\"url(#p1)\""));
    CHECK(svg.contains("fill=\"#ff0000\" fill-opacity=\"0.5\""));
    CHECK(svg.contains("M110 5C"));
    CHECK_FALSE(svg.contains("<image"));
}

TEST_CASE("svg sheet: a widget draws itself on it, its children where they are and no further", "[plot]") {
    QWidget window;
    window.resize(200, 100);
    QLabel label(QStringLiteral("a sentence that is much longer than its label"), &window);
    label.setGeometry(20, 30, 60, 20);
    SvgSheet sheet(QSize(200, 100), QStringLiteral("w"));
    QPainter p(&sheet);
    window.render(&p);
    p.end();
    const QByteArray svg = sheet.svg();
    CHECK(svg.contains("a sentence"));
    CHECK(svg.contains("M20 30h60v20h-60z"));
}
