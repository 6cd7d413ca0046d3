// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/json/json_form.h"
#include "importers/traces/span_edges.h"
#include "importers/traces/trace_feeds.h"

namespace foreshock {
namespace {

/// {"data":[{"traceID":"6f","spans":[{"traceID":"6f","spanID":"b2","operationName":"GET /cart",
///   "references":[{"refType":"CHILD_OF","traceID":"6f","spanID":"a1"}],"startTime":1606309953120456,"duration":12345,
///   "tags":[{"key":"span.kind","type":"string","value":"server"},{"key":"error","type":"bool","value":true}],
///   "processID":"p1"}],"processes":{"p1":{"serviceName":"cart"}}}]}
/// Times and durations are microseconds. The processes stand behind the spans, so a trace is read as one row.
class JaegerWork final : public JsonFormWork {
public:
    Result<void> row(const JsonRowAt& row, RecordDesk& desk) override {
        for (const Json& span : at(row.value, "spans")) {
            const std::string excerpt = excerptOf(span);
            desk.open(desk.place(), excerpt);
            if (Result<void> done = read(span, at(row.value, "processes"), desk); !done)
                return done;
        }
        return {};
    }
    Result<void> ended(RecordDesk& desk) override { return m_edges.handOver(desk); }

private:
    Result<void> read(const Json& row, const Json& processes, RecordDesk& desk) {
        Span span;
        span.trace = textAt(row, "traceID");
        span.id = textAt(row, "spanID");
        if (span.trace.empty() || span.id.empty())
            return desk.reject("a span has \"traceID\" and \"spanID\"");
        const std::optional<Instant> start = timeAt(desk, row, "startTime");
        if (!start)
            return rejectTime(desk, row, "startTime");
        span.start = *start;
        const Json& process = processes.is_object() && processes.contains(textAt(row, "processID"))
                                  ? processes[textAt(row, "processID")]
                                  : at(row, "process");
        span.service = textAt(process, "serviceName");
        if (span.service.empty())
            return desk.reject("no process with a \"serviceName\" for the span");
        if (const Json& length = at(row, "duration"); length.is_number()) {
            if (!(length.get<double>() >= 0 && length.get<double>() <= kLongestTold * 1e6))
                return desk.reject("\"duration\" is no number of microseconds: " + textOf(length));
            span.duration = Duration{static_cast<std::int64_t>(length.get<double>() * 1e3)};
        }
        Json tags = Json::object();
        if (const Json& list = at(row, "tags"); list.is_array())
            for (const Json& tag : list)
                if (has(tag, "key"))
                    tags[textAt(tag, "key")] = at(tag, "value");
        span.parent = parentOf(row, span.trace);
        span.side = spanSide(textOf(tags, "span.kind"));
        span.peer = peerOf(tags);
        span.isError = isErrorOf(tags);
        span.place = desk.place();
        return m_edges.add(std::move(span), desk);
    }

    /// Of several references the one to a parent that waits.
    static std::string parentOf(const Json& row, const std::string& trace) {
        std::string parent = textAt(row, "parentSpanID");
        if (const Json& list = at(row, "references"); list.is_array())
            for (const Json& reference : list)
                if (textAt(reference, "traceID") == trace &&
                    (parent.empty() || textAt(reference, "refType") == "CHILD_OF"))
                    parent = textAt(reference, "spanID");
        return parent;
    }

    SpanEdges m_edges;
};

} // namespace

std::unique_ptr<Importer> jaegerTracesImporter() {
    return jsonFormImporter({"jaeger-traces",
                             "Jaeger traces, JSON; calls become dependencies and series",
                             "TDM",
                             {"data", ""},
                             "\"spans\" and \"processes\" of a trace",
                             [](const Json& row) {
                                 return has(row, "traceID") && isListAt(row, "spans") &&
                                        (isObjectAt(row, "processes") || !at(row, "spans").empty());
                             },
                             newWork<JaegerWork>});
}

} // namespace foreshock
