// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workflows/handover/exchange_rows.h"

#include "importers/text_encoding.h"
#include "model/base/time_text.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <simdjson.h>

#include <cmath>
#include <set>

namespace foreshock {
namespace {

using Json = nlohmann::ordered_json;

bool isUtf8(std::string_view text) {
    return simdjson::validate_utf8(text.data(), text.size());
}

std::string plain(std::string_view text) {
    return isUtf8(text) ? std::string(text) : repairedUtf8(text);
}

/// Of a service, host or series: the CSV readers know no escape for control characters but line ends.
std::string plainName(std::string_view text) {
    std::string out;
    for (const char c : plain(text))
        if (static_cast<unsigned char>(c) < 0x20 && c != '\t' && c != '\n' && c != '\r')
            out += "\xEF\xBF\xBD";
        else
            out += c;
    return out;
}

void put(Json& row, const char* name, std::string text) {
    if (!text.empty())
        row[name] = std::move(text);
}

void putTime(Json& row, const char* name, std::optional<Instant> t) {
    if (t)
        row[name] = rfc3339(*t);
}

void putDetails(Json& row, const Details& details) {
    for (const Detail& detail : details)
        row["details"][plain(detail.name)] = plain(detail.value);
}

std::string written(const Json& row) {
    return row.dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::string csvCell(std::string_view text) {
    std::string name = plainName(text);
    if (name.find_first_of(",\"\r\n") == std::string::npos)
        return name;
    std::string out = "\"";
    for (const char c : name)
        out.append(c == '"' ? 2 : 1, c);
    return out + '"';
}

} // namespace

std::string exchangeRow(const Change& c) {
    Json row;
    put(row, "id", plain(c.id.value));
    row["time"] = rfc3339(c.start);
    putTime(row, "end_time", c.end);
    row["service"] = plainName(c.service.value);
    row["kind"] = plain(c.kind);
    row["title"] = plain(c.title);
    put(row, "actor", plain(c.actor));
    put(row, "ref", plain(c.ref));
    put(row, "group", plain(c.group));
    put(row, "scope", plain(c.scope));
    put(row, "basis", plain(c.basis));
    putTime(row, "arrived_at", c.arrivedAt);
    putDetails(row, c.details);
    return written(row);
}

std::string exchangeRow(const Alarm& a) {
    static constexpr const char* kStates[] = {"firing", "resolved", "no_data"};
    Json row;
    put(row, "id", plain(a.id.value));
    row["time"] = rfc3339(a.start);
    putTime(row, "end", a.end);
    row["service"] = plainName(a.service.value);
    row["metric"] = plainName(a.metric);
    row["title"] = plain(a.title);
    put(row, "rule", plain(a.rule));
    row["severity"] = a.severity;
    row["state"] = kStates[static_cast<std::size_t>(a.state)];
    put(row, "basis", plain(a.basis));
    putTime(row, "arrived_at", a.arrivedAt);
    putDetails(row, a.details);
    return written(row);
}

std::string exchangeRow(const Note& n) {
    Json row;
    row["time"] = rfc3339(n.time);
    put(row, "service", plainName(n.service.value));
    put(row, "kind", plain(n.kind));
    row["text"] = plain(n.text);
    put(row, "basis", plain(n.basis));
    return written(row);
}

std::string exchangeRow(const LogRecord& r, std::optional<Instant> arrivedAt) {
    Json row;
    row["time"] = rfc3339(r.time);
    row["service"] = plainName(r.service.value);
    put(row, "instance", plainName(r.host));
    row["level"] = nameOf(r.level);                        // "" too: else the reader looks for a level in the message
    if (isUtf8(r.message) && !r.message.ends_with('\n')) { // a line end at the end would be taken for Docker's
        row["message"] = r.message;
    } else {
        Json& bytes = row["message"] = Json::array();
        for (const char c : r.message)
            bytes.push_back(static_cast<unsigned>(static_cast<unsigned char>(c)));
    }
    putTime(row, "arrived_at", arrivedAt);
    return written(row);
}

std::string exchangeRow(const Service& s) {
    Json row;
    row["id"] = plainName(s.id.value);
    if (s.name != s.id.value)
        put(row, "name", plain(s.name));
    put(row, "role", plain(s.role));
    if (!s.isOnMapAtStart)
        row["on_map_at_start"] = false;
    put(row, "basis", plain(s.basis));
    putDetails(row, s.details);
    return written(row);
}

std::string exchangeRow(const Dependency& d) {
    Json row;
    row["from"] = plainName(d.from.value);
    row["to"] = plainName(d.to.value);
    row["kind"] = nameOf(d.kind);
    row["documented"] = d.isDocumented;
    row["confirmed"] = d.isConfirmed;
    put(row, "why", plain(d.why));
    put(row, "basis", plain(d.basis));
    return written(row);
}

std::string_view limitsHeader() {
    return "service,metric,limit,unit,source,date,scope";
}

std::string exchangeRow(const DeclaredLimit& l) {
    return csvCell(l.service.value) + "," + csvCell(l.metric) + "," + valueCell(l.value) + "," + csvCell(l.unit) + "," +
           csvCell(l.source) + "," + (l.date ? rfc3339(*l.date) : std::string()) + "," + csvCell(l.scope);
}

std::string exchangeFacts(const std::string& title, const std::string& zone, const std::vector<SeriesInfo>& carried,
                          const std::vector<AlarmRule>& rules, const std::vector<RoleRule>& roles) {
    Json facts;
    facts["title"] = plain(title);
    put(facts, "zone", zone);
    std::set<std::pair<std::string, std::string>> told; // instances share one fact
    for (const SeriesInfo& info : carried)
        if (!info.seenVia.empty() && told.emplace(info.service.value, info.metric).second)
            facts["seen_via"].push_back({{"service", plainName(info.service.value)},
                                         {"metric", plainName(info.metric)},
                                         {"via", plainName(info.seenVia)}});
    for (const RoleRule& role : roles)
        facts["roles"].push_back({{"service", plain(role.service)},
                                  {"metric", plain(role.metric)},
                                  {"role", nameOf(role.role)},
                                  {"direction", nameOf(role.bad)}});
    for (const AlarmRule& rule : rules) {
        Json row;
        row["name"] = plain(rule.name);
        put(row, "service", plainName(rule.service.value));
        put(row, "metric", plainName(rule.metric));
        put(row, "rule", plain(rule.text));
        put(row, "op", rule.op);
        if (rule.threshold)
            row["threshold"] = *rule.threshold;
        if (rule.wait.ns > 0)
            row["for_s"] = static_cast<double>(rule.wait.ns) / 1e9;
        row["severity"] = rule.severity;
        facts["alarm_rules"].push_back(std::move(row));
    }
    return written(facts);
}

std::string_view metricsHeader(MetricsForm form) {
    return form == MetricsForm::Services ? "timestamp,service,metric,value,unit\n"
                                         : "timestamp,service,instance,version,metric,value,unit\n";
}

SeriesCells seriesCells(const SeriesInfo& info, MetricsForm form) {
    SeriesCells cells;
    cells.before = "," + csvCell(info.service.value) + ",";
    if (form == MetricsForm::Instances)
        cells.before += csvCell(info.instance) + "," + csvCell(info.version) + ",";
    cells.before += csvCell(info.metric) + ",";
    cells.behind = "," + csvCell(info.unit) + "\n";
    return cells;
}

std::string valueCell(double value) {
    return std::isfinite(value) ? fmt::format("{}", value) : std::string();
}

} // namespace foreshock
