// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/log/level_strip_layout.h"

#include <algorithm>

namespace foreshock {

static constexpr double kSeen = 2; ///< pixels of an error or a warning at the least

LevelGroup groupOf(LogLevel level) {
    if (level >= LogLevel::Error)
        return LevelGroup::Error;
    if (level == LogLevel::Warning)
        return LevelGroup::Warning;
    return level == LogLevel::Info ? LevelGroup::Info : LevelGroup::Rest;
}

LevelStripLayout LevelStripLayout::of(const LogHistogram& histogram, const TimeAxis& axis, double height) {
    LevelStripLayout out;
    for (std::size_t i = 0; i < histogram.cells.size(); ++i) {
        Bar bar;
        // Cells outside the axis are of the range that was looked at before.
        bar.left = std::clamp(axis.x(histogram.edge(i)), axis.left, axis.right());
        const double right = std::clamp(axis.x(histogram.edge(i + 1)), axis.left, axis.right());
        bar.width = std::max(0.0, right - bar.left);
        for (std::size_t level = 0; level < histogram.cells[i].size(); ++level) {
            bar.counts[static_cast<std::size_t>(groupOf(static_cast<LogLevel>(level)))] += histogram.cells[i][level];
            bar.total += histogram.cells[i][level];
        }
        if (bar.width > 0)
            out.most = std::max(out.most, bar.total);
        out.bars.push_back(bar);
    }
    for (Bar& bar : out.bars) {
        double left = height;
        for (std::size_t group = 0; group < kLevelGroups; ++group) {
            double h =
                out.most > 0 ? height * static_cast<double>(bar.counts[group]) / static_cast<double>(out.most) : 0;
            if (bar.counts[group] > 0)
                h = std::max(h, group <= static_cast<std::size_t>(LevelGroup::Warning) ? kSeen : 1.0);
            bar.heights[group] = std::min(h, left);
            left -= bar.heights[group];
        }
    }
    return out;
}

std::optional<std::size_t> LevelStripLayout::barAt(double x) const {
    for (std::size_t i = 0; i < bars.size(); ++i)
        if (x >= bars[i].left && x < bars[i].left + bars[i].width)
            return i;
    return std::nullopt;
}

} // namespace foreshock
