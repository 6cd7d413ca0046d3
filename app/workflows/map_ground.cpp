// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workflows/map_ground.h"

#include "app/workflows/stored_samples.h"
#include "model/base/text.h"

#include <fmt/format.h>

#include <algorithm>

namespace foreshock {

Result<MapGround> MapGround::of(IncidentSession& session, const std::stop_token& stop) {
    auto incident = session.incident();
    if (!incident)
        return incident.error();
    MapGround out{std::move(*incident), {}};
    StoredSamples samples(session, stop);
    out.breaks = breaksOf(out.incident, samples);
    if (samples.error())
        return *samples.error();
    return out;
}

/// Names near what was asked for.
static std::string nearest(const ServiceMap& map, const std::string& asked) {
    std::vector<std::string> out;
    for (int i = 0; i < map.size(); ++i) {
        const std::string& name = map.id(i).value;
        if (findNoCase(name, asked) != std::string::npos || findNoCase(asked, name) != std::string::npos)
            out.push_back(name);
    }
    for (int i = 0; i < map.size() && out.size() < 5 && map.size() <= 12; ++i)
        if (std::find(out.begin(), out.end(), map.id(i).value) == out.end())
            out.push_back(map.id(i).value);
    if (out.size() > 8)
        out.resize(8);
    return out.empty() ? "foreshock services FILE lists them" : fmt::format("On the map are: {}", fmt::join(out, ", "));
}

Error noSuchService(const ServiceMap& map, const ServiceId& asked) {
    return {ErrorCode::Invalid, "no such service", shown(asked.value), nearest(map, asked.value)};
}

} // namespace foreshock
