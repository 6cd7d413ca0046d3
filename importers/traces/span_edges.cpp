// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/traces/span_edges.h"

#include "importers/metrics/prometheus_series.h"
#include "model/base/text.h"

#include <algorithm>
#include <cmath>
#include <set>

namespace foreshock {
namespace {

Instant minuteOf(Instant time) {
    constexpr std::int64_t kMinute = Duration::minutes(1).ns;
    const std::int64_t rest = ((time.ns % kMinute) + kMinute) % kMinute;
    return {time.ns - rest};
}

/// By the nearest rank; the values are in order.
double percentile(const std::vector<double>& values, double share) {
    const auto rank = static_cast<std::size_t>(std::ceil(share * static_cast<double>(values.size())));
    return values[std::max<std::size_t>(rank, 1) - 1];
}

} // namespace

SpanSide spanSide(std::string_view word) {
    const std::string lower = lowered(word);
    const std::string_view name = lower.starts_with("span_kind_") ? std::string_view(lower).substr(10) : lower;
    return name == "server" || name == "2"     ? SpanSide::Server
           : name == "client" || name == "3"   ? SpanSide::Client
           : name == "producer" || name == "4" ? SpanSide::Producer
           : name == "consumer" || name == "5" ? SpanSide::Consumer
                                               : SpanSide::Unknown;
}

std::string peerOf(const Json& tags) {
    for (const char* name : {"peer.service", "db.system.name", "db.system", "messaging.system"})
        if (std::string value = textOf(tags, name); !value.empty())
            return value;
    return {};
}

bool isErrorOf(const Json& tags) {
    if (textOf(tags, "error") == "true" || lowered(textOf(tags, "otel.status_code")) == "error")
        return true;
    for (const char* name : {"http.response.status_code", "http.status_code"}) {
        const std::string status = textOf(tags, name);
        if (status.size() == 3 && status[0] == '5')
            return true;
    }
    return false;
}

Result<void> SpanEdges::add(Span span, RecordDesk& desk) {
    Indices& same = m_byId[keyOf(span.trace, span.id)];
    const bool isRepeated = std::any_of(same.begin(), same.end(), [&](std::size_t i) {
        return m_spans[i].side == span.side && m_spans[i].service == span.service;
    });
    m_repeated += isRepeated ? 1 : 0;
    if (!isRepeated) {
        same.push_back(m_spans.size());
        m_spans.push_back(std::move(span));
    }
    return desk.joined();
}

const Span* SpanEdges::callerOf(const Span& span) const {
    const auto find = [&](const std::string& id, SpanSide wanted, bool isNeeded) -> const Span* {
        const auto found = m_byId.find(keyOf(span.trace, id));
        const Span* best = nullptr;
        if (found != m_byId.end())
            for (const std::size_t i : found->second)
                if (const Span& other = m_spans[i]; &other != &span && (other.side == wanted || (!isNeeded && !best)))
                    best = &other;
        return best;
    };
    if (span.side == SpanSide::Server)
        if (const Span* client = find(span.id, SpanSide::Client, true))
            return client;
    return span.parent.empty() || span.parent == span.id ? nullptr : find(span.parent, SpanSide::Server, false);
}

void SpanEdges::follow(std::size_t index) {
    const Span& span = m_spans[index];
    const Span* parent = callerOf(span);
    if (!parent) {
        m_orphans += span.parent.empty() ? 0 : 1;
        return;
    }
    const auto parentIndex = static_cast<std::size_t>(parent - m_spans.data());
    const bool isCallers = parent->side == SpanSide::Client;
    if (parent->service == span.service) { // one library's span of a call around another's
        if (isCallers && span.side == SpanSide::Client)
            m_isAnswered[parentIndex] = true;
        return;
    }
    ++m_children;
    m_skewed += span.start < parent->start ? 1 : 0;
    const bool isBuffered = span.side == SpanSide::Consumer || parent->side == SpanSide::Producer;
    const bool isMeasured = isCallers && !isBuffered && !m_isAnswered[parentIndex];
    m_isAnswered[parentIndex] = true;
    const bool isError = span.isError || (isMeasured && parent->isError); // either end may say so
    count({parent->service, span.service, isMeasured ? *parent : span, isError, isBuffered});
}

void SpanEdges::count(const Call& call) {
    const auto [found, isNew] = m_edges.try_emplace({call.from, call.to});
    Edge& edge = found->second;
    if (isNew)
        edge.place = call.measured.place;
    ++edge.calls;
    edge.isBuffered = edge.isBuffered || call.isBuffered;
    Minute& minute = edge.minutes[minuteOf(call.measured.start)];
    ++minute.calls;
    minute.errors += call.isError ? 1 : 0;
    if (call.measured.duration)
        minute.latencies.push_back(static_cast<double>(call.measured.duration->ns) / 1e6);
}

Result<void> SpanEdges::handOver(RecordDesk& desk) {
    m_isAnswered.assign(m_spans.size(), false);
    for (std::size_t i = 0; i < m_spans.size(); ++i)
        follow(i);
    for (std::size_t i = 0; i < m_spans.size(); ++i)
        if (const Span& span = m_spans[i]; !m_isAnswered[i] && !span.peer.empty() && span.peer != span.service)
            if (span.side == SpanSide::Client || span.side == SpanSide::Producer)
                count({span.service, span.peer, span, span.isError, span.side == SpanSide::Producer});
    std::map<std::string, RecordPlace> services;
    for (const Span& span : m_spans)
        services.try_emplace(span.service, span.place);
    for (const auto& [edge, data] : m_edges)
        services.try_emplace(edge.second, data.place);
    for (const auto& [name, place] : services) {
        desk.open(place, {});
        Service service;
        service.id = ServiceId(name);
        service.basis = "observed";
        if (Result<void> done = desk.service(std::move(service)); !done)
            return done;
    }
    for (const auto& [edge, data] : m_edges)
        if (Result<void> done = handOverEdge(edge.first, edge.second, data, desk); !done)
            return done;
    return m_spans.empty() ? Result<void>() : remarks(desk);
}

Result<void> SpanEdges::handOverEdge(const std::string& from, const std::string& to, const Edge& edge,
                                     RecordDesk& desk) const {
    desk.open(edge.place, {});
    Dependency dependency;
    dependency.from = ServiceId(from);
    dependency.to = ServiceId(to);
    dependency.kind = edge.isBuffered ? DependencyKind::Buffered : DependencyKind::Unknown;
    dependency.why = std::to_string(edge.calls) + (edge.calls == 1 ? " call in traces" : " calls in traces");
    dependency.basis = "observed";
    if (Result<void> done = desk.dependency(dependency); !done)
        return done;
    const std::string client = labelText({{"client", from}});
    const auto give = [&](const char* name, const char* unit, auto valueOf) -> Result<void> {
        const std::string metric = name + client;
        const Result<std::int64_t> series = desk.sink().series({to, {}, {}, metric, unit});
        if (!series)
            return series.error();
        for (const auto& [time, minute] : edge.minutes)
            if (const std::optional<double> value = valueOf(minute))
                if (Result<void> done = desk.sink().sample(*series, {time, *value}, edge.place); !done)
                    return done;
        return {};
    };
    const auto latency = [](double share) {
        return [share](const Minute& minute) {
            std::vector<double> sorted = minute.latencies;
            std::sort(sorted.begin(), sorted.end());
            return sorted.empty() ? std::nullopt : std::optional<double>(percentile(sorted, share));
        };
    };
    if (Result<void> done = give("calls", "/min", [](const Minute& m) { return std::optional<double>(m.calls); });
        !done)
        return done;
    if (Result<void> done =
            give("errors", "%", [](const Minute& m) { return std::optional<double>(100.0 * m.errors / m.calls); });
        !done)
        return done;
    if (Result<void> done = give("latency_p50", "ms", latency(.5)); !done)
        return done;
    return give("latency_p95", "ms", latency(.95));
}

Result<void> SpanEdges::remarks(RecordDesk& desk) const {
    desk.open(m_spans.front().place, {});
    const auto say = [&](int number, const std::string& text) {
        return number == 0 ? Result<void>() : desk.remark(text);
    };
    if (Result<void> said =
            say(m_skewed, "calls that start before their callers' spans: " + std::to_string(m_skewed) + " of " +
                              std::to_string(m_children) +
                              "; the clocks of their hosts differ, and the times were left as they are");
        !said)
        return said;
    if (Result<void> said =
            say(m_orphans, "spans that name a parent which is not in this file: " + std::to_string(m_orphans) + " of " +
                               std::to_string(m_spans.size()) + "; who called them is not known");
        !said)
        return said;
    return say(m_repeated, "spans that came more than once and were counted once: " + std::to_string(m_repeated));
}

} // namespace foreshock
