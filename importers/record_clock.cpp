// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/record_clock.h"

#include <fmt/format.h>

#include <charconv>
#include <cmath>

namespace foreshock {
namespace {

constexpr int kMostTexts = 100;        ///< more are only counted
constexpr double kEarliestEpoch = 1e8; ///< 3 March 1973: smaller numbers are no dates but counters or ids

bool isDigits(std::string_view text) {
    return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
}

} // namespace

RecordClock::RecordClock(const ReadSettings& settings, RecordSink& sink)
    : m_sink(&sink)
    , m_zone(settings.zone)
    , m_isZoneGiven(settings.isZoneGiven)
    , m_fileTime(settings.fileTime)
    , m_years(settings.fileTime, settings.year) {}

std::optional<Instant> RecordClock::read(std::string_view text, RecordPlace place) {
    if (!text.empty() && text == m_lastText)
        return m_lastTime;
    std::optional<Instant> time;
    if (const std::optional<WrittenTime> written = parseTime(text)) {
        time = resolve(*written, place);
    } else if (isDigits(text)) {
        std::int64_t number = 0;
        if (std::from_chars(text.data(), text.data() + text.size(), number).ec == std::errc())
            time = readEpoch(number);
    } else if (const std::size_t dot = text.find('.');
               dot != std::string_view::npos && isDigits(text.substr(0, dot)) && isDigits(text.substr(dot + 1))) {
        double number = 0;
        if (std::from_chars(text.data(), text.data() + text.size(), number).ec == std::errc())
            time = readEpoch(number);
    }
    if (time) {
        m_lastText = text;
        m_lastTime = *time;
    }
    return time;
}

std::optional<Instant> RecordClock::readEpoch(std::int64_t number) {
    const std::optional<Instant> time = epoch(number);
    m_hasRead = m_hasRead || time.has_value();
    return time;
}

std::optional<Instant> RecordClock::readEpoch(double number) {
    const std::optional<Instant> time = epoch(number);
    m_hasRead = m_hasRead || time.has_value();
    return time;
}

Instant RecordClock::resolve(const WrittenTime& written, RecordPlace place) {
    m_hasRead = true;
    if (written.hasOffset)
        return written.instant;
    m_hasAssumed = true;
    if (m_hour.contains(written.instant)) {
        m_last = written.instant - m_hourOffset;
        return *m_last;
    }
    const Zone::LocalFit fit = m_zone.toInstant(written.instant);
    if (fit.fit != Zone::Fit::Unique)
        return settle(m_zone, written.instant, fit, place);
    const Duration hour = Duration::hours(1);
    Instant start{written.instant.ns - ((written.instant.ns % hour.ns) + hour.ns) % hour.ns};
    const Zone::LocalFit first = m_zone.toInstant(start);
    const Zone::LocalFit last = m_zone.toInstant(start + hour - Duration::nanoseconds(1));
    if (first.fit == Zone::Fit::Unique && last.fit == Zone::Fit::Unique && last.instant - first.instant < hour) {
        m_hour = {start, start + hour};
        m_hourOffset = start - first.instant;
    }
    m_last = fit.instant;
    return fit.instant;
}

Instant RecordClock::resolveIn(const Zone& zone, const WrittenTime& written, RecordPlace place) {
    m_hasRead = true;
    if (written.hasOffset)
        return written.instant;
    m_last.reset(); // who names a zone in each record does not write them in order (calendars)
    const Zone::LocalFit fit = zone.toInstant(written.instant);
    return fit.fit == Zone::Fit::Unique ? fit.instant : settle(zone, written.instant, fit, place);
}

/// A wall clock that the zone skipped or showed twice: told, and settled by the record before it where that helps.
Instant RecordClock::settle(const Zone& zone, Instant wall, const Zone::LocalFit& fit, RecordPlace place) {
    bool isSecond = false;
    if (fit.fit == Zone::Fit::Fold && m_last) {
        const Duration twice = fit.second - fit.instant;
        // Behind the change already: a little disorder stays behind it, a far step back begins anew.
        isSecond = *m_last >= fit.change ? *m_last - fit.second <= twice : *m_last - fit.instant > twice / 2;
    }
    m_last = isSecond ? fit.second : fit.instant;
    std::string text;
    if (m_doubts++ < kMostTexts) {
        const auto clock = [](Instant t, const Zone& in) {
            const std::string written = rfc3339(t, in);
            return written.substr(0, 10) + " " + written.substr(11, 5);
        };
        const std::int64_t minutes = zone.offsetAt(*m_last).ns / Duration::minutes(1).ns;
        const std::string offset =
            fmt::format("{}{:02}:{:02}", minutes < 0 ? '-' : '+', std::abs(minutes) / 60, std::abs(minutes) % 60);
        text = clock(wall, Zone());
        text +=
            fit.fit == Zone::Fit::Gap
                ? fmt::format(" was skipped by the clocks of {}; taken as {}, {}", zone.name(),
                              clock(*m_last, zone).substr(11), offset)
                : fmt::format(" happens twice in {}; taken as the {}, {}{}", zone.name(), isSecond ? "second" : "first",
                              offset, isSecond ? ", because the record before it is later than the first" : "");
    }
    (void)m_sink->doubtfulTime(place, text);
    return *m_last;
}

std::optional<Instant> RecordClock::epoch(std::int64_t number) {
    const double size = std::abs(static_cast<double>(number));
    if (size < kEarliestEpoch || number < 0)
        return std::nullopt;
    if (size < 9.2e9) // seconds up to the year 2261
        return Instant{number * 1'000'000'000};
    if (size < 9.2e12)
        return size < kEarliestEpoch * 1e3 ? std::nullopt : std::optional(Instant{number * 1'000'000});
    if (size < 9.2e15)
        return size < kEarliestEpoch * 1e6 ? std::nullopt : std::optional(Instant{number * 1000});
    return size < kEarliestEpoch * 1e9 ? std::nullopt : std::optional(Instant{number});
}

std::optional<Instant> RecordClock::epoch(double number) {
    if (!(number >= kEarliestEpoch) || number > 9.2e18)
        return std::nullopt;
    if (number >= 9.2e9)
        return epoch(static_cast<std::int64_t>(number));
    // A double holds today's seconds to a quarter of a microsecond, so more digits would be noise.
    return Instant{static_cast<std::int64_t>(std::llround(number * 1e6)) * 1000};
}

std::string RecordClock::basis() const {
    if (!m_hasRead)
        return {};
    if (!m_hasAssumed)
        return "in the record";
    return m_isZoneGiven ? "given" : "assumed UTC";
}

} // namespace foreshock
