// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/domain/answer.h"
#include "views/plot/time_axis.h"
#include "views/theme/fonts.h"
#include "views/workbench/incident_view.h"

#include <QPointF>
#include <QRectF>
#include <QString>
#include <vector>

namespace foreshock {

/// One alarm as it is drawn at its start; its end, if seen, is a small disc.
struct PlacedAlarm {
    std::size_t index = 0;
    QPointF at;
    bool isInGroup = false;
};

/// Alarms on one line; those of the ranked group in one pill that says how many and what they share.
struct AlarmLayout {
    std::vector<PlacedAlarm> items;
    QRectF pill;  ///< empty: no group in sight
    QRectF label; ///< empty: no room
    QString text;
    double height = 0;

    static AlarmLayout of(const IncidentView& incident, const Answer* answer, const TimeAxis& axis, const Fonts& fonts);
};

/// The nearest service that all these alarmed services are or depend on; empty if there is none.
ServiceId commonUpstream(const std::vector<ServiceId>& services, const std::vector<Dependency>& dependencies);
/// "10 alarms, one group upstream: kinesis-frontend".
QString groupText(const IncidentView& incident, const Answer& answer);

} // namespace foreshock
