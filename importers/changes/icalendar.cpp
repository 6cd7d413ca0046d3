// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/changes/change_feeds.h"
#include "importers/text_form.h"
#include "model/base/text.h"

#include <map>

namespace foreshock {
namespace {

/// \n, \, and \; within texts.
std::string unescaped(std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '\\' && i + 1 < text.size()) {
            ++i;
            out += text[i] == 'n' || text[i] == 'N' ? '\n' : text[i];
        } else {
            out += text[i];
        }
    }
    return out;
}

/// "20201125T050000" as 2020-11-25T05:00:00, "20201125" as its midnight; Z stays.
std::string isoTime(std::string_view text) {
    if (text.size() < 8)
        return {};
    std::string out =
        std::string(text.substr(0, 4)) + "-" + std::string(text.substr(4, 2)) + "-" + std::string(text.substr(6, 2));
    if (text.size() == 8)
        return out + "T00:00:00";
    if (text.size() < 15 || text[8] != 'T')
        return {};
    return out + "T" + std::string(text.substr(9, 2)) + ":" + std::string(text.substr(11, 2)) + ":" +
           std::string(text.substr(13, 2)) + std::string(text.substr(15));
}

/// "PT1H30M", "P1D", "P2W"; null for others.
std::optional<Duration> isoDuration(std::string_view text) {
    if (!text.starts_with('P'))
        return std::nullopt;
    double seconds = 0;
    double number = 0;
    bool isTime = false;
    for (const char c : text.substr(1)) {
        if (c >= '0' && c <= '9') {
            number = number * 10 + (c - '0');
            continue;
        }
        if (c == 'T')
            isTime = true;
        else if (c == 'W' || c == 'D')
            seconds += number * 86'400 * (c == 'W' ? 7 : 1);
        else if (isTime && (c == 'H' || c == 'M' || c == 'S'))
            seconds += number * (c == 'H' ? 3600 : c == 'M' ? 60 : 1);
        else
            return std::nullopt;
        number = 0;
    }
    if (!(seconds < kLongestTold))
        return std::nullopt;
    return Duration::seconds(static_cast<std::int64_t>(seconds));
}

/// BEGIN:VEVENT
/// UID:chg-7@example.com
/// DTSTART;TZID=America/Los_Angeles:20201125T024400
/// DTEND;TZID=America/Los_Angeles:20201125T034700
/// SUMMARY:Add 40 front-end servers\, zone b
/// CATEGORIES:kinesis-frontend
/// END:VEVENT
/// A calendar says what was planned, not what was done: the change is of kind "planned" and has basis "planned", so
/// that it never passes for the deploy itself. Lines that begin with a blank go on with the line before (RFC
/// 5545, 3.1). What was cancelled is left out. Of a repeated event its first time is read.
class CalendarReader final : public DeskLineReader {
public:
    using DeskLineReader::DeskLineReader;

private:
    struct Property {
        std::string value;
        std::string zone; ///< TZID
    };

    Result<void> record(std::string_view text) override {
        if (text.front() == ' ' || text.front() == '\t') {
            m_line += text.substr(1);
            return {};
        }
        if (Result<void> done = property(); !done)
            return done;
        m_line = std::string(text);
        m_linePlace = place();
        return {};
    }
    Result<void> ended() override {
        if (Result<void> done = property(); !done)
            return done;
        if (!m_isEvent)
            return {};
        desk().open(m_start, "BEGIN:VEVENT");
        return desk().reject("the event is not ended (cut off?)");
    }

    Result<void> property() {
        const std::string line = std::exchange(m_line, {});
        const std::size_t colon = line.find(':');
        if (colon == std::string::npos)
            return {};
        const std::string value = line.substr(colon + 1);
        const std::vector<std::string_view> head = split(std::string_view(line).substr(0, colon), ';');
        const std::string_view name = head.front();
        if (name == "BEGIN" && value == "VEVENT") {
            m_isEvent = true;
            m_start = m_linePlace;
            m_properties.clear();
        } else if (name == "END" && value == "VEVENT" && m_isEvent) {
            m_isEvent = false;
            return event();
        } else if (name == "BEGIN" && m_isEvent) {
            ++m_inner; // an alarm of the event, with texts of its own
        } else if (name == "END" && m_isEvent && m_inner > 0) {
            --m_inner;
        } else if (m_isEvent && m_inner == 0) {
            Property property{value, {}};
            for (const std::string_view parameter : head)
                if (startsWithNoCase(parameter, "TZID="))
                    property.zone = std::string(parameter.substr(5));
            m_properties[std::string(name)] = std::move(property);
        }
        return {};
    }

    std::string text(const char* name) const {
        const auto found = m_properties.find(name);
        return found == m_properties.end() ? std::string() : unescaped(found->second.value);
    }

    std::optional<Instant> time(const char* name) {
        const auto found = m_properties.find(name);
        if (found == m_properties.end())
            return std::nullopt;
        const std::optional<WrittenTime> written = parseTime(isoTime(found->second.value));
        if (!written)
            return std::nullopt;
        std::string zone = found->second.zone;
        if (zone.size() > 1 && zone.front() == '"')
            zone = zone.substr(1, zone.size() - 2);
        if (written->hasOffset || zone.empty())
            return desk().clock().resolve(*written, m_start);
        if (const Result<Zone> known = Zone::find(zone))
            return desk().clock().resolveIn(*known, *written, m_start);
        (void)desk().remark("the zone \"" + zone + "\" is not known; the zone of the import is taken");
        return desk().clock().resolve(*written, m_start);
    }

    Result<void> event() {
        const std::string excerpt = text("SUMMARY");
        desk().open(m_start, excerpt);
        if (text("STATUS") == "CANCELLED")
            return desk().leftOut();
        const std::optional<Instant> start = time("DTSTART");
        if (!start)
            return desk().reject("the event has no DTSTART that is a time");
        Change change;
        change.id = ChangeId(text("UID"));
        change.service = ServiceId(text("X-SERVICE"));
        if (change.service.value.empty())
            change.service = ServiceId(std::string(trimmed(split(text("CATEGORIES"), ',').front())));
        change.kind = "planned";
        change.title = text("SUMMARY");
        change.start = *start;
        change.end = time("DTEND");
        if (const std::optional<Duration> length = isoDuration(text("DURATION")); !change.end && length)
            change.end = *start + *length;
        change.actor = text("ORGANIZER");
        if (startsWithNoCase(change.actor, "mailto:"))
            change.actor = change.actor.substr(7);
        change.ref = text("URL");
        change.basis = "planned";
        change.details = {{"planned start", rfc3339(*start)},   {"planned end", change.end ? rfc3339(*change.end) : ""},
                          {"status", text("STATUS")},           {"location", text("LOCATION")},
                          {"description", text("DESCRIPTION")}, {"repeats", text("RRULE")}};
        if (!text("RRULE").empty())
            if (Result<void> said = desk().remark("the event repeats (RRULE); its first time is read"); !said)
                return said;
        return desk().change(std::move(change));
    }

    std::string m_line; ///< unfolded
    RecordPlace m_linePlace;
    RecordPlace m_start;
    bool m_isEvent = false;
    int m_inner = 0;
    std::map<std::string, Property> m_properties;
};

} // namespace

std::unique_ptr<Importer> icalendarImporter() {
    return textFormImporter({"icalendar", "iCalendar, planned changes", "C",
                             [](const Specimen& specimen) {
                                 return recogniseFirstLine(
                                     specimen,
                                     [](std::string_view line) {
                                         constexpr std::string_view kMark = "\xEF\xBB\xBF";
                                         if (line.starts_with(kMark))
                                             line.remove_prefix(kMark.size());
                                         return trimmed(line) == "BEGIN:VCALENDAR";
                                     },
                                     "BEGIN:VCALENDAR");
                             },
                             newReader<CalendarReader>});
}

} // namespace foreshock
