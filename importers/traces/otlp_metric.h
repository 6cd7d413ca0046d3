// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/json/json_members.h"
#include "importers/metrics/prometheus_series.h"
#include "importers/metrics/series_name.h"

namespace foreshock {

/// {"name":"http.server.duration","unit":"ms","histogram":{"aggregationTemporality":2,"dataPoints":[
///   {"attributes":[{"key":"http.route","value":{"stringValue":"/cart"}}],"startTimeUnixNano":"1606309920000000000",
///    "timeUnixNano":"1606309980000000000","count":"7","sum":81.5,"bucketCounts":["3","4"],"explicitBounds":[10]}]}}
/// A gauge's or sum's point is a sample; of histograms count and sum are read as two series, of summaries their
/// quantiles as well, buckets are not. A point with the flag "no recorded value" is a null sample. The name gives
/// service, instance and version.
Result<void> readOtlpMetric(const Json& row, const SeriesName& resource, const Labels& places, RecordDesk& desk);

} // namespace foreshock
