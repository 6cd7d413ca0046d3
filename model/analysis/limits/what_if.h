// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/analysis/limits/size_fit.h"

namespace foreshock {

/// What a resource would be if the fleet (or load) were `add` larger, and how far one could go. Moves the present level
/// along the fit rather than taking the fit itself, so that what else has changed since stays in. Says "extrapolated"
/// outside the sizes seen. Series and units are the caller's to fill in.
WhatIf whatIf(const SizeFit& fit, const SettledLevel& now, const ResourceLimit& limit, double add);

} // namespace foreshock
