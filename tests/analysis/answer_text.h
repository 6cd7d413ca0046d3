// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/domain/answer.h"

#include <string>

namespace foreshock::test {

/// An answer drawn as a reader would see it, for tests that compare text.
std::string answerText(const Answer& answer, std::size_t suspects);

} // namespace foreshock::test
