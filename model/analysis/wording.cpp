// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/analysis/wording.h"

#include "model/base/text.h"
#include "model/base/time_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

namespace foreshock {
namespace {

/// Three significant digits, whole numbers in full: what a reader compares at a glance.
std::string shortNumber(double value) {
    return std::abs(value) >= 100 ? numberText(std::round(value)) : numberText(value, 3);
}

} // namespace

Wording::Wording(const Scene& scene, Zone zone, Minute first)
    : m_scene(scene)
    , m_zone(std::move(zone))
    , m_first(first)
    , m_day(dayText(scene.grid().at(first), m_zone)) {}

std::string Wording::time(Minute m) const {
    const Instant t = m_scene.grid().at(m);
    const std::string day = dayText(t, m_zone);
    return (day == m_day ? "" : day + " ") + clockTextWithZone(t, m_zone);
}

std::string Wording::span(Minute from, Minute to) const {
    const Instant a = m_scene.grid().at(from);
    const Instant b = m_scene.grid().at(to);
    if (b - a < Duration::minutes(1))
        return time(from);
    if (dayText(a, m_zone) != dayText(b, m_zone))
        return time(from) + " – " + time(to);
    const std::string day = dayText(a, m_zone);
    return (day == m_day ? "" : day + " ") + clockText(a, m_zone) + "–" + clockTextWithZone(b, m_zone);
}

std::string Wording::length(Minute m) const {
    return durationText(Duration::seconds(std::llround(std::min(std::abs(m), 1e8) * 60)));
}

std::string Wording::fromFirstAlarm(Minute m) const {
    const Minute before = m_first - m;
    if (std::abs(before) < .5)
        return "at the first alarm";
    return length(before) + (before > 0 ? " before" : " after") + " the first alarm";
}

std::string Wording::service(int index) const {
    const std::string& id = m_scene.grid().services[static_cast<std::size_t>(index)].value;
    return id.empty() ? "a service without a name" : id;
}

std::string Wording::metric(int series) const {
    return m_scene.at(series).data->metric;
}

std::string Wording::amount(double value, int series) const {
    const std::string& unit = m_scene.at(series).data->unit;
    const bool isBare = unit.empty() || unit == "1" || unit == "ratio" || unit == "count";
    return shortNumber(value) + (isBare ? "" : " " + unit);
}

std::string percentText(double share) {
    const double percent = 100 * share;
    if (percent > 99 && percent < 100)
        return "over 99 %";
    return percent < 1 && percent > 0 ? "under 1 %" : fmt::format("{:.0f} %", percent);
}

std::string countText(int n, std::string_view one, std::string_view many) {
    return fmt::format("{} {}", numberText(n), n == 1 ? one : many);
}

std::string ordinalText(int n) {
    static constexpr std::array<std::string_view, 10> kWords = {"first", "second",  "third",  "fourth", "fifth",
                                                                "sixth", "seventh", "eighth", "ninth",  "tenth"};
    if (n >= 1 && n <= static_cast<int>(kWords.size()))
        return std::string(kWords[static_cast<std::size_t>(n - 1)]);
    const int last = n % 100 / 10 == 1 ? 0 : n % 10;
    return std::to_string(n) + (last == 1 ? "st" : last == 2 ? "nd" : last == 3 ? "rd" : "th");
}

std::string listText(const std::vector<std::string>& names, std::size_t most) {
    std::string out;
    const std::size_t shown = names.size() <= most ? names.size() : most - 1;
    for (std::size_t i = 0; i < shown; ++i)
        out += (i == 0 ? "" : i + 1 == names.size() ? " and " : ", ") + names[i];
    if (shown < names.size())
        out += fmt::format(" and {} more", names.size() - shown);
    return out;
}

std::string kindText(std::string_view kind) {
    std::string out = kind.empty() ? "change" : std::string(kind);
    std::replace(out.begin(), out.end(), '_', ' ');
    return out;
}

} // namespace foreshock
