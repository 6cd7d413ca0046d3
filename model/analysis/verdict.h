// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/domain/answer.h"

namespace foreshock {

/// Is one change named, are several ranked, is it none of them, or can't we tell? Named: p ≥ .8, and only if the
/// alarmed symptom was seen to break. A non-answer needs half of the probability and some series that broke: lack of
/// metrics is never "none".
Verdict verdictOf(double top, const NonAnswers& non, bool isSymptomSeen, bool hasSeries);

} // namespace foreshock
