// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/json/json_log_fields.h"

#include "model/base/text.h"

#include <algorithm>
#include <string>
#include <unordered_map>
#include <unordered_set>

namespace foreshock {
namespace {

constexpr std::size_t kLongestPath = 96;

struct Name {
    std::string_view path; ///< in lower case
    LogField field;
    int rank; ///< 1 is best
};

constexpr Name kNames[] = {
    {"@timestamp", LogField::Time, 1},
    {"timestamp", LogField::Time, 2},
    {"time", LogField::Time, 3},
    {"@t", LogField::Time, 3},
    {"ts", LogField::Time, 4},
    {"timeunixnano", LogField::Time, 4},
    {"time_unix_nano", LogField::Time, 4},
    {"timemillis", LogField::Time, 4},
    {"datetime", LogField::Time, 5},
    {"eventtime", LogField::Time, 5},
    {"event_time", LogField::Time, 5},
    {"asctime", LogField::Time, 6},
    {"date", LogField::Time, 7},
    {"instant.epochsecond", LogField::Time, 7},
    {"observedtimestamp", LogField::Time, 8},
    {"receivetimestamp", LogField::Time, 9},
    {"t.$date", LogField::Time, 3},                    // MongoDB
    {"t", LogField::Time, 8},                          // log15
    {"_source_realtime_timestamp", LogField::Time, 3}, // the journal's: when the program said it…
    {"__realtime_timestamp", LogField::Time, 4},       // …and when the journal took it

    {"level", LogField::Level, 1},
    {"log.level", LogField::Level, 1},
    {"severity", LogField::Level, 2},
    {"severitytext", LogField::Level, 2},
    {"severity_text", LogField::Level, 2},
    {"@l", LogField::Level, 2},
    {"levelname", LogField::Level, 2},
    {"loglevel", LogField::Level, 2},
    {"log_level", LogField::Level, 2},
    {"lvl", LogField::Level, 3},
    {"priority", LogField::Level, 6},
    {"s", LogField::Level, 8}, // MongoDB
    {"severitynumber", LogField::LevelNumber, 1},
    {"severity_number", LogField::LevelNumber, 1},

    {"message", LogField::Message, 1},
    {"msg", LogField::Message, 2},
    {"@m", LogField::Message, 2},
    {"@mt", LogField::Message, 3},
    {"textpayload", LogField::Message, 2},
    {"jsonpayload.message", LogField::Message, 2},
    {"jsonpayload.msg", LogField::Message, 3},
    {"short_message", LogField::Message, 3},
    {"full_message", LogField::Message, 4},
    {"body", LogField::Message, 3},
    {"body.stringvalue", LogField::Message, 3},
    {"log", LogField::Message, 4},
    {"event", LogField::Message, 6},
    {"error", LogField::Message, 9},

    {"service", LogField::Service, 1},
    {"service.name", LogField::Service, 1},
    {"service_name", LogField::Service, 2},
    {"servicename", LogField::Service, 2},
    {"resource.service.name", LogField::Service, 2},
    {"resource.attributes.service.name", LogField::Service, 2},
    {"attributes.service.name", LogField::Service, 3},
    {"app", LogField::Service, 4},
    {"application", LogField::Service, 4},
    {"kubernetes.labels.app", LogField::Service, 5},
    {"kubernetes.labels.app.kubernetes.io/name", LogField::Service, 5},
    {"resource.labels.service_name", LogField::Service, 5},
    {"kubernetes.container_name", LogField::Service, 6},
    {"kubernetes.container.name", LogField::Service, 6},
    {"resource.labels.container_name", LogField::Service, 6},
    {"container_name", LogField::Service, 7},
    {"name", LogField::Name, 1}, // Bunyan's and pino's service, for others a logger

    {"syslog_identifier", LogField::Service, 4},
    {"_systemd_unit", LogField::Service, 7},
    {"_comm", LogField::Service, 8},

    {"instance", LogField::Host, 1},
    {"host", LogField::Host, 1},
    {"host.name", LogField::Host, 1},
    {"hostname", LogField::Host, 2},
    {"host.hostname", LogField::Host, 2},
    {"kubernetes.pod_name", LogField::Host, 2},
    {"kubernetes.pod.name", LogField::Host, 2},
    {"resource.labels.pod_name", LogField::Host, 2},
    {"resource.host.name", LogField::Host, 3},
    {"pod", LogField::Host, 3},
    {"pod_name", LogField::Host, 3},
    {"resource.labels.instance_id", LogField::Host, 4},
    {"_hostname", LogField::Host, 2},
    {"node", LogField::Host, 5},
    {"nodename", LogField::Host, 5},
    {"agent.hostname", LogField::Host, 6},
    {"container_id", LogField::Host, 8},

    {"arrived_at", LogField::Arrived, 1},
};

struct Names {
    std::unordered_map<std::string_view, Name> byPath;
    std::unordered_set<std::string_view> parents; ///< every path that leads to a name

    Names() {
        for (const Name& name : kNames) {
            byPath.emplace(name.path, name);
            for (std::size_t dot = name.path.find('.'); dot != std::string_view::npos;
                 dot = name.path.find('.', dot + 1))
                parents.insert(name.path.substr(0, dot));
        }
    }
};

const Names& names() {
    static const Names all;
    return all;
}

/// Syslog's 0–7, Bunyan's and pino's 10–60, Google's 100–800.
LogLevel levelOfNumber(double number) {
    static constexpr LogLevel kSyslog[] = {LogLevel::Fatal,   LogLevel::Fatal, LogLevel::Fatal, LogLevel::Error,
                                           LogLevel::Warning, LogLevel::Info,  LogLevel::Info,  LogLevel::Debug};
    if (!(number >= 0) || number > 1000)
        return LogLevel::Unknown;
    if (number < 8)
        return kSyslog[static_cast<std::size_t>(number)];
    const bool isGoogle = number >= 100;
    const int step = static_cast<int>(number / (isGoogle ? 100 : 10));
    if (isGoogle)
        return step == 1   ? LogLevel::Debug
               : step <= 3 ? LogLevel::Info
               : step == 4 ? LogLevel::Warning
               : step == 5 ? LogLevel::Error
                           : LogLevel::Fatal;
    return step <= 1   ? LogLevel::Trace
           : step == 2 ? LogLevel::Debug
           : step == 3 ? LogLevel::Info
           : step == 4 ? LogLevel::Warning
           : step == 5 ? LogLevel::Error
                       : LogLevel::Fatal;
}

/// OpenTelemetry's severity numbers: 1–4 trace, 5–8 debug, … 21–24 fatal.
LogLevel levelOfOtel(double number) {
    return number >= 1 && number <= 24 ? static_cast<LogLevel>(1 + (static_cast<int>(number) - 1) / 4)
                                       : LogLevel::Unknown;
}

/// Of a path in lower case.
JsonShape::Known meaningOf(const std::string& path) {
    const Names& known = names();
    JsonShape::Known out;
    out.isParent = known.parents.contains(path);
    if (const auto found = known.byPath.find(path); found != known.byPath.end()) {
        out.field = found->second.field;
        out.rank = found->second.rank;
        out.isSerilog = path == "@t";
    }
    return out;
}

} // namespace

const JsonShape::Known& JsonShape::at(std::size_t place, std::string_view key) {
    constexpr std::size_t kPlaces = 256; // of a row with more, the others are looked up each time
    if (place < m_known.size() && m_known[place].key == key)
        return m_known[place];
    const std::size_t slot = std::min(place, kPlaces);
    if (slot >= m_known.size())
        m_known.resize(slot + 1);
    m_known[slot] = key.size() > kLongestPath ? Known{} : meaningOf(lowered(key));
    m_known[slot].key = key;
    return m_known[slot];
}

JsonLogFields::JsonLogFields(const JsonObject& row, JsonShape& shape) {
    std::size_t place = 0;
    for (const auto member : row) {
        const JsonShape::Known& known = shape.at(place++, member.key);
        if (!member.value.is_object())
            take(known, member.value);
        else if (known.isParent)
            walk(member.value.get_object().value_unsafe(), lowered(member.key) + ".");
    }
    if (!operator[](LogField::Service) && operator[](LogField::Name) && !text(LogField::Host).empty())
        m_found[static_cast<std::size_t>(LogField::Service)] = operator[](LogField::Name);
}

void JsonLogFields::take(const JsonShape::Known& known, const JsonElement& value) {
    if (known.field == LogField::Count || value.is_null())
        return;
    const auto field = static_cast<std::size_t>(known.field);
    m_isSerilog = m_isSerilog || known.isSerilog;
    if (!m_found[field] || known.rank < m_rank[field]) {
        m_found[field] = value;
        m_rank[field] = known.rank;
    }
}

void JsonLogFields::walk(const JsonObject& object, std::string_view prefix) {
    for (const auto member : object) {
        if (prefix.size() + member.key.size() + 1 > kLongestPath)
            continue;
        const std::string path = std::string(prefix) + lowered(member.key);
        const JsonShape::Known known = meaningOf(path);
        if (!member.value.is_object())
            take(known, member.value);
        else if (known.isParent)
            walk(member.value.get_object().value_unsafe(), path + ".");
    }
}

std::string_view JsonLogFields::text(LogField field) const {
    std::string_view text;
    const std::optional<JsonElement> found = operator[](field);
    return found && found->get(text) == simdjson::SUCCESS ? text : std::string_view();
}

LogLevel JsonLogFields::level() const {
    double number = 0;
    if (const std::optional<JsonElement> found = operator[](LogField::Level)) {
        if (found->get(number) == simdjson::SUCCESS)
            return levelOfNumber(number);
        const std::string_view word = trimmed(text(LogField::Level));
        if (word.size() == 1 && word[0] >= '0' && word[0] <= '7') // the journal writes its numbers as text
            return levelOfNumber(word[0] - '0');
        return logLevel(word).value_or(LogLevel::Unknown);
    }
    if (const std::optional<JsonElement> found = operator[](LogField::LevelNumber))
        return found->get(number) == simdjson::SUCCESS ? levelOfOtel(number) : LogLevel::Unknown;
    return m_isSerilog ? LogLevel::Info : LogLevel::Unknown;
}

} // namespace foreshock
