// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/map_picture.h"

#include "app/window/picture_file.h"
#include "views/map/map_painter.h"
#include "views/plot/svg_sheet.h"

#include <QApplication>
#include <QBuffer>
#include <QImage>
#include <QPainter>

namespace foreshock {
namespace {

constexpr double kEdge = 16; ///< around everything
constexpr int kWidest = 16'384;

void paintOn(QPainter& painter, const MapValues& values, const Look& look, const QSizeF& size) {
    painter.fillRect(QRectF(QPointF(), size), look.theme.surface);
    painter.setRenderHint(QPainter::Antialiasing);
    paintMapHead(painter, values, look, {kEdge, kEdge, size.width() - 2 * kEdge, mapHeadHeight(look)});
    painter.translate(kEdge + kMapMargin, kEdge + kMapMargin + mapHeadHeight(look));
    paintMap(painter, values, look, {-size.width(), -size.height(), 3 * size.width(), 3 * size.height()});
}

} // namespace

Result<void> writeMapPicture(const MapOfIncident& map, Instant at, const Zone& zone, const std::string& theme,
                             const std::string& path) {
    if (map.drawing.nodes.empty())
        return Error{ErrorCode::Invalid, "there is no map in this file", path,
                     "Import one, or see what its records hint at: foreshock edges FILE"};
    qputenv("QT_QPA_PLATFORM", "offscreen");
    int argc = 1;
    char name[] = "foreshock";
    char* argv[] = {name, nullptr};
    const QApplication application(argc, argv);
    const Look look = Look::of(theme == "dark" ? ThemeChoice::Dark : ThemeChoice::Light, 1);
    MapValues values;
    values.drawing = std::make_shared<const MapDrawing>(map.drawing);
    values.health = std::make_shared<const HealthHistory>(map.health);
    values.order = map.order;
    values.changes = map.changes;
    values.at = at;
    values.zone = zone;
    const QSizeF size(std::max(640.0, map.drawing.width + 2 * (kEdge + kMapMargin)),
                      map.drawing.height + 2 * (kEdge + kMapMargin) + mapHeadHeight(look));
    const QString file = QString::fromStdString(path);
    if (file.endsWith(QLatin1String(".svg"), Qt::CaseInsensitive)) {
        SvgSheet sheet(size.toSize(), QStringLiteral("Foreshock"));
        QPainter painter(&sheet);
        paintOn(painter, values, look, size);
        painter.end();
        return writePictureBytes(sheet.svg(), path);
    }
    // A map of a thousand services would not fit into one picture at its full size.
    const double scale = std::min(1.0, kWidest / std::max(size.width(), size.height()));
    QImage image((size * scale).toSize(), QImage::Format_RGB32);
    QPainter painter(&image);
    painter.scale(scale, scale);
    paintOn(painter, values, look, size);
    painter.end();
    QByteArray bytes;
    QBuffer buffer(&bytes);
    return writePictureBytes(image.save(&buffer, "PNG") ? bytes : QByteArray(), path);
}

} // namespace foreshock
