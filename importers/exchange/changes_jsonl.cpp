// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/exchange/changes_jsonl.h"

#include "importers/exchange/row_details.h"
#include "importers/json/json_row_reader.h"
#include "importers/json/row_shape.h"

namespace foreshock {
namespace {

/// {"id":"chg-7","time":"2020-11-25T10:44:00Z","end_time":"2020-11-25T11:47:00Z","service":"kinesis-frontend",
///  "kind":"capacity_add","title":"40 servers join the fleet","actor":"fleetctl","ref":"https://…","group":"r-3",
///  "instances":["kfe-5401","kfe-5402"],"replaces":["kfe-0007"],"scope":"us-east-1a","basis":"fact",
///  "arrived_at":"2020-11-25T10:44:05Z","details":{"environment":"production"}}
/// One change a row. Only `time` is needed. A rollout's steps share `group`. `instances` are what the step brought
/// and `replaces` what it took away; both are kept as words of the scope.
class ChangesReader final : public JsonRowReader {
public:
    using JsonRowReader::JsonRowReader;

private:
    Result<void> row(const JsonObject& row, const Line& line) override {
        const RecordPlace place = placeOf(line);
        const std::optional<Instant> start = timeOf(row, "time", place);
        if (!start)
            return sink().reject(place, noTimeReason(row, "time"), line.text);
        Change change;
        change.id = ChangeId(textOf(row, "id"));
        change.service = ServiceId(std::string(serviceName(textOf(row, "service"))));
        change.kind = textOf(row, "kind");
        change.title = textOf(row, "title");
        change.start = *start;
        change.actor = textOf(row, "actor");
        change.ref = textOf(row, "ref");
        change.group = textOf(row, "group");
        change.scope = scopeOf(row);
        change.basis = textOf(row, "basis");
        change.details = rowDetails(row);
        const auto arrival = arrivalOf(row, line);
        if (!arrival)
            return arrival.error();
        change.arrivedAt = *arrival;
        if (!textOf(row, "end_time").empty()) {
            change.end = timeOf(row, "end_time", place);
            if (!change.end || *change.end < *start) {
                change.end.reset();
                if (Result<void> said = sink().remark(
                        place, "\"end_time\" is no time after \"time\"; the change is kept without its end", line.text);
                    !said)
                    return said;
            }
        }
        return sink().change(change, place);
    }

    static std::string listOf(const JsonObject& row, std::string_view key) {
        const std::optional<JsonElement> found = member(row, key);
        simdjson::dom::array list;
        if (!found || found->get(list) != simdjson::SUCCESS)
            return found ? textOf(*found) : std::string();
        std::string words;
        for (const JsonElement item : list)
            words += (words.empty() ? "" : ", ") + textOf(item);
        return words;
    }

    static std::string scopeOf(const JsonObject& row) {
        std::string scope = textOf(row, "scope");
        for (const std::string_view key : {"instances", "replaces"})
            if (const std::string words = listOf(row, key); !words.empty())
                scope += (scope.empty() ? "" : "; ") + std::string(key) + " " + words;
        return scope;
    }
};

class ChangesImporter final : public Importer {
public:
    std::string id() const override { return "changes-jsonl"; }
    std::string title() const override { return "changes, one JSON object a line"; }
    std::string kinds() const override { return "C"; }
    bool canResume() const override { return true; }
    Recognition sniff(const Specimen& specimen) const override {
        return recogniseRows(specimen, {"changes.jsonl",
                                        {"time", "kind"},
                                        {"title", "end_time", "actor", "ref", "group"},
                                        {"message", "msg", "level", "text", "metric", "rule"}});
    }
    std::unique_ptr<Reader> create(const ReadSettings& settings, RecordSink& sink) const override {
        return std::make_unique<ChangesReader>(settings, sink);
    }
};

} // namespace

std::unique_ptr<Importer> changesJsonlImporter() {
    return std::make_unique<ChangesImporter>();
}

} // namespace foreshock
