// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace foreshock {

/// What a series says about its own service when one asks where trouble started. Finer about resources than Role:
/// here CPU, memory, I/O and network differ in what they prove.
enum class CauseRole { Errors, Success, Latency, Cpu, Memory, Network, Io, Saturation, Traffic, Unknown };

/// How a latency was measured: by the service itself, by it as a client, or between two services.
enum class LatencyPlace { Own, Outgoing, Transit };

/// From the metric's name without a peer, and its unit: generic words only, no product's names. Where they say nothing,
/// the ranking of changes' own reading (series_role.h).
CauseRole causeRole(std::string_view metric, std::string_view unit);
/// The same for an alarm: by the name of what it watches alone.
CauseRole topicOf(std::string_view alarmMetric);
LatencyPlace latencyPlace(std::string_view metric);

/// Least noise of a series, in log units; tail percentiles jump more.
double noiseFloor(CauseRole role, std::string_view metric);
bool isTail(std::string_view metric);
/// Percentiles and extremes can't be added up over calls.
bool isAdditive(std::string_view metric);
/// "latency_p95", "latency_avg" → "latency": statistics of one measurement are no further chance to be surprised.
std::string withoutStatistic(std::string_view kind);

} // namespace foreshock
