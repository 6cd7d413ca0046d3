// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/base/zone.h"

#include "model/base/time_text.h"

#include <date/tz.h>
#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <fstream>
#include <stdexcept>

namespace foreshock {
namespace {

using SysNs = date::sys_time<std::chrono::nanoseconds>;
using LocalNs = date::local_time<std::chrono::nanoseconds>;

SysNs sysTime(Instant t) {
    return SysNs(std::chrono::nanoseconds(t.ns));
}

date::sys_info infoAt(const date::time_zone& zone, Instant t) {
    return zone.get_info(date::floor<std::chrono::seconds>(sysTime(t)));
}

std::optional<Duration> fixedOffset(std::string_view name) {
    // "+02:00": read as the offset of a made-up time, so that one parser knows all spellings.
    if (name.size() < 2 || (name[0] != '+' && name[0] != '-'))
        return std::nullopt;
    const auto written = parseTime("2000-01-01T00:00:00" + std::string(name));
    if (!written || !written->hasOffset)
        return std::nullopt;
    return Instant{946'684'800'000'000'000} - written->instant;
}

} // namespace

Zone::Zone() = default;

Result<Zone> Zone::find(std::string_view name) {
    Zone zone;
    if (name.empty() || name == "UTC" || name == "Z" || name == "Etc/UTC")
        return zone;
    if (const auto offset = fixedOffset(name)) {
        zone.m_name = std::string(name);
        zone.m_fixed = *offset;
        return zone;
    }
    try {
        zone.m_zone = date::locate_zone(std::string(name));
        zone.m_name = std::string(name);
        return zone;
    } catch (const std::exception&) { // the library's way to say "unknown"
        return Error{ErrorCode::Invalid, fmt::format("unknown time zone \"{}\"", name), "",
                     "Give an IANA name such as Europe/Berlin, an offset such as +02:00, or UTC"};
    }
}

Duration Zone::offsetAt(Instant t) const {
    return m_zone ? Duration::seconds(infoAt(*m_zone, t).offset.count()) : m_fixed;
}

std::string Zone::abbreviationAt(Instant t) const {
    if (m_zone) {
        std::string letters = infoAt(*m_zone, t).abbrev;
        if (!letters.empty() && letters[0] != '+' && letters[0] != '-')
            return letters;
    }
    const std::int64_t minutes = offsetAt(t).ns / Duration::minutes(1).ns;
    if (minutes == 0)
        return "UTC";
    return fmt::format("UTC{}{:02}:{:02}", minutes < 0 ? '-' : '+', std::abs(minutes) / 60, std::abs(minutes) % 60);
}

Zone::LocalFit Zone::toInstant(Instant local) const {
    if (!m_zone)
        return {local - m_fixed, Fit::Unique, {}, {}};
    const LocalNs wall{std::chrono::nanoseconds(local.ns)};
    const date::local_info info = m_zone->get_info(date::floor<std::chrono::seconds>(wall));
    const Instant change{std::chrono::nanoseconds(info.first.end.time_since_epoch()).count()};
    if (info.result == date::local_info::nonexistent)
        return {change, Fit::Gap, {}, change};
    const Duration offset = Duration::seconds(info.first.offset.count());
    if (info.result == date::local_info::ambiguous)
        return {local - offset, Fit::Fold, local - Duration::seconds(info.second.offset.count()), change};
    return {local - offset, Fit::Unique, {}, {}};
}

std::vector<std::string> zoneNames() {
    std::vector<std::string> names{"UTC"};
    try {
        for (const date::time_zone& zone : date::get_tzdb().zones)
            if (zone.name() != "UTC" && !zone.name().starts_with("posix") && !zone.name().starts_with("right/"))
                names.push_back(zone.name());
    } catch (const std::exception&) { // no zone database: offsets still work
    }
    std::sort(names.begin() + 1, names.end());
    return names;
}

std::string zoneDataVersion() {
    // Its first line: "# version 2024a".
    std::ifstream file("/usr/share/zoneinfo/tzdata.zi");
    std::string hash, word, version;
    file >> hash >> word >> version;
    return word == "version" ? version : std::string();
}

} // namespace foreshock
