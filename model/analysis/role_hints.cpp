// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/analysis/role_hints.h"

#include "model/base/text.h"

#include <algorithm>

namespace foreshock {
namespace {

using Words = std::vector<std::string>;

bool hasAny(const Words& words, std::initializer_list<std::string_view> list) {
    return std::any_of(words.begin(), words.end(), [&](const std::string& word) {
        return std::find(list.begin(), list.end(), word) != list.end();
    });
}

/// Neighbours in this order: "under", "replicated".
bool hasPair(const Words& words, std::string_view first, std::string_view second) {
    for (std::size_t i = 0; i + 1 < words.size(); ++i)
        if (words[i] == first && words[i + 1] == second)
            return true;
    return false;
}

constexpr RoleHint kErrors{Role::Errors, BadDirection::Up};
constexpr RoleHint kLeft{Role::Saturation, BadDirection::Down};
constexpr RoleHint kFull{Role::Saturation, BadDirection::Up};
constexpr RoleHint kTraffic{Role::Traffic, BadDirection::Both};
constexpr RoleHint kFleet{Role::Fleet, BadDirection::Both};

bool isResource(const Words& words) {
    return hasAny(words, {"cpu",     "mem",    "memory",     "heap",    "swap",    "disk",   "filesystem",  "storage",
                          "space",   "inode",  "inodes",     "files",   "bytes",   "pool",   "connections", "threads",
                          "workers", "buffer", "connection", "handles", "credits", "credit", "burst",       "volume"});
}

/// A word of a value: "503", "5xx", "error", "SERVFAIL".
bool isErrorValue(std::string_view value) {
    const std::string v = lowered(value);
    const bool isCode = v.size() == 3 && v[0] == '5' &&
                        (v.substr(1) == "xx" || (v[1] >= '0' && v[1] <= '9' && v[2] >= '0' && v[2] <= '9'));
    for (const std::string_view word :
         {"error", "errors", "failure", "failed", "fail", "servfail", "timeout", "rejected", "server_error", "internal",
          "unavailable", "deadline_exceeded", "dropped"})
        if (v == word)
            return true;
    return isCode;
}

} // namespace

std::optional<RoleHint> specialHint(const Words& words) {
    if (hasAny(words, {"unhealthy", "unavailable", "unready", "underreplicatedpartitions", "offlinepartitionscount"}) ||
        hasPair(words, "un", "healthy") || hasPair(words, "not", "ready") || hasPair(words, "under", "replicated"))
        return kErrors;
    if (hasAny(words, {"apdex"}))
        return RoleHint{Role::Availability, BadDirection::Down};
    if (hasAny(words, {"visible", "unacked", "unacknowledged"}) || hasPair(words, "messages", "ready"))
        return RoleHint{Role::Backlog, BadDirection::Up};
    if (hasAny(words, {"timestamp"}) || hasPair(words, "start", "time") || hasPair(words, "boot", "time") ||
        words == Words{"created"})
        return RoleHint{Role::Unknown, BadDirection::Both};
    if (hasAny(words, {"cpu"}) && hasAny(words, {"throttled", "throttling", "steal", "iowait"}))
        return kFull;
    if (hasAny(words, {"limit", "limits", "quota"}) && !hasAny(words, {"exceeded", "reached", "hit", "hits", "errors"}))
        return kFleet;
    const bool isLeft = hasAny(words, {"free", "avail", "available", "freeable", "usable", "remaining", "idle",
                                       "unused", "memavailable", "memfree"});
    if ((isLeft && isResource(words)) || hasAny(words, {"balance", "memavailable", "memfree"}))
        return kLeft;
    if (hasAny(words, {"iops"}) || (hasAny(words, {"ops"}) && hasAny(words, {"disk", "read", "write", "volume"})))
        return kTraffic;
    return std::nullopt;
}

std::optional<RoleHint> exporterHint(const Words& words) {
    if (hasAny(words,
               {"throttle",  "throttles", "throttled", "throttling", "exceeded", "overflow",  "deadlock",  "deadlocks",
                "rollback",  "rollbacks", "evicted",   "evictions",  "restarts", "retry",     "fault",     "faults",
                "abandoned", "expired",   "misses",    "conflicts",  "panics",   "oomkilled", "discarded", "discards"}))
        return kErrors;
    if (hasAny(words, {"leader", "apdex", "passing"}))
        return RoleHint{Role::Availability, BadDirection::Down};
    if (hasAny(words, {"visible", "age", "oldest", "backpressure", "unacked", "unacknowledged", "inflight", "waiting"}))
        return RoleHint{Role::Backlog, BadDirection::Up};
    const bool isWork = hasAny(words, {"rq", "request", "requests", "query", "queries", "response", "fetch", "upstream",
                                       "execution", "processing", "service", "handler", "call"});
    if (hasAny(words, {"pause", "sync", "fsync", "millis", "milliseconds"}) || (isWork && hasAny(words, {"time"})))
        return RoleHint{Role::Latency, BadDirection::Up};
    if (hasAny(words, {"load1", "load5", "load15", "goroutines", "cx", "numbackends", "backends", "locks", "concurrent",
                       "concurrency", "busy", "rss", "working", "resident", "iowait", "descriptors"}))
        return kFull;
    if (hasAny(words, {"rq",       "xact",     "commit", "commits",    "queries",     "invocations", "rcvd",
                       "received", "receive",  "sent",   "transmit",   "transmitted", "rx",          "tx",
                       "packets",  "network",  "net",    "messagesin", "bytesin",     "bytesout",    "fetched",
                       "inserted", "reads",    "writes", "accepted",   "handled",     "published",   "delivered",
                       "consumed", "produced", "events", "operations"}))
        return kTraffic;
    if (hasAny(words, {"pods", "brokers", "voters"}))
        return kFleet;
    return std::nullopt;
}

std::optional<RoleHint> labelHint(std::string_view labels) {
    for (std::size_t at = 1; at < labels.size();) {
        const std::size_t equals = labels.find("=\"", at);
        if (equals == std::string_view::npos)
            break;
        std::size_t end = equals + 2;
        while (end < labels.size() && labels[end] != '"')
            end += labels[end] == '\\' ? 2 : 1;
        const std::string_view name = labels.substr(at, equals - at);
        const std::string_view value = labels.substr(equals + 2, std::min(end, labels.size()) - equals - 2);
        for (const std::string_view known :
             {"code", "status", "status_code", "response_code", "http_status", "envoy_response_code",
              "envoy_response_code_class", "grpc_code", "rcode", "outcome", "result", "http_response_status_code",
              "http.response.status_code", "http.status_code", "error"})
            if (name == known && (isErrorValue(value) || (name == "error" && value == "true") ||
                                  (name == "envoy_response_code_class" && value == "5")))
                return kErrors;
        if ((name == "mode" || name == "state") && (value == "idle" || value == "free"))
            return kLeft;
        at = end + 2; // the quote and the comma
    }
    return std::nullopt;
}

} // namespace foreshock
