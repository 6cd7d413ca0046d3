// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/json/json_form.h"
#include "importers/traces/span_edges.h"
#include "importers/traces/trace_feeds.h"

namespace foreshock {
namespace {

/// [[{"traceId":"6f","parentId":"a1","id":"b2","kind":"SERVER","name":"get /cart","timestamp":1606309953120456,
///   "duration":12345,"localEndpoint":{"serviceName":"cart"},"remoteEndpoint":{"serviceName":"web"},
///   "tags":{"error":"no backend"},"shared":true}]]
/// A list of traces, one trace, or spans one a line. Times and durations are microseconds; a span that was never ended
/// has no duration. A tag "error" says that it failed, whatever its text.
class ZipkinWork final : public JsonFormWork {
public:
    Result<void> row(const JsonRowAt& row, RecordDesk& desk) override {
        Span span;
        span.trace = textAt(row.value, "traceId");
        span.id = textAt(row.value, "id");
        if (span.trace.empty() || span.id.empty())
            return desk.reject("a span has \"traceId\" and \"id\"");
        const std::optional<Instant> start = timeAt(desk, row.value, "timestamp");
        if (!start)
            return rejectTime(desk, row.value, "timestamp");
        span.start = *start;
        span.service = textAt(row.value, "localEndpoint.serviceName");
        if (span.service.empty())
            return desk.reject("no \"localEndpoint\" with a \"serviceName\"");
        if (const Json& length = at(row.value, "duration"); length.is_number()) {
            if (!(length.get<double>() >= 0 && length.get<double>() <= kLongestTold * 1e6))
                return desk.reject("\"duration\" is no number of microseconds: " + textOf(length));
            span.duration = Duration{static_cast<std::int64_t>(length.get<double>() * 1e3)};
        }
        span.parent = textAt(row.value, "parentId");
        span.side = spanSide(textAt(row.value, "kind"));
        const Json& tags = at(row.value, "tags");
        span.peer = textAt(row.value, "remoteEndpoint.serviceName");
        if (tags.is_object()) {
            span.peer = span.peer.empty() ? peerOf(tags) : span.peer;
            span.isError = (tags.contains("error") && textOf(tags, "error") != "false") || isErrorOf(tags);
        }
        span.place = desk.place();
        return m_edges.add(std::move(span), desk);
    }
    Result<void> ended(RecordDesk& desk) override { return m_edges.handOver(desk); }

private:
    SpanEdges m_edges;
};

} // namespace

std::unique_ptr<Importer> zipkinTracesImporter() {
    return jsonFormImporter({"zipkin-traces",
                             "Zipkin v2 traces, JSON; calls become dependencies and series",
                             "TDM",
                             {""},
                             "\"traceId\", \"id\" and \"localEndpoint\" of a span",
                             [](const Json& row) {
                                 return at(row, "traceId").is_string() && at(row, "id").is_string() &&
                                        isObjectAt(row, "localEndpoint");
                             },
                             newWork<ZipkinWork>});
}

} // namespace foreshock
