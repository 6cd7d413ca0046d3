// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/theme/fonts.h"
#include "views/theme/theme.h"

#include <QPalette>
#include <QString>

class QApplication;

namespace foreshock {

/// Colours and type together: what every view is given before it paints. A value.
struct Look {
    Theme theme = Theme::light();
    Fonts fonts = Fonts::make(1);

    static Look of(ThemeChoice choice, double textScale);
    /// Light or dark as the desktop asks; the palette it started with decides.
    static bool systemIsDark();
    QPalette palette() const;
    QString styleSheet() const;
    /// Fusion with this palette and style sheet for the whole application.
    void apply(QApplication& app) const;
};

} // namespace foreshock
