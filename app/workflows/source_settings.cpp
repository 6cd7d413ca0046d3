// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workflows/source_settings.h"

#include "model/base/time_text.h"

#include <nlohmann/json.hpp>

namespace foreshock {

std::string SourceSettings::text() const {
    nlohmann::ordered_json out = nlohmann::ordered_json::object();
    for (const auto& [name, value] :
         {std::pair{"format", &format}, {"service", &service}, {"zone", &zone}, {"map", &map}})
        if (!value->empty())
            out[name] = *value;
    if (year)
        out["year"] = *year;
    if (start)
        out["start"] = rfc3339(*start);
    if (covers)
        out["covers"] = rfc3339(covers->from) + "/" + rfc3339(covers->to);
    return out.empty() ? std::string() : out.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
}

SourceSettings SourceSettings::of(std::string_view text) {
    SourceSettings out;
    const auto in = nlohmann::json::parse(text, nullptr, false);
    if (!in.is_object())
        return out;
    for (const auto& [name, value] :
         {std::pair{"format", &out.format}, {"service", &out.service}, {"zone", &out.zone}, {"map", &out.map}})
        if (const auto found = in.find(name); found != in.end() && found->is_string())
            *value = found->get<std::string>();
    if (const auto found = in.find("year"); found != in.end() && found->is_number_integer())
        out.year = found->get<int>();
    if (const auto found = in.find("start"); found != in.end() && found->is_string())
        if (const auto written = parseTime(found->get<std::string>()))
            out.start = written->instant;
    if (const auto found = in.find("covers"); found != in.end() && found->is_string()) {
        const std::string range = found->get<std::string>();
        const auto from = parseTime(range.substr(0, range.find('/')));
        const auto to = parseTime(range.substr(range.find('/') + 1));
        if (from && to)
            out.covers = TimeRange{from->instant, to->instant};
    }
    return out;
}

Result<ReadSettings> SourceSettings::reading(const std::string& path, Instant fileTime) const {
    ReadSettings out;
    const auto found = Zone::find(zone);
    if (!found)
        return found.error();
    out.path = path;
    out.service = service;
    out.zone = *found;
    out.isZoneGiven = !zone.empty();
    out.columnMap = map;
    out.fileTime = fileTime;
    out.year = year;
    out.start = start;
    return out;
}

std::string differenceText(const SourceSettings& from, const SourceSettings& to) {
    std::string out;
    const auto say = [&](const char* what, const std::string& before, const std::string& now) {
        if (before != now)
            out += std::string(out.empty() ? "" : ", ") + what + " " + (now.empty() ? "by default" : now);
    };
    const auto yearText = [](const std::optional<int>& year) { return year ? std::to_string(*year) : std::string(); };
    say("format", from.format, to.format);
    say("service", from.service, to.service);
    say("zone", from.zone, to.zone);
    say("year", yearText(from.year), yearText(to.year));
    say("start", from.start ? rfc3339(*from.start) : "", to.start ? rfc3339(*to.start) : "");
    if (from.covers != to.covers)
        out +=
            std::string(out.empty() ? "" : ", ") + (to.covers ? "another stretch covered" : "no stretch covered told");
    if (from.map != to.map)
        out += std::string(out.empty() ? "" : ", ") + (to.map.empty() ? "no column map" : "another column map");
    return out;
}

} // namespace foreshock
