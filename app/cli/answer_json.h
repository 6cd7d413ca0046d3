// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/terminal.h"
#include "model/domain/answer.h"

namespace foreshock::cli {

/// The answer in the command line's JSON shape; `top` > 0 cuts the list of suspects.
Json answerJson(const Terminal& terminal, const Answer& answer, int top);
/// The answer for people.
std::string answerText(const Answer& answer, const Zone& zone, int top);

} // namespace foreshock::cli
