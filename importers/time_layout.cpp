// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/time_layout.h"

#include "importers/record_clock.h"

#include <charconv>

namespace foreshock {
namespace {

bool isDigit(char c) {
    return c >= '0' && c <= '9';
}
bool isLetter(char c) {
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

/// A text that is read from its front.
struct Rest {
    std::string_view text;

    char front() const { return text.empty() ? '\0' : text.front(); }
    /// At most `digits` decimal digits; −1: there is none.
    int number(std::size_t digits) {
        int value = -1;
        std::size_t used = 0;
        for (; used < digits && used < text.size() && isDigit(text[used]); ++used)
            value = (value < 0 ? 0 : value * 10) + (text[used] - '0');
        text.remove_prefix(used);
        return value;
    }
    std::string_view letters() {
        std::size_t used = 0;
        while (used < text.size() && isLetter(text[used]))
            ++used;
        const std::string_view word = text.substr(0, used);
        text.remove_prefix(used);
        return word;
    }
    void blanks() {
        while (front() == ' ' || front() == '\t')
            text.remove_prefix(1);
    }
};

/// 1–12; −1: no month. "Sept" and whole names are told by their first three letters.
int monthOf(std::string_view name) {
    constexpr std::string_view kMonths = "JanFebMarAprMayJunJulAugSepOctNovDec";
    const std::size_t at = name.size() < 3 ? std::string_view::npos : kMonths.find(name.substr(0, 3));
    return at == std::string_view::npos || at % 3 != 0 ? -1 : static_cast<int>(at / 3) + 1;
}

struct Clock {
    int year = -1;
    int month = -1;
    int day = -1;
    int hour = 0;
    int minute = 0;
    int second = 0;
    std::int64_t nanoseconds = 0;
    int fractionDigits = 0;
    std::optional<Duration> offset;
    bool isValid = true;
};

void readFraction(Rest& rest, Clock& clock) {
    if ((rest.front() != '.' && rest.front() != ',') || rest.text.size() < 2 || !isDigit(rest.text[1]))
        return;
    rest.text.remove_prefix(1);
    for (std::int64_t unit = 100'000'000; isDigit(rest.front()); unit /= 10, rest.text.remove_prefix(1)) {
        clock.nanoseconds += unit * (rest.front() - '0');
        clock.fractionDigits += unit > 0 ? 1 : 0;
    }
}

void readOffset(Rest& rest, Clock& clock) {
    if (rest.front() == '+' || rest.front() == '-') {
        const std::int64_t sign = rest.front() == '-' ? -1 : 1;
        rest.text.remove_prefix(1);
        const int hours = rest.number(2);
        if (rest.front() == ':')
            rest.text.remove_prefix(1);
        const int minutes = std::max(0, rest.number(2));
        clock.isValid = clock.isValid && hours >= 0 && hours <= 18 && minutes < 60;
        clock.offset = Duration{sign * (hours * 3600LL + minutes * 60LL) * 1'000'000'000};
    } else if (isLetter(rest.front())) {
        clock.offset = zoneLetters(rest.letters());
    }
}

void readLetter(char letter, Rest& rest, Clock& clock) {
    const auto take = [&](int& into, std::size_t digits, int least, int most) {
        if (letter == 'd')
            rest.blanks(); // "Nov  5"
        into = rest.number(digits);
        clock.isValid = clock.isValid && into >= least && into <= most;
    };
    switch (letter) {
    case 'Y':
        return take(clock.year, 4, 1678, 2261);
    case 'y':
        take(clock.year, 2, 0, 99);
        clock.year += clock.year < 70 ? 2000 : 1900;
        return;
    case 'm':
        return take(clock.month, 2, 1, 12);
    case 'b':
        clock.month = monthOf(rest.letters());
        clock.isValid = clock.isValid && clock.month > 0;
        return;
    case 'd':
        return take(clock.day, 2, 1, 31);
    case 'H':
        return take(clock.hour, 2, 0, 23);
    case 'I':
        take(clock.hour, 2, 1, 12);
        clock.hour %= 12;
        return;
    case 'M':
        return take(clock.minute, 2, 0, 59);
    case 'S':
        return take(clock.second, 2, 0, 60);
    case 'p': {
        const std::string_view half = rest.letters();
        clock.isValid = clock.isValid && (half == "AM" || half == "PM" || half == "am" || half == "pm");
        clock.hour += half == "PM" || half == "pm" ? 12 : 0;
        return;
    }
    case 'L': {
        int milliseconds = -1;
        take(milliseconds, 3, 0, 999);
        clock.nanoseconds = milliseconds * 1'000'000LL;
        clock.fractionDigits = 3;
        return;
    }
    case 'f':
        return readFraction(rest, clock);
    case 'z':
        return readOffset(rest, clock);
    default: // a: the day of the week says nothing new
        clock.isValid = clock.isValid && !rest.letters().empty();
    }
}

std::optional<WrittenTime> readLetters(std::string_view letters, std::string_view text, YearFinder& years) {
    Rest rest{text};
    Clock clock;
    for (std::size_t i = 0; i < letters.size() && clock.isValid; ++i) {
        if (letters[i] == '%')
            readLetter(letters[++i], rest, clock);
        else if (letters[i] == ' ')
            rest.blanks();
        else if (rest.front() == letters[i])
            rest.text.remove_prefix(1);
        else
            return std::nullopt;
    }
    if (!clock.isValid || !rest.text.empty())
        return std::nullopt;
    const Duration ofDay{((clock.hour * 60LL + clock.minute) * 60 + clock.second) * 1'000'000'000 + clock.nanoseconds};
    WrittenTime written;
    written.fractionDigits = clock.fractionDigits;
    if (clock.year < 0) {
        const std::optional<Instant> found = years.find(clock.month, clock.day, ofDay);
        if (!found)
            return std::nullopt;
        written.instant = *found;
    } else {
        const std::optional<Instant> start = midnight(clock.year, clock.month, clock.day);
        if (!start)
            return std::nullopt;
        written.instant = *start + ofDay;
    }
    if (clock.offset) {
        written.hasOffset = true;
        written.instant = written.instant - *clock.offset;
    }
    return written;
}

std::optional<WrittenTime> readEpoch(std::string_view text) {
    std::optional<Instant> time;
    std::int64_t whole = 0;
    double number = 0;
    const char* end = text.data() + text.size();
    if (const auto read = std::from_chars(text.data(), end, whole); read.ec == std::errc() && read.ptr == end)
        time = RecordClock::epoch(whole);
    else if (const auto fraction = std::from_chars(text.data(), end, number);
             fraction.ec == std::errc() && fraction.ptr == end)
        time = RecordClock::epoch(number);
    if (!time)
        return std::nullopt;
    WrittenTime written;
    written.instant = *time;
    written.hasOffset = true;
    return written;
}

} // namespace

std::optional<TimeLayout> TimeLayout::of(std::string_view text) {
    TimeLayout layout;
    if (text == "iso")
        layout.m_kind = Kind::Iso;
    else if (text == "epoch")
        layout.m_kind = Kind::Epoch;
    else if (text == "clf")
        layout.m_letters = "%d/%b/%Y:%H:%M:%S%f %z";
    else if (text == "syslog")
        layout.m_letters = "%b %d %H:%M:%S%f";
    else if (text == "glog")
        layout.m_letters = "%m%d %H:%M:%S%f";
    else
        layout.m_letters = text;
    const std::string& letters = layout.m_letters;
    for (std::size_t i = letters.find('%'); i != std::string::npos; i = letters.find('%', i + 2))
        if (i + 1 == letters.size() || std::string_view("YymbdHIMSpLfza").find(letters[i + 1]) == std::string::npos)
            return std::nullopt;
    const auto has = [&](const char* letter) { return letters.find(letter) != std::string::npos; };
    if (layout.m_kind == Kind::Letters && !((has("%m") || has("%b")) && has("%d") && (has("%H") || has("%I"))))
        return std::nullopt;
    return layout;
}

std::optional<WrittenTime> TimeLayout::read(std::string_view text, YearFinder& years) const {
    switch (m_kind) {
    case Kind::Iso:
        return parseTime(text);
    case Kind::Epoch:
        return readEpoch(text);
    case Kind::Letters:
        return readLetters(m_letters, text, years);
    }
    return std::nullopt;
}

std::optional<Duration> zoneLetters(std::string_view letters) {
    struct Known {
        std::string_view letters;
        int hours;
    };
    static constexpr Known kKnown[] = {{"Z", 0},     {"UTC", 0},   {"GMT", 0},   {"CET", 1},   {"CEST", 2}, {"EET", 2},
                                       {"EEST", 3},  {"MSK", 3},   {"HKT", 8},   {"SGT", 8},   {"JST", 9},  {"KST", 9},
                                       {"AEST", 10}, {"AEDT", 11}, {"NZST", 12}, {"NZDT", 13}, {"EST", -5}, {"EDT", -4},
                                       {"CDT", -5},  {"MST", -7},  {"MDT", -6},  {"PST", -8},  {"PDT", -7}};
    for (const Known& known : kKnown)
        if (known.letters == letters)
            return Duration::hours(known.hours);
    return std::nullopt;
}

} // namespace foreshock
