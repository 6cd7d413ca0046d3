// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/base/result.h"
#include "model/base/time.h"

#include <optional>
#include <string>

namespace foreshock {

/// A picture of a view, without a display.
struct RenderRequest {
    std::string file;   ///< an incident file, or the id of a built-in scenario
    std::string view;   ///< as namedViews() has them; import: of what `file` names
    std::string output; ///< .png or .svg
    int width = 1440;
    int height = 900;
    std::string theme;     ///< light or dark
    std::string zone;      ///< empty: the file's
    std::string range;     ///< FROM/TO in words for times, or the name of a kept range; empty: the first look
    std::string selection; ///< the same for what is selected; empty: nothing
    std::string cursor;    ///< words for a time; empty: none
    std::string service;   ///< empty: all
    std::string filter;    ///< log query
    std::string query;     ///< a question in SQL: answered in its view, on the timeline drawn as lanes
    std::string compare;   ///< so much earlier, or another incident file; empty: nothing lies under the present
    bool hasCaption = true;
};

/// Errors: Invalid (no such view, unknown ending, what is no time, zone, length or question), Io, and those of opening
/// the file.
Result<void> renderView(const RenderRequest& request);

} // namespace foreshock
