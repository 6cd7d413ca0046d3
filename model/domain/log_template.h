// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/base/id.h"
#include "model/base/time.h"

#include <cstdint>
#include <string>
#include <vector>

namespace foreshock {

/// What messages are once their values are left out: "Received block <*> of size <*> from <*>". Counted over the
/// records that can be seen within some range.
struct LogTemplate {
    std::uint32_t id = 0;
    std::string pattern; ///< <*> for values
    std::int64_t count = 0;
    Instant first, last;
    std::vector<ServiceId> services; ///< in order of names
};

/// How often a template was logged by a service.
struct TemplateCounts {
    std::uint32_t templateId = 0;
    ServiceId service;
    struct Minute {
        Instant start;
        std::int64_t count = 0;
    };
    std::vector<Minute> minutes; ///< in order, those with records only
    std::int64_t count = 0;      ///< all records, also where minutes were not asked for
    Instant first, last;         ///< its earliest and latest record; where only minutes are known, their starts
};

/// What the log records of a range are made of.
struct TemplateLog {
    std::vector<LogTemplate> templates; ///< most frequent first
    std::vector<TemplateCounts> counts; ///< by template, then service
    std::int64_t withoutTemplate = 0;   ///< records stored before templates were mined
};

} // namespace foreshock
