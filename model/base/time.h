// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <compare>
#include <cstdint>
#include <limits>

namespace foreshock {

/// A span of time in nanoseconds; may be negative.
struct Duration {
    std::int64_t ns = 0;

    static constexpr Duration nanoseconds(std::int64_t n) { return {n}; }
    static constexpr Duration milliseconds(std::int64_t n) { return {n * 1'000'000}; }
    static constexpr Duration seconds(std::int64_t n) { return {n * 1'000'000'000}; }
    static constexpr Duration minutes(std::int64_t n) { return seconds(n * 60); }
    static constexpr Duration hours(std::int64_t n) { return seconds(n * 3600); }
    static constexpr Duration ofMinutes(double m) { return {static_cast<std::int64_t>(m * 60e9)}; }

    constexpr double inSeconds() const { return static_cast<double>(ns) / 1e9; }
    constexpr double inMinutes() const { return static_cast<double>(ns) / 60e9; }

    constexpr auto operator<=>(const Duration&) const = default;
    constexpr Duration operator-() const { return {-ns}; }
    constexpr Duration operator+(Duration o) const { return {ns + o.ns}; }
    constexpr Duration operator-(Duration o) const { return {ns - o.ns}; }
    constexpr Duration operator*(std::int64_t k) const { return {ns * k}; }
    constexpr Duration operator/(std::int64_t k) const { return {ns / k}; }
};

/// A point in time: nanoseconds since 1970-01-01T00:00:00Z. Reaches from 1677 to 2262.
struct Instant {
    std::int64_t ns = 0;

    static constexpr Instant earliest() { return {std::numeric_limits<std::int64_t>::min()}; }
    static constexpr Instant latest() { return {std::numeric_limits<std::int64_t>::max()}; }

    constexpr auto operator<=>(const Instant&) const = default;
    constexpr Instant operator+(Duration d) const { return {ns + d.ns}; }
    constexpr Instant operator-(Duration d) const { return {ns - d.ns}; }
    constexpr Duration operator-(Instant o) const { return {ns - o.ns}; }
    Instant& operator+=(Duration d) {
        ns += d.ns;
        return *this;
    }
};

/// Half-open [from, to).
struct TimeRange {
    Instant from;
    Instant to;

    static constexpr TimeRange everything() { return {Instant::earliest(), Instant::latest()}; }
    constexpr bool operator==(const TimeRange&) const = default;
    constexpr bool contains(Instant t) const { return from <= t && t < to; }
    constexpr bool overlaps(const TimeRange& o) const { return from < o.to && o.from < to; }
    constexpr Duration length() const { return to - from; }
    constexpr bool isEmpty() const { return !(from < to); }
    /// The smallest range that holds both; an empty range adds nothing.
    constexpr TimeRange hull(const TimeRange& o) const {
        if (isEmpty())
            return o;
        if (o.isEmpty())
            return *this;
        return {std::min(from, o.from), std::max(to, o.to)};
    }
};

} // namespace foreshock
