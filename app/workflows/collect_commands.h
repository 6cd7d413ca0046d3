// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/base/time.h"

#include <optional>
#include <string>
#include <vector>

namespace foreshock {

/// What to export for an incident; names in capitals within a command are for the person to fill in.
struct CollectCommand {
    std::string kind;    ///< of RecordSink's kinds: "changes", "alarms", "metrics", "logs", "map"
    std::string from;    ///< the tool that is asked: "Kubernetes events"
    std::string file;    ///< that the command writes, as an import takes it
    std::string command; ///< for a POSIX shell
    std::string expires; ///< how soon the tool forgets, as the end of "kept for …"; empty: not soon
    std::string remark;  ///< what the export does not hold
};

struct CollectRequest {
    Instant now;
    std::optional<Duration> since; ///< how far back; none: changes 7 days, metrics and alarms a day, logs 3 hours
    std::string service;           ///< narrows what can be narrowed; empty: all
};

/// The commands to run elsewhere, the most forgetful tools first within each kind, changes first of all. Nothing is
/// run. Times are absolute, so that commands pasted later ask for the same.
std::vector<CollectCommand> collectCommands(const CollectRequest& request);

} // namespace foreshock
