// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/views/preview_values.h"

#include "model/base/time_text.h"

namespace foreshock::previews {
namespace {

Instant at(const char* text) {
    return parseTime(text)->instant;
}

InputPreview recognised(const char* name, const char* format, const char* title, const char* kinds, int score,
                        const char* reason) {
    InputPreview p;
    p.label = p.path = std::string("/night/") + name;
    p.stage = InputPreview::Stage::Looked;
    p.size = p.looked = 12'345;
    p.format = format;
    p.title = title;
    p.kinds = kinds;
    p.score = score;
    p.reason = reason;
    p.zone = "UTC";
    p.candidates = {{format, title, score, reason},
                    {"logfmt", "logfmt", 12, "2 of 60 lines have keys and values"},
                    {"columns-csv", "CSV with columns of its own", 0, "line 1 is not the header of a table"}};
    return p;
}

} // namespace

InputPreview alarms() {
    InputPreview p = recognised("alarms.jsonl", "alarms-jsonl", "Alarms, JSON lines", "A", 100,
                                "every row has time, service, metric and title");
    p.counts.read = p.counts.stored.alarms = 2;
    p.first = p.firstAlarm = at("2020-11-25T13:15:00Z");
    p.last = at("2020-11-25T13:18:00Z");
    p.zoneBasis = "in the record";
    p.services = {"kinesis-frontend", "cognito"};
    p.records = {{"alarm", p.first, "kinesis-frontend", "put errors > 1 %, no end told", 1},
                 {"alarm", p.last, "cognito", "sign-in errors > 5 %, no end told", 2}};
    return p;
}

InputPreview localLog() {
    InputPreview p = recognised("kfe.log", "log4j", "log4j and logback", "L", 92, "60 of 60 lines match the pattern");
    p.counts.read = p.counts.stored.logs = 41'273;
    p.first = at("2020-11-25T05:00:00Z");
    p.last = at("2020-11-25T07:28:00Z");
    p.zoneBasis = "assumed UTC";
    p.services = {"kfe-0417", "kfe-1804"};
    p.records = {{"log", p.first, "kfe-0417", "warning shard map is 2871 s old", 1}};
    return p;
}

InputPreview table() {
    InputPreview p = recognised("queue_depth.csv", "", "", "", 20, "");
    p.problem = Error{ErrorCode::Unsupported, "not recognised; nearest is columns-csv: no column is named like a time",
                      p.label, "foreshock detect PATH says more"};
    p.table = TableReading{"csv",
                           ";",
                           ",",
                           "logs",
                           "day first",
                           {{"Zeit", "", {"25.11.2020 14:10", "25.11.2020 14:11"}},
                            {"Dienst", "", {"eventbridge", "eventbridge"}},
                            {"Was", "", {"queue depth", "queue depth"}},
                            {"Wert", "", {"12,5", "310"}}},
                           {},
                           "time"};
    return p;
}

InputPreview rejected() {
    InputPreview p = recognised("cognito.jsonl", "jsonl-logs", "Log records, JSON lines", "L", 98,
                                "every row has time, service, level and message");
    p.counts.read = 60;
    p.counts.stored.logs = 56;
    p.counts.rejected = 4;
    p.first = at("2020-11-25T13:18:00Z");
    p.last = at("2020-11-25T13:19:58Z");
    p.zoneBasis = "in the record";
    for (const std::int64_t line : {12, 13, 34, 41})
        p.rejected.push_back({"", line, line * 120, "no time: \"soon\"", "{\"time\":\"soon\"}", false});
    p.records = {{"log", p.first, "cognito", "error stream write failed 1/3", 1}};
    return p;
}

InputPreview large() {
    InputPreview p = recognised("proxy.log", "haproxy", "HAProxy", "L", 95, "60 of 60 lines match the pattern");
    p.size = 41'000'000'000;
    p.looked = 5'242'880;
    p.isEstimate = true;
    p.counts.read = p.counts.stored.logs = 26'214;
    p.first = at("2020-11-20T00:00:00Z");
    p.last = at("2020-11-26T00:00:00Z");
    p.zoneBasis = "in the record";
    return p;
}

InputPreview known() {
    InputPreview p = recognised("changes.jsonl", "changes-jsonl", "Changes, JSON lines", "C", 100,
                                "every row has id, time, service, kind and title");
    p.counts.read = p.counts.stored.changes = 3;
    p.first = at("2020-11-25T10:44:00Z");
    p.last = at("2020-11-25T12:52:00Z");
    p.zoneBasis = "in the record";
    p.seen = SeenBefore::Same;
    return p;
}

InputPreview nobodys() {
    InputPreview p = recognised("handover.txt", "", "", "", 0, "");
    p.problem = Error{ErrorCode::Unsupported, "not recognised; nearest is notes-text: 0 of 4 lines begin with a time",
                      p.label, "foreshock detect PATH says more"};
    return p;
}

std::vector<InputPreview> night() {
    return {alarms(), localLog(), table(), rejected(), large(), known(), nobodys()};
}

ReadOptions options() {
    ReadOptions out;
    for (const auto& [id, title] :
         {std::pair("alarms-jsonl", "Alarms, JSON lines"), std::pair("columns-csv", "CSV with columns of its own"),
          std::pair("haproxy", "HAProxy"), std::pair("logfmt", "logfmt"), std::pair("syslog", "syslog, RFC 3164")})
        out.formats.push_back({id, title});
    out.zones = {"UTC", "America/Los_Angeles", "Europe/Berlin"};
    out.kinds = {"logs", "samples", "series", "changes", "alarms", "dependencies"};
    out.times = {"auto", "seconds", "day first"};
    out.roles = {"time", "end", "service", "metric", "value", "message"};
    return out;
}

} // namespace foreshock::previews
