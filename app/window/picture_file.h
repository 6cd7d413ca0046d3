// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/base/result.h"

#include <QWidget>
#include <string>

namespace foreshock {

/// Writes what a widget shows as .png, with that many pixels for each of the screen's, or as .svg, where a timeline's
/// lanes are lines and words, not pixels. Errors: Invalid (another ending), Io.
Result<void> writePicture(QWidget& widget, const std::string& path, double perPixel = 1);

} // namespace foreshock
