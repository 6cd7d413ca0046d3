// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/terminal.h"
#include "model/domain/answer.h"

namespace foreshock::cli {

/// The answer in the command line's JSON shape; `top` > 0 cuts the list of suspects.
Json answerJson(const Terminal& terminal, const Answer& answer, int top);
/// Where a piece of evidence can be seen.
Json refJson(const Terminal& terminal, const EvidenceRef& ref);
/// ✓ for, ✗ against, ○ does not decide, – not tested.
const char* signOf(EvidenceState state);
/// The answer for people.
std::string answerText(const Answer& answer, const Zone& zone, int top);

} // namespace foreshock::cli
