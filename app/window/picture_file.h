// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/base/result.h"
#include "views/theme/look.h"

#include <QString>
#include <QWidget>
#include <string>

namespace foreshock {

/// How a widget becomes a picture.
struct PictureManner {
    QString caption;     ///< a line below it; empty: none
    Look look;           ///< of the caption
    double perPixel = 1; ///< pixels of a PNG for each of the screen's
};

/// What the caption adds to a picture's height.
int captionHeight(const PictureManner& manner, int width);

/// Writes a finished picture; what stood there stays if that fails. Errors: Invalid (empty: it was too large), Io.
Result<void> writePictureBytes(const QByteArray& bytes, const std::string& path);

/// Writes what a widget shows, with its caption, as .png, or as .svg, where everything is lines and words. The same
/// widget gives the same bytes. Errors: Invalid (another ending), Io; what stood there stays then.
Result<void> writePicture(QWidget& widget, const std::string& path, const PictureManner& manner);

} // namespace foreshock
