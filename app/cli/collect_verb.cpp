// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/verbs.h"
#include "app/workflows/collect_commands.h"
#include "model/base/clock.h"
#include "model/base/time_text.h"

#include <fmt/format.h>

namespace foreshock::cli {
namespace {

void collect(Terminal& terminal, const std::string& since, const std::string& service) {
    CollectRequest request;
    request.now = systemNow();
    request.service = service;
    if (!since.empty()) {
        request.since = parseDuration(since);
        if (!request.since || *request.since <= Duration{})
            return terminal.fail(
                {ErrorCode::Invalid, "\"" + since + "\" is no duration", "--since", "Write it like 24h or 7d"}, kUsage);
    }
    const auto commands = collectCommands(request);
    if (terminal.isJson) {
        Json out = Json::array();
        for (const CollectCommand& c : commands)
            out.push_back({{"kind", c.kind},
                           {"from", c.from},
                           {"file", c.file},
                           {"command", c.command},
                           {"expires", c.expires},
                           {"remark", c.remark}});
        return terminal.printJson(out);
    }
    std::string text =
        "# Nothing was run. Copy what you have, fill in the words in CAPITALS, run it where it can reach; then:\n"
        "#   foreshock import FOLDER -o incident.foreshock\n";
    std::string kind;
    for (const CollectCommand& c : commands) {
        if (c.kind != kind)
            text += fmt::format("\n# ---- {} ----\n", c.kind);
        kind = c.kind;
        text += "# " + c.from;
        if (!c.expires.empty())
            text += "  EXPIRES: kept for " + c.expires;
        if (!c.remark.empty())
            text += (c.expires.empty() ? "  (" : " (") + c.remark + ")";
        text += (c.command.starts_with("in ") ? "\n#   " : "\n") + c.command + "\n";
    }
    terminal.print(text);
}

} // namespace

void addCollectVerb(CLI::App& app, Terminal& terminal) {
    CLI::App* verb = app.add_subcommand("collect", "Print the commands that export what an incident needs; run none");
    auto since = std::make_shared<std::string>(), service = std::make_shared<std::string>();
    verb->add_option("--since", *since, "how far back: 24h, 7d (default: changes 7d, metrics and alarms 24h, logs 3h)");
    verb->add_option("--service", *service, "only of this service, where a tool can narrow it");
    verb->callback([&terminal, since, service] { collect(terminal, *since, *service); });
}

} // namespace foreshock::cli
