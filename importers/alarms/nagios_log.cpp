// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/alarms/alarm_feeds.h"
#include "importers/alarms/alarm_history.h"
#include "importers/text_form.h"
#include "model/base/text.h"

#include <charconv>

namespace foreshock {
namespace {

struct Entry {
    std::int64_t time = 0;
    std::string_view what; ///< "SERVICE ALERT"
    std::string_view rest; ///< "web1;HTTP;CRITICAL;HARD;3;connection refused"
};

/// [1606309380] SERVICE ALERT: web1;HTTP;CRITICAL;HARD;3;connection refused
std::optional<Entry> entryOf(std::string_view line) {
    Entry entry;
    const std::size_t close = line.find("] ");
    if (!line.starts_with('[') || close == std::string_view::npos || close < 9 || close > 12)
        return std::nullopt;
    if (const auto [end, code] = std::from_chars(line.data() + 1, line.data() + close, entry.time);
        code != std::errc() || end != line.data() + close)
        return std::nullopt;
    line.remove_prefix(close + 2);
    const std::size_t colon = line.find(": ");
    entry.what = line.substr(0, colon);
    entry.rest = colon == std::string_view::npos ? std::string_view() : line.substr(colon + 2);
    return entry;
}

/// Kinds of entries are written in capitals: "SERVICE ALERT", "CURRENT HOST STATE", "EXTERNAL COMMAND".
bool isUpper(std::string_view text) {
    return text.size() > 4 && text.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ ") == std::string_view::npos;
}

bool isAlert(std::string_view what) {
    return what == "SERVICE ALERT" || what == "HOST ALERT" || what == "CURRENT SERVICE STATE" ||
           what == "CURRENT HOST STATE" || what == "INITIAL SERVICE STATE" || what == "INITIAL HOST STATE";
}

/// A service alert has host;service;state;SOFT or HARD;attempt;output, a host alert has no service. Only hard states
/// count: a soft one is a check that is still being repeated. It is left out, as is the rest of the log (notifications,
/// commands, downtimes).
class NagiosReader final : public DeskLineReader {
public:
    using DeskLineReader::DeskLineReader;

private:
    Result<void> record(std::string_view text) override {
        const std::optional<Entry> entry = entryOf(text);
        if (!entry)
            return desk().reject("the line does not begin with [seconds since 1970]");
        if (!isAlert(entry->what))
            return desk().leftOut();
        const std::optional<Instant> time = desk().clock().readEpoch(entry->time);
        const bool isHost = entry->what.find("HOST") != std::string_view::npos;
        const std::vector<std::string_view> parts = split(entry->rest, ';');
        const std::size_t first = isHost ? 1 : 2; // the state
        if (!time || parts.size() < first + 4)
            return desk().reject("an alert has host;service;state;SOFT or HARD;attempt;output");
        if (parts[first + 1] == "SOFT")
            return desk().leftOut();
        Alarm alarm;
        const std::string_view state = parts[first];
        if (state == "OK" || state == "UP")
            alarm.state = AlarmState::Resolved;
        else if (state == "UNKNOWN" || state == "UNREACHABLE")
            alarm.state = AlarmState::NoData;
        else if (state != "WARNING" && state != "CRITICAL" && state != "DOWN")
            return desk().reject("the state \"" + std::string(state) + "\" is not known");
        alarm.service = ServiceId(std::string(parts[0]));
        alarm.metric = isHost ? std::string() : std::string(parts[1]);
        alarm.title = (isHost ? "host" : std::string(parts[1])) + " " + std::string(state);
        alarm.severity = state == "WARNING" ? 3 : 1;
        alarm.start = *time;
        const std::size_t output = static_cast<std::size_t>(parts[first + 3].data() - entry->rest.data());
        alarm.details = {{"host", std::string(parts[0])},
                         {"attempts", std::string(parts[first + 2])},
                         {"output", std::string(entry->rest.substr(output))}};
        m_history.add(std::string(parts[0]) + ";" + alarm.metric, std::move(alarm), place());
        return {};
    }
    Result<void> ended() override { return m_history.handOver(desk()); }

    AlarmHistory m_history;
};

} // namespace

std::unique_ptr<Importer> nagiosLogImporter() {
    return textFormImporter({"nagios-log", "Nagios and Icinga log", "A",
                             [](const Specimen& specimen) {
                                 return recogniseLines(
                                     specimen,
                                     [](std::string_view line) {
                                         const std::optional<Entry> entry = entryOf(line);
                                         return entry && isUpper(entry->what);
                                     },
                                     "lines such as [1606309380] SERVICE ALERT: host;service;state;HARD;3;output");
                             },
                             newReader<NagiosReader>});
}

} // namespace foreshock
