// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <array>

namespace foreshock {

enum class ThemeChoice { System, Light, Dark };

/// Every colour of the window, by what it means. A value; light() and dark() are the only two.
/// Colour never says anything alone: a shape or a word stands beside it.
struct Theme {
    bool isDark = false;
    QColor bg, surface, raised;        ///< desk, paper, header and bars
    QColor line, line2;                ///< hairlines, borders of controls
    QColor text, text2, text3;         ///< three strengths
    QColor accent, accentBg, onAccent; ///< what the user holds: cursor, selection, lead, links
    QColor change, changeTail;
    QColor fail, warn, ok, none; ///< with triangle, diamond, circle, dashed square
    QColor ceiling;              ///< limits and plateaus
    QColor band, series;         ///< min–max band and line of a metric
    QColor selection, hatch;
    QColor logWarning, logError;
    std::array<QColor, 5> heat; ///< pale to strong
    QColor heatBase;            ///< a heat row without trouble
    QColor chip;

    static const Theme& light();
    static const Theme& dark();
};

/// Contrast of two opaque colours after WCAG 2.1, from 1 to 21.
double contrast(const QColor& a, const QColor& b);

} // namespace foreshock
