// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/theme/theme.h"

#include <algorithm>
#include <cmath>

namespace foreshock {

const Theme& Theme::light() {
    static const Theme theme{.isDark = false,
                             .bg = "#F3F5F7",
                             .surface = "#FFFFFF",
                             .raised = "#F8F9FB",
                             .line = "#E2E6EB",
                             .line2 = "#C8CED6",
                             .text = "#1A1F26",
                             .text2 = "#55606D",
                             .text3 = "#606B78",
                             .accent = "#0067B1",
                             .accentBg = "#E5F1FA",
                             .onAccent = "#FFFFFF",
                             .change = "#0072B2",
                             .changeTail = "#9CC9E6",
                             .fail = "#B84200",
                             .warn = "#8A5A00",
                             .ok = "#007556",
                             .none = "#737E8A",
                             .ceiling = "#8E3B8A",
                             .band = "#BBD9EC",
                             .series = "#0A5C8F",
                             .selection = QColor(0, 0x67, 0xB1, 0x14),
                             .hatch = "#9AA4AF",
                             .logWarning = "#8A5A00",
                             .logError = "#B84200",
                             .heat = {"#FBE9DF", "#F6C9AE", "#EC9C6C", "#DB6A2C", "#B94A0A"},
                             .heatBase = "#F8F9FB",
                             .chip = "#EEF1F4"};
    return theme;
}

const Theme& Theme::dark() {
    static const Theme theme{.isDark = true,
                             .bg = "#101418",
                             .surface = "#171C22",
                             .raised = "#1D232A",
                             .line = "#29313A",
                             .line2 = "#3B4550",
                             .text = "#E7ECF1",
                             .text2 = "#A3AFBB",
                             .text3 = "#94A0AC",
                             .accent = "#5DB0F0",
                             .accentBg = "#16344A",
                             .onAccent = "#101418",
                             .change = "#4BA3DE",
                             .changeTail = "#23506F",
                             .fail = "#FF8A4A",
                             .warn = "#E9B13B",
                             .ok = "#35C29A",
                             .none = "#7F8A95",
                             .ceiling = "#D68BD0",
                             .band = "#1D4A66",
                             .series = "#62B8F2",
                             .selection = QColor(0x5D, 0xB0, 0xF0, 0x1C),
                             .hatch = "#55606B",
                             .logWarning = "#E9B13B",
                             .logError = "#FF8A4A",
                             .heat = {"#33231A", "#5A3015", "#8A4312", "#C05A17", "#F07C33"},
                             .heatBase = "#1D232A",
                             .chip = "#242B33"};
    return theme;
}

static double luminance(const QColor& c) {
    const auto linear = [](double v) { return v <= 0.04045 ? v / 12.92 : std::pow((v + 0.055) / 1.055, 2.4); };
    return 0.2126 * linear(c.redF()) + 0.7152 * linear(c.greenF()) + 0.0722 * linear(c.blueF());
}

double contrast(const QColor& a, const QColor& b) {
    const double la = luminance(a), lb = luminance(b);
    return (std::max(la, lb) + 0.05) / (std::min(la, lb) + 0.05);
}

} // namespace foreshock
