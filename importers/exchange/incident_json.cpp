// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/exchange/incident_json.h"

#include "importers/exchange/alarm_words.h"
#include "importers/json/top_members.h"
#include "importers/json/whole_json_reader.h"
#include "importers/record_desk.h"
#include "importers/specimen_lines.h"
#include "model/base/time_text.h"
#include "model/domain/role.h"

namespace foreshock {
namespace {

/// {"title":"Kinesis: capacity add exceeds a thread limit","zone":"America/Los_Angeles",
///  "seen_via":[{"service":"kinesis-frontend","metric":"kds_put_errors","via":"cloudwatch"}],
///  "coverage":[{"source":"changes.jsonl","from":"2020-11-25T00:00:00Z","to":"2020-11-25T14:00:00Z"}]}
/// Facts about the whole incident. `zone` is an IANA name; a series "seen via" a service has holes while that is down.
class IncidentReader final : public WholeJsonReader {
public:
    using WholeJsonReader::WholeJsonReader;

private:
    Result<void> row(const std::string& member, const nlohmann::json& value, RecordPlace place) override {
        const std::string text = textOf(value);
        if (member == "seen_via")
            return readCarrier(value, place);
        if (member == "zone") {
            if (Result<Zone> zone = Zone::find(text); !zone)
                return sink().reject(place, zone.error().text(), excerptOf(value));
            return sink().fact("zone", text);
        }
        if (member == "title")
            return sink().fact("title", text);
        if (member == "alarm_rules")
            return readRule(value, place);
        if (member == "roles")
            return readRole(value, place);
        if (member == "coverage")
            return readCoverage(value, place);
        return sayUnread(member, place);
    }

    /// {"service":"cart","metric":"pool_*","role":"saturation","direction":"down"}: what series mean, as a person said.
    Result<void> readRole(const nlohmann::json& value, RecordPlace place) {
        const bool isRow = value.is_object() && !textOf(value, "service").empty() && !textOf(value, "metric").empty();
        const auto role = isRow ? roleNamed(textOf(value, "role")) : std::nullopt;
        if (!role)
            return sink().reject(place, "a row of \"roles\" has \"service\", \"metric\", \"role\" and \"direction\"",
                                 excerptOf(value));
        const BadDirection bad = badDirectionNamed(textOf(value, "direction")).value_or(usualDirection(*role));
        return sink().fact("role:" + textOf(value, "service") + "/" + textOf(value, "metric"),
                           std::string(nameOf(*role)) + ":" + std::string(nameOf(bad)));
    }

    /// {"name":"HighErrors","service":"cart","metric":"errors","rule":"rate(errors[5m]) >
    /// 0.5","op":">","threshold":0.5,
    ///  "for_s":300,"severity":1}
    Result<void> readRule(const nlohmann::json& value, RecordPlace place) {
        if (!value.is_object() || textOf(value, "name").empty())
            return sink().reject(place, "a row of \"alarm_rules\" has a \"name\"", excerptOf(value));
        AlarmRule rule;
        rule.name = textOf(value, "name");
        rule.service = ServiceId(textOf(value, "service"));
        rule.metric = textOf(value, "metric");
        rule.text = textOf(value, "rule");
        rule.op = textOf(value, "op");
        const auto number = [&](const char* name) -> std::optional<double> {
            const auto found = value.find(name);
            return found != value.end() && found->is_number() ? std::optional(found->get<double>()) : std::nullopt;
        };
        rule.threshold = number("threshold");
        if (const auto wait = number("for_s"); wait && *wait > 0 && *wait < kLongestTold)
            rule.wait = Duration::milliseconds(static_cast<std::int64_t>(*wait * 1000));
        rule.severity = alarmSeverity(textOf(value, "severity"));
        return sink().alarmRule(rule, place);
    }

    /// {"source":"changes.jsonl","from":"2020-11-25T00:00:00Z","to":"2020-11-25T14:00:00Z"}: what a source speaks for.
    Result<void> readCoverage(const nlohmann::json& value, RecordPlace place) {
        if (!value.is_object() || textOf(value, "source").empty())
            return sink().reject(place, "a row of \"coverage\" has \"source\", \"from\" and \"to\"", excerptOf(value));
        const auto from = parseTime(textOf(value, "from"));
        const auto to = parseTime(textOf(value, "to"));
        if (!from || !to || !from->hasOffset || !to->hasOffset || !(from->instant < to->instant))
            return sink().reject(place, "\"from\" and \"to\" are times with their offset, the second after the first",
                                 excerptOf(value));
        return sink().fact("covers:" + textOf(value, "source"), rfc3339(from->instant) + "/" + rfc3339(to->instant));
    }

    Result<void> readCarrier(const nlohmann::json& value, RecordPlace place) {
        if (!value.is_object() || textOf(value, "service").empty() || textOf(value, "metric").empty() ||
            textOf(value, "via").empty())
            return sink().reject(place, "a row of \"seen_via\" has \"service\", \"metric\" and \"via\"",
                                 excerptOf(value));
        return sink().fact("seen_via:" + textOf(value, "service") + "/" + textOf(value, "metric"),
                           textOf(value, "via"));
    }
};

class IncidentImporter final : public Importer {
public:
    std::string id() const override { return "incident-json"; }
    std::string title() const override { return "title, zone and telemetry carriers of an incident"; }
    std::string kinds() const override { return ""; }
    Recognition sniff(const Specimen& specimen) const override {
        const TopMembers top = topMembers(specimen);
        if (!top.problem.empty())
            return {0, top.problem};
        const bool isNamed = fileName(specimen) == "incident.json";
        for (const auto& [name, kind] : top.members)
            if (name != "title" && name != "zone" && name != "seen_via" && name != "coverage" &&
                name != "alarm_rules" && name != "roles" && !isNamed)
                return {0, "the JSON object has \"" + name + "\", which an incident.json has not"};
        if (top.isList("seen_via") || (top.has("title") && top.has("zone")))
            return {90 + (isNamed ? 8 : 0), "one JSON object with title, zone or seen_via"};
        if (isNamed && (top.has("title") || top.has("zone")))
            return {90, "named incident.json, with a title or a zone"};
        return {0, "the JSON object has no \"seen_via\", and not both \"title\" and \"zone\""};
    }
    std::unique_ptr<Reader> create(const ReadSettings& settings, RecordSink& sink) const override {
        return std::make_unique<IncidentReader>(settings, sink);
    }
};

} // namespace

std::unique_ptr<Importer> incidentJsonImporter() {
    return std::make_unique<IncidentImporter>();
}

} // namespace foreshock
