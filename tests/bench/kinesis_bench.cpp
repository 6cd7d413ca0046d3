// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/incident_controller.h"
#include "app/workflows/analyse.h"
#include "app/workflows/scenario_import.h"
#include "tests/bench/bench_row.h"
#include "tests/bench/benches.h"

#include <fmt/format.h>

namespace foreshock::bench {
namespace {

void kinesis(const test::TemporaryFolder& folder) {
    const auto scenario = loadScenario("kinesis-2020-11-25");
    std::vector<double> recorded, imported, opened, ranked;
    const std::string kept = folder.path("case");
    for (int i = 0; i < 7; ++i) {
        const std::string path = folder.path(fmt::format("k{}.foreshock", i));
        recorded.push_back(once([&] {
            auto file = store::IncidentFile::openOrCreate(path);
            (void)recordScenario(*file, *scenario, {1, 1, kept, scenario->end});
        }));
        imported.push_back(once([&] {
            auto file = store::IncidentFile::openOrCreate(folder.path(fmt::format("i{}.foreshock", i)));
            ImportRequest request;
            request.paths = {kept};
            (void)importPaths(&*file, request);
        }));
        std::optional<IncidentSession> session;
        std::optional<OpenedIncident> incident;
        opened.push_back(once([&] {
            session.emplace(std::move(*IncidentSession::open(path)));
            incident.emplace(std::move(*readIncident(*session)));
        }));
        ranked.push_back(once([&] { (void)rankIncident(*session, incident->incident, {}); }));
    }
    row("record the Kinesis scenario (build, write, import)", spreadOf(recorded), "ms",
        "10,014 log records, 12,485 samples");
    row("import the Kinesis case folder", spreadOf(imported), "ms", "7 files, 2.6 MB");
    row("open it and read all but samples and logs", spreadOf(opened), "ms", "");
    row("rank its changes", spreadOf(ranked), "ms", "10 changes, 14 series, 10 alarms");
}

void toTheAnswer(const test::TemporaryFolder& folder) {
    std::vector<double> shown;
    NoDialogs dialogs;
    WindowSettings settings;
    for (int i = 0; i < 7; ++i)
        shown.push_back(once([&] {
            MainWindow window;
            IncidentController controller(window, dialogs, settings);
            window.resize(1440, 900);
            window.show();
            controller.open(folder.path("k0.foreshock"));
            controller.settle();
            (void)window.grab();
        }));
    row("from nothing to the painted answer, Kinesis", spreadOf(shown), "ms",
        "window made, file opened, ranked, painted");
}

} // namespace

void kinesisBench(const test::TemporaryFolder& folder) {
    kinesis(folder);
    toTheAnswer(folder);
}

} // namespace foreshock::bench
