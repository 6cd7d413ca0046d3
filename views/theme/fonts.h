// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFont>

namespace foreshock {

/// The faces and sizes of the window: 13 px body, 12 px log, 11 px axes, 15 px headline, two weights, all times a
/// scale for readers who need larger text. A value.
struct Fonts {
    double scale = 1;
    QFont body, bodyStrong;
    QFont small, smallStrong;
    QFont headline;
    QFont mono, monoStrong; ///< log rows
    QFont axis;             ///< figures of rulers and axes: monospaced, so that they line up

    static Fonts make(double scale);
    /// A measure of the 4 px grid under this scale.
    int px(double measure) const { return static_cast<int>(measure * scale + 0.5); }
};

} // namespace foreshock
