// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/json/json_members.h"

#include <map>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

namespace foreshock {

enum class SpanSide { Unknown, Server, Client, Producer, Consumer };
/// "server", "SERVER", "SPAN_KIND_SERVER", 2; Unknown for others.
SpanSide spanSide(std::string_view word);

/// One operation of a trace, as its service saw it.
struct Span {
    std::string trace, id, parent; ///< parent: empty for the first one
    std::string service;
    std::string peer; ///< whom it called, where only the caller says so (a database)
    SpanSide side = SpanSide::Unknown;
    Instant start;
    std::optional<Duration> duration;
    bool isError = false;
    RecordPlace place;
};

/// Whom a span called, from its tags: peer.service, else the kind of database or broker. Empty: they do not say.
std::string peerOf(const Json& tags);
/// error=true, otel.status_code=ERROR, or an HTTP status of 500 and more.
bool isErrorOf(const Json& tags);

/// Folds spans into what an incident is looked at by: a dependency for every service that called another, and per such
/// edge and minute how many calls there were, how many of them failed, and how long they took.
///
/// A call is a span whose parent is of another service; where the parent is the caller's own span of that call, it is
/// the one that is measured, because it tells what the caller waited for; the call failed if either end says so. A
/// client's span that no span of another service answers is a call of its peer. Two spans of one id (Zipkin shares
/// them) are the two ends of one call. Clocks that differ are not put right: children that start before their parents
/// are counted and told. One per reader; keeps all spans until the end, since traces may come in any order.
class SpanEdges {
public:
    /// Counts as folded.
    Result<void> add(Span span, RecordDesk& desk);
    Result<void> handOver(RecordDesk& desk);

private:
    struct Minute {
        int calls = 0;
        int errors = 0;
        std::vector<double> latencies; ///< milliseconds
    };
    struct Edge {
        int calls = 0;
        bool isBuffered = false;
        RecordPlace place; ///< of its first call
        std::map<Instant, Minute> minutes;
    };
    struct Call {
        const std::string& from;
        const std::string& to;
        const Span& measured;
        bool isError = false;
        bool isBuffered = false;
    };
    using Indices = std::vector<std::size_t>;

    const Span* callerOf(const Span& span) const;
    void follow(std::size_t index);
    void count(const Call& call);
    Result<void> handOverEdge(const std::string& from, const std::string& to, const Edge& edge, RecordDesk& desk) const;
    Result<void> remarks(RecordDesk& desk) const;
    static std::string keyOf(const std::string& trace, const std::string& id) { return trace + "/" + id; }

    std::vector<Span> m_spans;
    std::unordered_map<std::string, Indices> m_byId;
    std::vector<bool> m_isAnswered; ///< by span: its call was counted
    std::map<std::pair<std::string, std::string>, Edge> m_edges;
    int m_children = 0; ///< of another service than their parents
    int m_skewed = 0;
    int m_orphans = 0;
    int m_repeated = 0;
};

} // namespace foreshock
