// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/base/zone.h"
#include "model/domain/change.h"
#include "model/domain/health_history.h"
#include "model/domain/map_drawing.h"

#include <map>
#include <memory>
#include <vector>

namespace foreshock {

/// Everything that the map shows; its state is that of one moment.
struct MapValues {
    std::shared_ptr<const MapDrawing> drawing; ///< null: none yet
    std::shared_ptr<const HealthHistory> health;
    std::vector<ServiceId> order;                     ///< of their first alarms
    std::map<ServiceId, std::vector<Change>> changes; ///< ascending; the last one begun stands beneath its service
    Instant at;
    Zone zone;
    ServiceId selected; ///< empty: none
};

} // namespace foreshock
