// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/analysis/sample_source.h"
#include "model/domain/alarm_storm.h"
#include "model/domain/incident.h"

#include <optional>
#include <stop_token>

namespace foreshock {

/// All alarms as incidents (see alarm_group.h), each with the service that most of its alarmed services are or depend
/// on. Of services that as many depend on: one that alarmed itself, the earliest; else the one that fewest others lie
/// between (the nearest common dependency). Alarms more than 5 h apart never share a group, so that long histories are
/// read stretch by stretch. Null if stopped.
std::optional<AlarmStorms> alarmStorms(const Incident& incident, SampleSource& samples, std::stop_token stop = {});

} // namespace foreshock
