// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/picture_file.h"

#include "views/plot/svg_sheet.h"
#include "views/timeline/timeline_view.h"

#include <QBuffer>
#include <QFontMetrics>
#include <QPainter>
#include <QPixmap>
#include <QSaveFile>

namespace foreshock {
namespace {

/// Everything by its own painters; the timelines in it as lines, not as the pixels of their buffers.
void paintOn(QPainter& painter, QWidget& widget) {
    if (auto* timeline = qobject_cast<TimelineView*>(&widget))
        return timeline->paintOn(painter);
    const QList<TimelineView*> timelines = widget.findChildren<TimelineView*>();
    for (TimelineView* timeline : timelines)
        timeline->plot()->setVisible(false);
    widget.render(&painter);
    for (TimelineView* timeline : timelines)
        timeline->plot()->setVisible(true);
    for (TimelineView* timeline : timelines)
        if (timeline->isVisible()) {
            painter.save();
            painter.translate(timeline->mapTo(&widget, QPoint()));
            timeline->paintOn(painter);
            painter.restore();
        }
}

QRect captionBox(const PictureManner& manner, int width) {
    return {manner.look.fonts.px(12), manner.look.fonts.px(5), width - manner.look.fonts.px(24), 4000};
}

/// Last, over what a drawing without clipping let hang out below.
void paintCaption(QPainter& p, const PictureManner& manner, QSize widget) {
    if (manner.caption.isEmpty())
        return;
    const Theme& t = manner.look.theme;
    const int height = captionHeight(manner, widget.width());
    p.setRenderHint(QPainter::Antialiasing, false);
    p.fillRect(QRect(0, widget.height(), widget.width(), height), t.raised);
    p.fillRect(QRect(0, widget.height(), widget.width(), 1), t.line2);
    p.setFont(manner.look.fonts.small);
    p.setPen(t.text2);
    p.drawText(captionBox(manner, widget.width()).translated(0, widget.height()), Qt::TextWordWrap, manner.caption);
}

QByteArray asSvg(QWidget& widget, const PictureManner& manner, QSize whole) {
    SvgSheet sheet(whole, manner.caption.isEmpty() ? QStringLiteral("Foreshock") : manner.caption);
    QPainter painter(&sheet);
    painter.fillRect(QRect(QPoint(), whole), manner.look.theme.surface);
    paintOn(painter, widget);
    paintCaption(painter, manner, widget.size());
    painter.end();
    return sheet.svg();
}

QByteArray asPng(QWidget& widget, const PictureManner& manner, QSize whole) {
    QPixmap sheet((QSizeF(whole) * manner.perPixel).toSize());
    if (sheet.isNull())
        return {};
    sheet.setDevicePixelRatio(manner.perPixel);
    sheet.fill(manner.look.theme.surface);
    QPainter painter(&sheet);
    if (manner.perPixel == 1) // as it is on the screen, to the pixel
        painter.drawPixmap(0, 0, widget.grab());
    else
        paintOn(painter, widget);
    paintCaption(painter, manner, widget.size());
    painter.end();
    QByteArray out;
    QBuffer buffer(&out);
    return sheet.save(&buffer, "PNG") ? out : QByteArray();
}

} // namespace

int captionHeight(const PictureManner& manner, int width) {
    if (manner.caption.isEmpty())
        return 0;
    const QFontMetrics metrics(manner.look.fonts.small);
    return metrics.boundingRect(captionBox(manner, width), Qt::TextWordWrap, manner.caption).height() +
           manner.look.fonts.px(10);
}

Result<void> writePicture(QWidget& widget, const std::string& path, const PictureManner& manner) {
    const QString name = QString::fromStdString(path);
    const bool isSvg = name.endsWith(QLatin1String(".svg"), Qt::CaseInsensitive);
    if (!isSvg && !name.endsWith(QLatin1String(".png"), Qt::CaseInsensitive))
        return Error{ErrorCode::Invalid, "pictures end in .png or .svg", path, "Rename the output"};
    const QSize whole(widget.width(), widget.height() + captionHeight(manner, widget.width()));
    const QByteArray bytes = isSvg ? asSvg(widget, manner, whole) : asPng(widget, manner, whole);
    return writePictureBytes(bytes, path);
}

Result<void> writePictureBytes(const QByteArray& bytes, const std::string& path) {
    if (bytes.isEmpty())
        return Error{ErrorCode::Invalid, "the picture is too large for this machine", path, "Ask for a smaller one"};
    QSaveFile file(QString::fromStdString(path));
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size() || !file.commit())
        return Error{ErrorCode::Io, "can't write the picture", path, "Check the folder's rights and free space"};
    return {};
}

} // namespace foreshock
