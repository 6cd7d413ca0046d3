// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/domain/dependency.h"
#include "model/domain/evidence.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace foreshock {

using ServicePath = std::vector<ServiceId>;    ///< from the dependent to what it depends on
std::string pathText(const ServicePath& path); ///< "shd-tool → cognito → kinesis-frontend"

/// When a service was first seen broken, and by what.
struct ServiceBreak {
    Instant at;
    Duration error;
    std::string by; ///< "series kds_put_errors" or "alarm ALM-KDS-PUT"
};

/// How long after a dependency its dependent broke, in this record.
struct EdgeLag {
    Dependency edge;
    Duration lag;
    Duration error;
};

/// What depends on a service, and what happens to it when the service fails.
struct BlastRadius {
    struct Hit {
        ServiceId service;
        std::optional<Duration> after;     ///< none: behind a buffer whose reach was never seen
        bool isMeasured = false;           ///< at least one edge of the path has a lag from this record
        bool isSure = true;                ///< every edge is hard, or was seen to act so
        ServicePath path;                  ///< of more than kLongestPath its two ends, with "…" between
        std::vector<DependencyKind> kinds; ///< of the edges; of a long path the first ones
        int hops = 0;
    };
    struct Seen {
        ServiceId service;
        ServiceBreak breakage;
        Duration after; ///< after the service itself broke
        ServicePath path;
    };
    enum class ToolKind { Tool, Telemetry };
    struct Tool { ///< what responders need, and loses with the service
        ServiceId service;
        ToolKind kind = ToolKind::Tool;
        ServicePath path;
        int series = 0;        ///< that are seen through it
        std::string fallback;  ///< as its details tell; empty: none recorded
        std::string practised; ///< when the fallback was last used, as its details tell
    };
    struct Spared { ///< behind a soft edge that was not seen to act hard
        ServiceId service;
        Dependency edge;
    };
    static constexpr int kLongestPath = 40;
    ServiceId service;
    std::optional<ServiceBreak> breakage; ///< of the service itself
    int dependents = 0;                   ///< transitive, by any edge
    int directDependents = 0;
    std::vector<Seen> observed; ///< in time order
    std::vector<Hit> predicted; ///< soonest first
    std::vector<Tool> tooling;
    std::vector<Spared> spared;
    std::vector<EdgeLag> lags;      ///< of edges within the radius
    std::vector<EdgeLag> actedHard; ///< soft ones among them
    std::vector<ServiceId> unaffected;
    bool isOnCycle = false; ///< it depends, through others, on itself (one edge to itself does not count)
};

/// What changed between two maps.
struct MapDifference {
    struct Opened { ///< a dependency that the newer map has and the older had not, through any edges
        ServicePath path;
        bool isTool = false; ///< its first service is a responders' tool
    };
    struct Added {
        Dependency edge;
        std::vector<Opened> opens; ///< tools first, at most kMostOpened
        long long opensTotal = 0;
        bool closesCycle = false;
    };
    struct Changed {
        Dependency before, after;
    };
    struct FanIn {
        ServiceId service;
        int before = 0, after = 0; ///< transitive dependents
    };
    static constexpr std::size_t kMostOpened = 50;
    std::vector<ServiceId> servicesAdded, servicesRemoved;
    std::vector<Added> added;
    std::vector<Dependency> removed;
    std::vector<Changed> changed;
    std::vector<FanIn> fanIn; ///< the ten with the most dependents now
};

/// A dependency that no map holds but the record hints at; dashed until somebody confirms it.
struct EdgeSuggestion {
    enum class Why { Mention, CoFailure };
    ServiceId from, to;
    Why why = Why::Mention;
    std::string text;     ///< the evidence in one sentence
    long long lines = 0;  ///< log records that name it
    long long errors = 0; ///< of them at level error or worse
    std::optional<Duration> lag, error;
    std::string excerpt; ///< a log record that shows it
    std::string source;  ///< where that stands
    std::int64_t line = 0;
    Instant time;
};
std::string_view nameOf(EdgeSuggestion::Why why); ///< "log_mention", "co_failure"

/// The map as told against what the record shows.
struct EdgeReport {
    std::vector<EdgeSuggestion> suggested;
    std::vector<Dependency> undocumented; ///< on the map, but nobody had written them down
    std::vector<Dependency> observedOnly; ///< traces or a mesh show them, no declaration does
    std::vector<ServiceId> notOnMap;      ///< seen in records, or known, and missing from the published map
    std::vector<EdgeLag> lags;            ///< measured in this record
};

/// Everything one service depends on: a row of the audit.
struct AuditRow {
    struct Edge {
        Dependency edge;
        bool actedHard = false;
        bool isUntested = false; ///< soft or buffered, and nobody confirmed that it holds
    };
    ServiceId service;
    std::vector<Edge> direct;                      ///< untested failsafes first
    static constexpr std::size_t kMostNames = 500; ///< of each of these lists
    std::vector<ServiceId> transitive;             ///< not direct
    std::vector<ServiceId> hidden;                 ///< reached only over undocumented edges
    std::vector<ServiceId> tooling;                ///< needed by responders only
    int transitiveTotal = 0, hiddenTotal = 0, toolingTotal = 0;
    int dependents = 0; ///< transitive
};
struct SharedPoint {
    ServiceId service;
    std::vector<ServiceId> tools; ///< responders' tools and telemetry that fail with it
};
struct DependencyAudit {
    std::vector<AuditRow> rows;
    std::vector<SharedPoint> shared; ///< single points of two or more tools, most shared first
    int edges = 0, unconfirmed = 0;
};

} // namespace foreshock
