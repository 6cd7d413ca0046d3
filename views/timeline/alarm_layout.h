// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/plot/time_axis.h"
#include "views/theme/fonts.h"
#include "views/timeline/alarm_groups.h"

#include <QPointF>
#include <QRectF>
#include <vector>

namespace foreshock {

/// One alarm as it is drawn at its start; its end, if seen, is a small disc.
struct PlacedAlarm {
    std::size_t index = 0;
    QPointF at;
    bool isInGroup = false;
};

/// A group's pill around its alarms and its words beside it.
struct PlacedGroup {
    std::size_t group = 0;
    QRectF pill;
    QRectF label; ///< empty: no room
    QString text;
};

/// The name of an unfolded row, in the gutter.
struct PlacedRow {
    std::size_t row = 0;
    double top = 0;
    double height = 0;
};

/// Alarms on one line, those of a group in one pill that says how many and what they share; unfolded, a row a service
/// below it. More than can be told apart are columns, the higher the more.
struct AlarmLayout {
    std::vector<PlacedAlarm> items;
    std::vector<PlacedGroup> groups; ///< in sight, the ranked one first
    std::vector<PlacedRow> rows;     ///< unfolded only
    std::vector<QRectF> columns;     ///< instead of items
    std::size_t inSight = 0;
    std::size_t rowsLeftOut = 0;
    double line = 0;   ///< height of the first line
    double height = 0; ///< of all

    static constexpr std::size_t kMostItems = 600, kMostRows = 24;

    static AlarmLayout of(const IncidentView& incident, const AlarmGroups& groups, bool isUnfolded,
                          const TimeAxis& axis, const Fonts& fonts);
};

} // namespace foreshock
