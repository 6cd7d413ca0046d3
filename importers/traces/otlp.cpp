// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/logs/shipped_logs.h"
#include "importers/traces/otlp_metric.h"
#include "importers/traces/otlp_values.h"
#include "importers/traces/span_edges.h"
#include "importers/traces/trace_feeds.h"
#include "model/domain/place.h"

namespace foreshock {
namespace {

/// One document or one a line, as the collector's file exporter writes them:
/// {"resourceLogs":[{"resource":{"attributes":[{"key":"service.name","value":{"stringValue":"cart"}}]},
///   "scopeLogs":[{"scope":{"name":"shop"},"logRecords":[{"timeUnixNano":"1606309953120456789",
///     "observedTimeUnixNano":"1606309954002000000","severityNumber":17,"severityText":"ERROR",
///     "body":{"stringValue":"no backend"},"attributes":[],"traceId":"6f","spanId":"b2"}]}]}]}
/// {"resourceSpans":[{"resource":…,"scopeSpans":[{"spans":[{"traceId":"6f","spanId":"b2","parentSpanId":"a1","kind":2,
///   "name":"GET /cart","startTimeUnixNano":"1606309953120456789","endTimeUnixNano":"1606309953132801789",
///   "attributes":[],"status":{"code":2}}]}]}]}
/// resourceMetrics: see otlp_metric.h. The resource stands before its records and tells their service.
class OtlpWork final : public JsonFormWork {
public:
    Result<void> row(const JsonRowAt& row, RecordDesk& desk) override {
        const Json resource = resourceOf(row);
        if (row.path.starts_with("resourceLogs"))
            return readLog(resource, row, desk);
        if (row.path.starts_with("resourceSpans"))
            return readSpan(resource, row.value, desk);
        SeriesName name;
        name.service = textOf(resource, "service.name");
        name.instance = hostOf(resource, "service.instance.id");
        name.version = textOf(resource, "service.version");
        const Labels told = otlpLabels(resource);
        name.environment = environmentOf(told);
        // Two regions of one service are two series: where it ran stays with the name.
        Labels place;
        for (const auto& label : told)
            if (placeOfLabel(label.first))
                place.push_back(label);
        return readOtlpMetric(row.value, name, place, desk);
    }
    Result<void> ended(RecordDesk& desk) override { return m_edges.handOver(desk); }

private:
    static Json resourceOf(const JsonRowAt& row) {
        const std::size_t depth = row.above.size();
        return otlpAttributes(depth < 2 ? Json() : at(*row.above[depth - 2], "resource.attributes"));
    }

    static std::string hostOf(const Json& resource, const char* first) {
        for (const char* name : {first, "k8s.pod.name", "host.name", "service.instance.id", "container.id"})
            if (std::string host = textOf(resource, name); !host.empty())
                return host;
        return {};
    }

    Result<void> readLog(const Json& resource, const JsonRowAt& row, RecordDesk& desk) {
        const std::optional<Instant> observed = otlpTime(desk, row.value, "observedTimeUnixNano");
        std::optional<Instant> time = otlpTime(desk, row.value, "timeUnixNano");
        time = time ? time : observed;
        if (!time)
            return rejectTime(desk, row.value, "timeUnixNano");
        ShippedRecord record;
        record.time = *time;
        record.arrivedAt = observed;
        record.service = textOf(resource, "service.name");
        record.host = hostOf(resource, "k8s.pod.name");
        record.level = levelOf(textAt(row.value, "severityText"));
        if (const std::int64_t number = otlpInteger(at(row.value, "severityNumber")).value_or(0);
            record.level == LogLevel::Unknown && number >= 1 && number <= 24)
            record.level = static_cast<LogLevel>(1 + (number - 1) / 4);
        const Json body = otlpValue(at(row.value, "body"));
        const Json attributes = otlpAttributes(at(row.value, "attributes"));
        record.text = textOf(body);
        if (record.text.empty())
            record.text = textOf(attributes, "exception.message");
        if (const Json& said = body.is_structured() ? body : attributes; record.text.empty() && !said.empty())
            record.text = said.dump(-1, ' ', false, Json::error_handler_t::replace);
        return m_logs.give(record, row, desk);
    }

    Result<void> readSpan(const Json& resource, const Json& row, RecordDesk& desk) {
        Span span;
        span.trace = textAt(row, "traceId");
        span.id = textAt(row, "spanId");
        if (span.trace.empty() || span.id.empty())
            return desk.reject("a span has \"traceId\" and \"spanId\"");
        const std::optional<Instant> start = otlpTime(desk, row, "startTimeUnixNano");
        if (!start)
            return rejectTime(desk, row, "startTimeUnixNano");
        const std::optional<Instant> end = otlpTime(desk, row, "endTimeUnixNano");
        if (end && *end < *start)
            return desk.reject("the span ends before it starts");
        span.service = textOf(resource, "service.name");
        if (span.service.empty())
            return desk.reject("no \"service.name\" among the attributes of the span's resource");
        span.start = *start;
        if (end)
            span.duration = *end - *start;
        const Json tags = otlpAttributes(at(row, "attributes"));
        span.parent = textAt(row, "parentSpanId");
        span.side = spanSide(textAt(row, "kind"));
        span.peer = peerOf(tags);
        const std::string status = textAt(row, "status.code");
        span.isError = status == "2" || status == "STATUS_CODE_ERROR" || isErrorOf(tags);
        span.place = desk.place();
        return m_edges.add(std::move(span), desk);
    }

    ShippedLogs m_logs;
    SpanEdges m_edges;
};

} // namespace

std::unique_ptr<Importer> otlpImporter() {
    return jsonFormImporter({"otlp-json",
                             "OpenTelemetry (OTLP) logs, metrics and traces, JSON document or lines",
                             "MLTD",
                             {"resourceLogs.scopeLogs.logRecords", "resourceMetrics.scopeMetrics.metrics",
                              "resourceSpans.scopeSpans.spans"},
                             "OTLP names within \"resourceLogs\", \"resourceMetrics\" or \"resourceSpans\"",
                             [](const Json& row) {
                                 return has(row, "timeUnixNano") || has(row, "observedTimeUnixNano") ||
                                        has(row, "startTimeUnixNano") || has(row, "body") || has(row, "name");
                             },
                             newWork<OtlpWork>});
}

} // namespace foreshock
