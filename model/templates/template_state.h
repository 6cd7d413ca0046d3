// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/templates/mined_template.h"

#include <cstdint>
#include <string>

namespace foreshock {

/// A template as it is kept between imports.
struct TemplateState {
    std::uint32_t id = 0;
    std::string pattern; ///< as it is shown; empty if it was merged before it was ever kept
    std::string words;   ///< its words, each ended by 0x1F, <*> for a value; empty unless it lives
    std::string places;  ///< a byte each: WordPlace
    std::string shown;   ///< tokens of its first line; empty unless it lives
    TemplateTally tally;
    std::uint32_t mergedInto = 0;
    bool isLive = false;
};

} // namespace foreshock
