// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/analysis/robust.h"

namespace foreshock {

/// Solves A·x = b for a symmetric, positive definite A (row by row, only its lower half is read) by Cholesky's
/// factorisation: n³/3 steps. For the few unknowns of a regression a library would cost more than it saves. n =
/// b.size().
Values solveSymmetric(Values a, Values b);

} // namespace foreshock
