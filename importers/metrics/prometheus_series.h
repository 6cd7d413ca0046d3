// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/base/result.h"

#include <initializer_list>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace foreshock {

/// Labels with their texts; the metric's name is one of them.
using Labels = std::vector<std::pair<std::string, std::string>>;
inline constexpr std::string_view kNameLabel = "__name__";

/// A series as its text names it. The labels that Foreshock has words for are taken out of the metric:
///   http_request_seconds_bucket{job="cart",instance="10.0.0.1:8080",path="/\"a\"",le="+Inf"}
///   service cart, instance 10.0.0.1:8080, metric http_request_seconds_bucket{le="+Inf",path="/\"a\""}, unit ""
struct PrometheusSeries {
    std::string service;  ///< the first present of service, app, job
    std::string instance; ///< the first present of instance, pod, host
    std::string version;
    std::string name;        ///< http_request_seconds_bucket
    std::string metric;      ///< the name with its other labels, sorted by their names
    std::string environment; ///< what a label tells of it, which stays among the others
};

/// Units that "# UNIT" comments stated, by the name of the metric family.
using PrometheusUnits = std::unordered_map<std::string, std::string>;

/// Where the text of a series ends (its name, and its labels in braces; a brace within quotes is text); 0: it has no
/// name, or its braces or quotes do not close.
std::size_t seriesLength(std::string_view line);
/// Errors: Format, what is wrong with the text.
Result<Labels> labelsOf(std::string_view text);
/// `promtool tsdb dump` writes the name among the labels: {__name__="up", job="cart"}.
Result<PrometheusSeries> parsePrometheusSeries(std::string_view text);
PrometheusSeries prometheusSeries(Labels labels);
/// What labels tell of the environment: the first of deployment.environment.name, deployment.environment,
/// deployment_environment, environment and env, else the namespace, else the cluster. In the source's word.
std::string environmentOf(const Labels& labels);
/// {a="1",b="2"}, sorted by their names; empty for none.
std::string labelText(Labels labels);
/// Takes the first label of these names that is there and says something.
std::string takeFirst(Labels& labels, std::initializer_list<std::string_view> names);
/// What "# UNIT" said of its family, else the name's own suffix: "s" for seconds, "" for counts.
std::string unitOf(std::string_view name, const PrometheusUnits& units);
/// "seconds" as Foreshock writes it, "s"; unknown words stay.
std::string unitWord(std::string_view word);

} // namespace foreshock
