// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/base/id.h"
#include "model/base/time.h"

#include <string>

namespace foreshock {

/// Something a person wrote down: chat line, timeline entry, observation.
struct Note {
    Instant time;
    ServiceId service; ///< may be empty
    std::string kind;  ///< free word: decision, symptom, milestone…
    std::string text;
    std::string basis;
};

} // namespace foreshock
