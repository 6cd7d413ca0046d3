// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/analysis/robust.h"

namespace foreshock {

/// Replaces outliers of at most 2 samples in a row by the median of the 7 samples around them (Hampel's filter). Out:
/// over 5 MAD of those 7 and of the distances from the moving median. Series without gaps; under 9 samples nothing is
/// done.
Values despiked(View y);

} // namespace foreshock
