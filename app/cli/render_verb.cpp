// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/verbs.h"

#include "app/window/render.h"

#include <cstdio>
#include <tuple>

namespace foreshock::cli {
namespace {

void run(Terminal& terminal, RenderRequest request, const std::string& size, const std::string& range,
         const std::string& selection) {
    char cross = 0;
    char rest = 0;
    if (!size.empty() &&
        (std::sscanf(size.c_str(), "%d%c%d%c", &request.width, &cross, &request.height, &rest) != 3 || cross != 'x' ||
         request.width < 100 || request.height < 100 || request.width > 16384 || request.height > 16384))
        return terminal.fail({ErrorCode::Invalid, "\"" + size + "\" is no size", "--size",
                              "Write it like 1440x900; 100 to 16384 pixels each way"},
                             kUsage);
    for (const auto& [words, option, from, to] :
         {std::tuple(&range, "--range", &request.from, &request.to),
          std::tuple(&selection, "--select", &request.selectFrom, &request.selectTo)}) {
        const std::size_t slash = words->find('/');
        if (words->empty())
            continue;
        if (slash == std::string::npos)
            return terminal.fail(
                {ErrorCode::Invalid, "\"" + *words + "\" is no range", option, "Write it like 02:15/06:20"}, kUsage);
        *from = words->substr(0, slash);
        *to = words->substr(slash + 1);
    }
    if (const auto done = renderView(request); !done)
        terminal.fail(done.error());
}

} // namespace

void addRenderVerb(CLI::App& app, Terminal& terminal) {
    CLI::App* verb = app.add_subcommand("render", "Paint a view into a picture");
    auto request = std::make_shared<RenderRequest>();
    auto size = std::make_shared<std::string>();
    auto range = std::make_shared<std::string>();
    auto selection = std::make_shared<std::string>();
    verb->add_option("FILE", request->file, "an incident file, or the id of a built-in example")->required();
    verb->add_option("--view", request->view,
                     "window, timeline, suspects, logs, sources, names; import: what FILE would become")
        ->required();
    verb->add_option("-o,--output", request->output, "x.png or x.svg")->required();
    verb->add_option("--size", *size, "pixels, 1440x900");
    verb->add_option("--range", *range, "FROM/TO, each 05:15, -30m or RFC 3339");
    verb->add_option("--select", *selection, "FROM/TO, the same: selected on the timeline");
    verb->add_option("--theme", request->theme, "light or dark")->check(CLI::IsMember({"light", "dark"}));
    verb->add_option("--filter", request->filter, "log query");
    verb->callback(
        [&terminal, request, size, range, selection] { run(terminal, *request, *size, *range, *selection); });
}

} // namespace foreshock::cli
