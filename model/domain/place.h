// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/domain/detail.h"

#include <string>
#include <string_view>

namespace foreshock {

/// Where of a fleet something happened or was measured, in the source's own words. Empty: not told.
struct Place {
    std::string region;
    std::string zone;    ///< availability zone
    std::string cluster; ///< cluster or cell
    std::string account; ///< account, subscription or project
    bool operator==(const Place&) const = default;
    bool isEmpty() const { return region.empty() && zone.empty() && cluster.empty() && account.empty(); }
};

/// Which of the four a label tells: "region", "cloud.region", "availability_zone", "k8s.cluster.name", "account_id"…
/// Null for every other label.
std::string Place::*placeOfLabel(std::string_view label);
/// From what a source says of a change or alarm: {"region","eu-west-1"}.
Place placeOf(const Details& details);
/// From the labels in a series' name: http_requests{region="eu-west-1",zone="a"}.
Place placeOfMetric(std::string_view metric);

} // namespace foreshock
