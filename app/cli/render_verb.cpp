// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/verbs.h"

#include "app/window/render.h"

#include <cstdio>

namespace foreshock::cli {
namespace {

constexpr int kLeast = 100, kMost = 16384;
constexpr std::int64_t kMostPixels = 64'000'000; ///< a quarter of a gigabyte, twice

void run(Terminal& terminal, RenderRequest request, const std::string& size) {
    char cross = 0;
    char rest = 0;
    if (!size.empty() &&
        (std::sscanf(size.c_str(), "%9d%c%9d%c", &request.width, &cross, &request.height, &rest) != 3 || cross != 'x' ||
         request.width < kLeast || request.height < kLeast || request.width > kMost || request.height > kMost ||
         std::int64_t{request.width} * request.height > kMostPixels))
        return terminal.fail({ErrorCode::Invalid, "\"" + size + "\" is no size", "--size",
                              "Write it like 1440x900; 100 to 16384 pixels each way, 64 million together"},
                             kUsage);
    request.zone = terminal.zoneName;
    if (const auto done = renderView(request); !done)
        terminal.fail(done.error());
}

} // namespace

void addRenderVerb(CLI::App& app, Terminal& terminal) {
    CLI::App* verb = app.add_subcommand("render", "Paint a view into a picture");
    auto request = std::make_shared<RenderRequest>();
    auto size = std::make_shared<std::string>();
    auto hasNoCaption = std::make_shared<bool>(false);
    verb->add_option("FILE", request->file, "an incident file, or the id of a built-in example")->required();
    verb->add_option("--view", request->view,
                     "window, timeline, suspects, logs, templates, sources, names, sql; import: what FILE would become")
        ->required();
    verb->add_option("-o,--output", request->output, "x.png or x.svg")->required();
    verb->add_option("--size", *size, "pixels, 1440x900");
    verb->add_option("--range", request->range,
                     "FROM/TO, each 05:15, -30m or RFC 3339; or the name of a range kept in the file");
    verb->add_option("--select", request->selection, "the same: selected on the timeline");
    verb->add_option("--cursor", request->cursor, "a time: where the cursor stands");
    verb->add_option("--theme", request->theme, "light or dark")->check(CLI::IsMember({"light", "dark"}));
    verb->add_option("--service", request->service, "as if it had been chosen in the window");
    verb->add_option("--filter", request->filter, "log query");
    verb->add_option("--query", request->query, "a question in SQL, for --view sql; elsewhere lanes of the timeline");
    verb->add_option("--compare", request->compare, "what was so much earlier (1d), or another incident file, beneath");
    verb->add_flag("--no-caption", *hasNoCaption, "without the line that says file, range and zone");
    verb->callback([&terminal, request, size, hasNoCaption] {
        request->hasCaption = !*hasNoCaption;
        run(terminal, *request, *size);
    });
}

} // namespace foreshock::cli
