// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/domain/log_template.h"
#include "model/domain/template_change.h"

#include <optional>
#include <string>
#include <vector>

namespace foreshock {

/// The templates of a range as a list shows them: how often, when, and what a change did to them.
struct TemplateOverview {
    struct Row {
        LogTemplate what;
        std::vector<std::int64_t> cells;      ///< records in equal cells of the range
        std::optional<TemplateChange> change; ///< around the moment: the surest one over its services
    };
    TimeRange range;
    std::vector<Row> rows; ///< what a change did first, then the most frequent
    std::int64_t withoutTemplate = 0;
    std::string around; ///< what the moment is: the title of a change, "the first alarm"; empty: none was compared
    Duration window;    ///< so long before and after it
};

} // namespace foreshock
