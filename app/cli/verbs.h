// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/terminal.h"

#include <CLI/CLI.hpp>

namespace foreshock::cli {

/// Each adds its verbs to the command line; a verb's callback does the work and sets terminal.exit.
/// --config DIR; loads the user's own formats before any verb runs.
void addConfigOption(CLI::App& app, Terminal& terminal);
void addCollectVerb(CLI::App& app, Terminal& terminal);
void addImportVerb(CLI::App& app, Terminal& terminal);
void addFormatVerbs(CLI::App& app, Terminal& terminal); ///< detect, formats
void addFileVerbs(CLI::App& app, Terminal& terminal);   ///< info, issues, check
void addLogsVerb(CLI::App& app, Terminal& terminal);
void addTemplatesVerb(CLI::App& app, Terminal& terminal);
void addAnalysisVerbs(CLI::App& app, Terminal& terminal); ///< changepoints, suspects
void addSourcesVerb(CLI::App& app, Terminal& terminal);
void addLimitsVerbs(CLI::App& app, Terminal& terminal); ///< limits, recovery
void addWhatIfVerbs(CLI::App& app, Terminal& terminal); ///< whatif, backtest
void addMapVerbs(CLI::App& app, Terminal& terminal);    ///< blast, mapdiff
void addMapVerb(CLI::App& app, Terminal& terminal);     ///< map
void addAuditVerbs(CLI::App& app, Terminal& terminal);  ///< audit, edges
void addGroupsVerb(CLI::App& app, Terminal& terminal);
void addSkewVerb(CLI::App& app, Terminal& terminal);
void addCompareVerb(CLI::App& app, Terminal& terminal);
void addCausesVerb(CLI::App& app, Terminal& terminal);
void addServicesVerb(CLI::App& app, Terminal& terminal);
void addSeriesVerb(CLI::App& app, Terminal& terminal);
void addExportVerb(CLI::App& app, Terminal& terminal);
void addSqlVerb(CLI::App& app, Terminal& terminal);
void addScenarioVerbs(CLI::App& app, Terminal& terminal);
void addRenderVerb(CLI::App& app, Terminal& terminal);

} // namespace foreshock::cli
