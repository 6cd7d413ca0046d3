// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <stop_token>
#include <string>

namespace foreshock {

/// What the window is to open.
struct WindowRequest {
    std::string path;    ///< an incident file; empty: start page
    std::string example; ///< id of a built-in scenario
    std::string theme;   ///< light, dark, system; empty: as last time
};

/// Runs the window until it is closed or a stop is requested; the process's exit code.
int runWindow(int argc, char** argv, const WindowRequest& request, std::stop_token stop);

} // namespace foreshock
