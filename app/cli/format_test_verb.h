// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/terminal.h"

#include <CLI/CLI.hpp>

namespace foreshock::cli {

/// `formats test FILE [--format ID|PATH]`: what a text log format makes of each line, and why it does not match.
void addFormatTest(CLI::App& formats, Terminal& terminal);

} // namespace foreshock::cli
