// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/picture_file.h"

#include "views/timeline/timeline_view.h"

#include <QPainter>
#include <QPixmap>
#include <QSvgGenerator>

namespace foreshock {
namespace {

/// Everything as pixels of its buffers, but the timelines in it once more as lines over them.
void paintOn(QPainter& painter, QWidget& widget) {
    if (auto* timeline = qobject_cast<TimelineView*>(&widget))
        return timeline->paintOn(painter);
    widget.render(&painter);
    for (TimelineView* timeline : widget.findChildren<TimelineView*>())
        if (timeline->isVisible()) {
            painter.save();
            painter.translate(timeline->mapTo(&widget, QPoint()));
            timeline->paintOn(painter);
            painter.restore();
        }
}

Result<void> writeSvg(QWidget& widget, const QString& path, const Error& failed) {
    QSvgGenerator svg;
    svg.setFileName(path);
    svg.setSize(widget.size());
    svg.setViewBox(widget.rect());
    svg.setTitle(QStringLiteral("Foreshock"));
    QPainter painter;
    if (!painter.begin(&svg))
        return failed;
    paintOn(painter, widget);
    return painter.end() ? Result<void>() : failed;
}

} // namespace

Result<void> writePicture(QWidget& widget, const std::string& path, double perPixel) {
    const QString name = QString::fromStdString(path);
    const Error failed{ErrorCode::Io, "can't write the picture", path, "Check the folder's rights and free space"};
    if (name.endsWith(QLatin1String(".svg"), Qt::CaseInsensitive))
        return writeSvg(widget, name, failed);
    if (!name.endsWith(QLatin1String(".png"), Qt::CaseInsensitive))
        return Error{ErrorCode::Invalid, "pictures end in .png or .svg", path, "Rename the output"};
    if (perPixel == 1)
        return widget.grab().save(name, "PNG") ? Result<void>() : failed;
    QPixmap sheet((QSizeF(widget.size()) * perPixel).toSize());
    sheet.setDevicePixelRatio(perPixel);
    sheet.fill(Qt::transparent);
    QPainter painter(&sheet);
    paintOn(painter, widget);
    painter.end();
    return sheet.save(name, "PNG") ? Result<void>() : failed;
}

} // namespace foreshock
