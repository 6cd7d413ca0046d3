// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/map_json.h"

namespace foreshock::cli {

Json namesJson(const std::vector<ServiceId>& names) {
    Json out = Json::array();
    for (const ServiceId& name : names)
        out.push_back(name.value);
    return out;
}

Json pathJson(const ServicePath& path) {
    return namesJson(path);
}

Json edgeJson(const Dependency& e) {
    return {{"from", e.from.value},       {"to", e.to.value}, {"kind", nameOf(e.kind)}, {"documented", e.isDocumented},
            {"confirmed", e.isConfirmed}, {"why", e.why},     {"basis", e.basis}};
}

Json lagJson(const EdgeLag& lag) {
    return {{"from", lag.edge.from.value},
            {"to", lag.edge.to.value},
            {"kind", nameOf(lag.edge.kind)},
            {"lag_s", lag.lag.inSeconds()},
            {"error_s", lag.error.inSeconds()}};
}

} // namespace foreshock::cli
