// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/analysis/series_words.h"

namespace foreshock {

/// Names where the single words of the table would mislead, asked before it: what is free ("MemAvailable", "idle"),
/// what is not healthy, what is a moment or a setting.
///   node_filesystem_avail_bytes, CPUCreditBalance → saturation, bad downwards
///   UnHealthyHostCount, kube_deployment_status_replicas_unavailable → errors
///   process_start_time_seconds → unknown (a moment, no duration)
///   kube_pod_container_resource_limits → fleet (a setting)
std::optional<RoleHint> specialHint(const std::vector<std::string>& words);

/// Words of exporters and agents, asked after the table: rq and cx (Envoy), xact (PostgreSQL), Invocations
/// (CloudWatch), hits and rcvd (Datadog), pause and pods.
std::optional<RoleHint> exporterHint(const std::vector<std::string>& words);

/// What the labels of a series make of it: {code="503"} and {outcome="error"} are errors, {mode="idle"} is what is
/// left. Empty labels: nothing.
std::optional<RoleHint> labelHint(std::string_view labels);

} // namespace foreshock
