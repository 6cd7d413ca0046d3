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
    std::string file;
    std::string example; ///< id of a built-in scenario, instead of a file
    std::string view;    ///< window, timeline, suspects, logs, sources, names; import: of what `file` names
    std::string output;  ///< .png or .svg
    int width = 1440;
    int height = 900;
    std::string theme;                ///< light or dark
    std::string from, to;             ///< range in words for times; empty: the first look
    std::string selectFrom, selectTo; ///< the same for what is selected; empty: nothing
    std::string filter;               ///< log query
};

/// Errors: Invalid (no such view, unknown ending), Io, and those of opening the file.
Result<void> renderView(const RenderRequest& request);

} // namespace foreshock
