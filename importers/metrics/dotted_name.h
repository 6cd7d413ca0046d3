// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/metrics/prometheus_series.h"
#include "importers/metrics/series_name.h"

namespace foreshock {

/// A dotted path of Graphite or StatsD, by rule. Words that only say what kind of thing follows are skipped:
///   stats.timers.cart.latency.p99    cart, latency.p99
///   servers.web01.cpu.load           instance web01, cpu.load
///   cart.errors with tags region=eu  cart, errors{region="eu"}
/// Tags are looked at as labels are: service, app, job; instance, pod, host; version.
SeriesName dottedName(std::string_view path, Labels tags);

} // namespace foreshock
