// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/logs/log_feeds.h"
#include "importers/logs/shipped_logs.h"

namespace foreshock {
namespace {

/// {"took":3,"hits":{"total":{"value":1},"hits":[{"_index":"logs-2020.11.25","_id":"a1","_score":null,
///   "_source":{"@timestamp":"2020-11-25T13:12:33.120Z","message":"no backend","log":{"level":"error"},
///              "service":{"name":"cart"},"host":{"name":"i-1"},"event":{"ingested":"2020-11-25T13:12:35Z"}}}]}}
/// Kibana's "Inspect" puts "rawResponse" around it, an asynchronous search "response", _msearch "responses"; a dump
/// has one hit a line. Where "_source" is left out, "fields" has every value in a list: {"message":["no backend"]}.
class HitsWork final : public JsonFormWork {
public:
    Result<void> row(const JsonRowAt& row, RecordDesk& desk) override {
        Json source = at(row.value, "_source");
        if (!source.is_object()) {
            source = Json::object();
            if (const Json& fields = at(row.value, "fields"); fields.is_object())
                for (const auto& [name, list] : fields.items())
                    source[name] = list.is_array() && !list.empty() ? list.front() : list;
        }
        if (source.empty())
            return desk.reject("a hit without \"_source\" and \"fields\"");
        KnownMembers known = m_logs.known(source);
        if (known.time.empty())
            return desk.reject("no time under a known name in \"_source\"");
        const std::optional<Instant> time = timeOf(desk, Json(known.time));
        if (!time)
            return desk.reject("no time: " + known.time);
        ShippedRecord record;
        record.time = *time;
        record.arrivedAt = timeAt(desk, source, "event.ingested");
        record.level = known.level;
        record.service = std::move(known.service);
        record.host = std::move(known.host);
        record.text = known.message.empty() ? source.dump(-1, ' ', false, Json::error_handler_t::replace)
                                            : std::move(known.message);
        return m_logs.give(record, row, desk);
    }

private:
    ShippedLogs m_logs;
};

} // namespace

std::unique_ptr<Importer> elasticsearchHitsImporter() {
    return jsonFormImporter({"elasticsearch-hits",
                             "Elasticsearch, OpenSearch and Kibana hits, JSON",
                             "L",
                             {"hits.hits", "rawResponse.hits.hits", "response.hits.hits", "responses.hits.hits", ""},
                             "\"_index\" and \"_source\" or \"fields\"",
                             [](const Json& row) {
                                 return has(row, "_index") && (isObjectAt(row, "_source") || isObjectAt(row, "fields"));
                             },
                             newWork<HitsWork>});
}

} // namespace foreshock
