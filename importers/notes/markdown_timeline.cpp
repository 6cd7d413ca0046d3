// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/notes/note_feeds.h"
#include "importers/specimen_lines.h"
#include "importers/text_form.h"
#include "model/base/text.h"

#include <array>
#include <optional>

namespace foreshock {
namespace {

struct NamedZone {
    std::string_view name, offset;
};
/// What people write behind a clock. CST and IST have several meanings and are not read.
constexpr std::array kZones = {NamedZone{"UTC", "Z"},      NamedZone{"GMT", "Z"},      NamedZone{"Z", "Z"},
                               NamedZone{"PST", "-08:00"}, NamedZone{"PDT", "-07:00"}, NamedZone{"MST", "-07:00"},
                               NamedZone{"MDT", "-06:00"}, NamedZone{"CDT", "-05:00"}, NamedZone{"EST", "-05:00"},
                               NamedZone{"EDT", "-04:00"}, NamedZone{"CET", "+01:00"}, NamedZone{"CEST", "+02:00"},
                               NamedZone{"BST", "+01:00"}, NamedZone{"JST", "+09:00"}};

bool isDigit(char c) {
    return c >= '0' && c <= '9';
}

bool isDate(std::string_view text) {
    return text.size() >= 10 && isDigit(text[0]) && isDigit(text[3]) && text[4] == '-' && isDigit(text[5]) &&
           text[7] == '-' && isDigit(text[9]) && parseTime(std::string(text.substr(0, 10)) + " 00:00:00");
}

/// "2020-11-25" or "25 Nov 2020", "25 November 2020", "November 25, 2020" anywhere in the line.
std::string dateIn(std::string_view line) {
    for (std::size_t i = 0; i + 10 <= line.size(); ++i)
        if (isDate(line.substr(i)) && (i == 0 || !isDigit(line[i - 1])))
            return std::string(line.substr(i, 10));
    constexpr std::string_view kMonths = "janfebmaraprmayjunjulaugsepoctnovdec";
    std::string clean = lowered(line);
    for (char& c : clean)
        if (c == ',' || c == '(' || c == ')' || c == '*' || c == '#')
            c = ' ';
    std::vector<std::string_view> words;
    for (const std::string_view word : split(clean, ' '))
        if (!word.empty())
            words.push_back(word);
    const auto number = [](std::string_view word, std::size_t digits) {
        return !word.empty() && word.size() <= digits && word.find_first_not_of("0123456789") == std::string_view::npos;
    };
    for (std::size_t i = 0; i + 2 < words.size(); ++i) {
        const bool isDayFirst = number(words[i], 2);
        const std::string_view month = words[isDayFirst ? i + 1 : i];
        const std::string_view day = words[isDayFirst ? i : i + 1];
        const std::size_t at = month.size() < 3 ? std::string_view::npos : kMonths.find(month.substr(0, 3));
        if (at == std::string_view::npos || at % 3 != 0 || !number(day, 2) || !number(words[i + 2], 4) ||
            words[i + 2].size() != 4)
            continue;
        const std::string m = std::to_string(at / 3 + 1);
        return std::string(words[i + 2]) + "-" + (m.size() == 1 ? "0" : "") + m + "-" + (day.size() == 1 ? "0" : "") +
               std::string(day);
    }
    return {};
}

struct Entry {
    std::string date;   ///< empty: that of the lines before
    std::string clock;  ///< "05:15:00"
    std::string offset; ///< "-08:00", "Z" or empty
    std::string_view text;
};

std::string_view withoutMarks(std::string_view text, std::string_view marks) {
    const std::size_t start = text.find_first_not_of(marks);
    return start == std::string_view::npos ? std::string_view() : text.substr(start);
}

/// - **05:15 PST** first alarms fire          * 2020-11-25 05:15: first alarms fire
/// | 05:15 | first alarms fire |             [05:15] first alarms fire
std::optional<Entry> entryOf(std::string_view line) {
    const std::string_view whole = trimmed(line);
    std::string_view rest = withoutMarks(whole, "-*+|[(`_ \t");
    Entry entry;
    if (isDate(rest)) {
        if (rest.size() == whole.size())
            return std::nullopt; // a log, or a heading of the day
        entry.date = std::string(rest.substr(0, 10));
        rest = withoutMarks(rest.substr(10), " T,");
    }
    const std::size_t digits = rest.find_first_not_of("0123456789:");
    const std::string_view clock = rest.substr(0, digits);
    if ((clock.size() != 4 && clock.size() != 5 && clock.size() != 8 && !(clock.size() == 6 && clock.ends_with(':')) &&
         !(clock.size() == 9 && clock.ends_with(':'))) ||
        clock.find(':') == std::string_view::npos)
        return std::nullopt;
    std::string_view digitsOnly = clock;
    if (digitsOnly.ends_with(':'))
        digitsOnly.remove_suffix(1);
    entry.clock =
        (digitsOnly.find(':') == 1 ? "0" : "") + std::string(digitsOnly) + (digitsOnly.size() < 7 ? ":00" : "");
    rest = digits == std::string_view::npos ? std::string_view() : rest.substr(digits);
    if (rest.starts_with('.') || rest.starts_with(',')) // a fraction: a log of its own
        return std::nullopt;
    rest = withoutMarks(rest, " ");
    for (const NamedZone& zone : kZones)
        if (rest.starts_with(zone.name) &&
            (rest.size() == zone.name.size() || !std::isalnum(static_cast<unsigned char>(rest[zone.name.size()])))) {
            entry.offset = std::string(zone.offset);
            rest.remove_prefix(zone.name.size());
            break;
        }
    entry.text = withoutMarks(rest, "-*:|])`_ \t");
    for (const std::string_view dash : {"\xE2\x80\x93", "\xE2\x80\x94"}) // – and —
        if (entry.text.starts_with(dash))
            entry.text = withoutMarks(entry.text.substr(dash.size()), " ");
    while (entry.text.ends_with('|') || entry.text.ends_with(' '))
        entry.text.remove_suffix(1);
    constexpr std::array<std::string_view, 8> kLevels = {"INFO",  "WARN",  "ERROR", "DEBUG",
                                                         "TRACE", "FATAL", "[INFO", "[ERROR"};
    for (const std::string_view level : kLevels)
        if (entry.text.starts_with(level))
            return std::nullopt;
    if (!parseTime("2020-01-01 " + entry.clock) || entry.text.empty())
        return std::nullopt;
    return entry;
}

bool isMilestone(std::string_view text) {
    const std::string words = lowered(text);
    for (const std::string_view word : {"detected", "declared", "mitigated", "resolved", "recovered", "escalated",
                                        "cause identified", "all clear", "rolled back"})
        if (words.find(word) != std::string::npos)
            return true;
    return false;
}

/// # Incident of 25 November 2020
/// - **05:15 PST** first alarms in the front end
///   of one cell
/// - 06:40 cause identified: threads
/// Lines that begin with a clock are notes; indented lines go on with them. The date comes from the entry, else from
/// the lines above, else from the file's own time, which is remarked upon; a clock that jumps back by more than twelve
/// hours is of the next day. Other prose is left out. Words such as detected, declared, mitigated, resolved make a
/// milestone.
class TimelineReader final : public DeskLineReader {
public:
    using DeskLineReader::DeskLineReader;

private:
    Result<void> record(std::string_view text) override {
        const std::optional<Entry> entry = entryOf(text);
        if (!entry) {
            if (m_note && (text.front() == ' ' || text.front() == '\t')) {
                m_note->text += "\n" + std::string(trimmed(text));
                return {};
            }
            const RecordPlace here = place();
            if (Result<void> done = handOver(); !done)
                return done;
            desk().open(here, text);
            if (const std::string date = dateIn(text); !date.empty()) {
                m_date = date;
                m_last.reset();
            }
            return desk().leftOut();
        }
        const RecordPlace here = place();
        if (Result<void> done = handOver(); !done)
            return done;
        desk().open(here, text);
        if (!entry->date.empty()) {
            m_date = entry->date;
            m_last.reset();
        }
        if (m_date.empty()) {
            m_date = rfc3339(desk().clock().fileTime()).substr(0, 10);
            if (Result<void> said = desk().remark("no date is written; the day of the file is taken"); !said)
                return said;
        }
        const std::optional<WrittenTime> written = parseTime(m_date + " " + entry->clock + entry->offset);
        if (!written)
            return desk().reject("no time: " + m_date + " " + entry->clock);
        Instant time = desk().clock().resolve(*written, here);
        while (m_last && *m_last - time > Duration::hours(12))
            time += Duration::hours(24);
        m_last = time;
        Note note;
        note.time = time;
        note.text = std::string(entry->text);
        m_note = std::move(note);
        m_notePlace = here;
        return {};
    }
    Result<void> ended() override { return handOver(); }

    Result<void> handOver() {
        if (!m_note)
            return {};
        Note note = *std::exchange(m_note, {});
        note.kind = isMilestone(note.text) ? "milestone" : "timeline";
        desk().open(m_notePlace, note.text);
        return desk().note(note);
    }

    std::string m_date;
    std::optional<Instant> m_last;
    std::optional<Note> m_note;
    RecordPlace m_notePlace;
};

Recognition sniffTimeline(const Specimen& specimen) {
    int read = 0;
    int entries = 0;
    bool hasHeading = false;
    for (const SpecimenLine& line : wholeLines(specimen, 200)) {
        if (trimmed(line.text).empty())
            continue;
        ++read;
        hasHeading = hasHeading || line.text.starts_with("# ") || line.text.starts_with("## ");
        entries += entryOf(line.text) ? 1 : 0;
    }
    const std::string words =
        std::to_string(entries) + " of the first " + std::to_string(read) + " lines begin with a clock and a text";
    if (entries == 0 || (entries * 2 < read && !(hasHeading && entries >= 2)))
        return {0, words};
    return {hasHeading || entries == read ? 80 : 70, words + (hasHeading ? ", under a heading" : "")};
}

} // namespace

std::unique_ptr<Importer> markdownTimelineImporter() {
    return textFormImporter({"markdown-timeline", "notes with times: plain text or a Markdown timeline", "N",
                             sniffTimeline, newReader<TimelineReader>});
}

} // namespace foreshock
