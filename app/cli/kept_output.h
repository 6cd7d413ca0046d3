// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/terminal.h"

#include <CLI/CLI.hpp>

#include <functional>
#include <memory>
#include <utility>

namespace foreshock::cli {

/// The callback of a verb that asks an incident file (its option FILE) and reads nothing else, the clock neither. Says
/// what was kept where the same was asked of the same file by the same program; else asks, and with --keep, which it
/// adds to the verb's options, keeps what was said. Without --keep nothing is written. What can't be kept (somebody
/// else writes, a read-only folder, no room) is said, and changes no exit code.
std::function<void()> keptOrAsked(Terminal& terminal, CLI::App* verb, std::function<void()> ask);

/// A verb of that kind with its option FILE; `Options` has a member `file`, and the caller adds options for the others.
template<class Options>
std::pair<CLI::App*, std::shared_ptr<Options>> addAskingVerb(CLI::App& app, Terminal& terminal, const char* name,
                                                             const char* help, void (*run)(Terminal&, const Options&)) {
    CLI::App* verb = app.add_subcommand(name, help);
    auto options = std::make_shared<Options>();
    verb->add_option("FILE", options->file, "an incident file")->required();
    verb->callback(keptOrAsked(terminal, verb, [&terminal, options, run] { run(terminal, *options); }));
    return {verb, options};
}

} // namespace foreshock::cli
