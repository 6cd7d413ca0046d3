// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/exchange/incident_json.h"

#include "importers/json/top_members.h"
#include "importers/json/whole_json_reader.h"
#include "importers/specimen_lines.h"

namespace foreshock {
namespace {

/// {"title":"Kinesis: capacity add exceeds a thread limit","zone":"America/Los_Angeles",
///  "seen_via":[{"service":"kinesis-frontend","metric":"kds_put_errors","via":"cloudwatch"}]}
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
        return sayUnread(member, place);
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
            if (name != "title" && name != "zone" && name != "seen_via" && !isNamed)
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
