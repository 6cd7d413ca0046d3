// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/domain/place.h"

#include <array>

namespace foreshock {

std::string Place::*placeOfLabel(std::string_view label) {
    struct Known {
        std::string_view label;
        std::string Place::*part;
    };
    static constexpr std::array<Known, 30> kKnown = {{{"region", &Place::region},
                                                      {"aws_region", &Place::region},
                                                      {"awsRegion", &Place::region},
                                                      {"cloud.region", &Place::region},
                                                      {"cloud_region", &Place::region},
                                                      {"location", &Place::region},
                                                      {"topology.kubernetes.io/region", &Place::region},
                                                      {"zone", &Place::zone},
                                                      {"az", &Place::zone},
                                                      {"availability_zone", &Place::zone},
                                                      {"availability-zone", &Place::zone},
                                                      {"AvailabilityZone", &Place::zone},
                                                      {"cloud.availability_zone", &Place::zone},
                                                      {"cloud_availability_zone", &Place::zone},
                                                      {"topology.kubernetes.io/zone", &Place::zone},
                                                      {"cluster", &Place::cluster},
                                                      {"cell", &Place::cluster},
                                                      {"cluster_name", &Place::cluster},
                                                      {"kube_cluster_name", &Place::cluster},
                                                      {"k8s.cluster.name", &Place::cluster},
                                                      {"k8s_cluster_name", &Place::cluster},
                                                      {"account", &Place::account},
                                                      {"account_id", &Place::account},
                                                      {"aws_account", &Place::account},
                                                      {"aws_account_id", &Place::account},
                                                      {"cloud.account.id", &Place::account},
                                                      {"cloud_account_id", &Place::account},
                                                      {"project", &Place::account},
                                                      {"project_id", &Place::account},
                                                      {"subscription", &Place::account}}};
    for (const Known& known : kKnown)
        if (known.label == label)
            return known.part;
    return nullptr;
}

Place placeOf(const Details& details) {
    Place out;
    for (const Detail& detail : details)
        if (const auto part = placeOfLabel(detail.name); part && (out.*part).empty())
            out.*part = detail.value;
    return out;
}

Place placeOfMetric(std::string_view metric) {
    Place out;
    std::size_t at = metric.find('{');
    while (at != std::string_view::npos && at + 1 < metric.size()) {
        const std::size_t equals = metric.find("=\"", at);
        if (equals == std::string_view::npos)
            break;
        std::size_t end = equals + 2;
        std::string value;
        for (; end < metric.size() && metric[end] != '"'; ++end) {
            if (metric[end] == '\\' && end + 1 < metric.size())
                ++end;
            value += metric[end];
        }
        if (const auto part = placeOfLabel(metric.substr(at + 1, equals - at - 1)); part && (out.*part).empty())
            out.*part = std::move(value);
        at = end + 1; // the comma, or the closing brace
    }
    return out;
}

} // namespace foreshock
