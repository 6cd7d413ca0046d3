// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/base/zone.h"
#include "model/domain/evidence.h"
#include "model/domain/log_template.h"
#include "model/domain/template_change.h"

#include <vector>

namespace foreshock {

/// What was logged around a moment: long before it, just before it, and after it.
struct TemplateHistory {
    TemplateLog past;   ///< all that ends where `before` starts; minutes are not needed
    TemplateLog before; ///< [at - window, at)
    TemplateLog after;  ///< [at, at + window)
    Instant at;
    Duration window;
};

/// Templates that began, ceased or changed their rate at that moment, by service: the sure ones first, then by q and
/// count. New: never logged by that service before. Rates are compared where the service was recorded on both sides for
/// a minute or more (from its first record on, up to the last record of any), by a test of Poisson rates that allows
/// for bursts (rate_change.h). All templates of all services are one family of tests. Cost: templates × services ×
/// minutes.
std::vector<TemplateChange> templateChanges(const TemplateHistory& history);

/// The changes of one service as evidence about a change of it: at most three rows, new ones before surging ones, then
/// new ones that are too rare to tell but speak of trouble. They
/// inform and do not decide: they weigh nothing until it is measured what they are worth.
std::vector<Evidence> templateEvidence(const std::vector<TemplateChange>& changes, const ServiceId& service,
                                       const Zone& zone);

} // namespace foreshock
