// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/base/zone.h"
#include "model/domain/board_edit.h"
#include "model/domain/change_point.h"
#include "model/domain/log_record.h"
#include "model/domain/series.h"

#include <QString>

namespace foreshock {

/// What a hypothesis or a piece of evidence begins with, made from what was looked at; words are the person's to
/// change.

/// That this suspect set the alarms off: with what speaks for it and against it, and the check that would rule it out.
StartHypothesis hypothesisFrom(const Suspect& suspect, const Answer& answer, const Zone& zone);
/// That no recorded change did: with what was looked at and what led instead, and what would settle it.
StartHypothesis noneOfThese(const Answer& answer, const Zone& zone);

PinnedEvidence pinOf(const Evidence& evidence, const Suspect& suspect);
/// `query`: the filter it was seen under.
PinnedEvidence pinOf(const LogRecord& record, const std::string& query);
/// `words`: what was counted in it.
PinnedEvidence pinOf(TimeRange range, const QString& words, const ServiceId& service);
PinnedEvidence pinOf(const ChangePoint& point, const SeriesInfo& series);

} // namespace foreshock
