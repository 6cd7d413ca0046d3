// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/interrupt.h"
#include "app/cli/verbs.h"
#include "app/window/run_window.h"

#include <clocale>
#include <csignal>
#include <cstdio>
#include <filesystem>

namespace {

/// What the command line asked for: a verb ran (then `terminal.exit` holds), or the window is wanted.
int runCommandLine(int argc, char** argv) {
    using namespace foreshock;
    // First of all: signals are blocked before any library starts a thread.
    const cli::Interrupt interrupt;
    cli::Terminal terminal;
    terminal.stop = interrupt.token();

    CLI::App app("Foreshock: find the change behind delayed alarms. Without a verb the window opens.", "foreshock");
    app.fallthrough();
    app.set_version_flag("--version", "foreshock " FORESHOCK_VERSION);
    app.add_flag("--json", terminal.isJson, "print exact JSON");
    app.add_flag("--quiet", terminal.isQuiet, "say nothing on standard error but failures");
    app.add_option("--zone", terminal.zoneName, "time zone: IANA name, offset, or UTC");
    WindowRequest window;
    app.add_option("FILE", window.path, "an incident file to open in the window");
    app.add_option("--example", window.example, "open a built-in example (kinesis-2020-11-25, ticket-sale-2024-05-17)");
    app.add_option("--theme", window.theme, "light, dark or system");
    cli::addConfigOption(app, terminal);
    app.require_subcommand(0, 1);
    cli::addCollectVerb(app, terminal);
    cli::addImportVerb(app, terminal);
    cli::addFormatVerbs(app, terminal);
    cli::addFileVerbs(app, terminal);
    cli::addLogsVerb(app, terminal);
    cli::addTemplatesVerb(app, terminal);
    cli::addAnalysisVerbs(app, terminal);
    cli::addSourcesVerb(app, terminal);
    cli::addLimitsVerbs(app, terminal);
    cli::addWhatIfVerbs(app, terminal);
    cli::addMapVerbs(app, terminal);
    cli::addMapVerb(app, terminal);
    cli::addAuditVerbs(app, terminal);
    cli::addGroupsVerb(app, terminal);
    cli::addSkewVerb(app, terminal);
    cli::addCompareVerb(app, terminal);
    cli::addCausesVerb(app, terminal);
    cli::addServicesVerb(app, terminal);
    cli::addSeriesVerb(app, terminal);
    cli::addExportVerb(app, terminal);
    cli::addSqlVerb(app, terminal);
    cli::addScenarioVerbs(app, terminal);
    cli::addRenderVerb(app, terminal);

    try { // CLI11 tells of help and of usage errors by throwing
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        return app.exit(error) == 0 ? cli::kDone : cli::kUsage;
    }
    if (!app.get_subcommands().empty())
        return terminal.exit;
    std::error_code ignored;
    if (!window.path.empty() && !std::filesystem::exists(window.path, ignored)) {
        terminal.fail(
            {ErrorCode::Io, "no such incident file, and no such verb", window.path, "foreshock --help lists the verbs"},
            cli::kFile);
        return terminal.exit;
    }
    return runWindow(argc, argv, window, interrupt.token());
}

} // namespace

int main(int argc, char** argv) {
    std::setlocale(LC_NUMERIC, "C");
    std::signal(SIGXFSZ, SIG_IGN); // a file that may not grow further is an error of its write, which is told
    const int exit = runCommandLine(argc, argv);
    if (std::fflush(stdout) == 0 && std::ferror(stdout) == 0)
        return exit;
    std::fputs("foreshock: the answer could not be written whole (is the disk full?). Free some space and ask again\n",
               stderr);
    return exit == foreshock::cli::kDone ? foreshock::cli::kFile : exit;
}
