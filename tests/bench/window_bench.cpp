// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/incident_controller.h"
#include "app/workflows/import.h"
#include "tests/bench/bench_row.h"
#include "tests/bench/benches.h"
#include "views/plot/qcustomplot_include.h"
#include "views/time_scope/time_scope.h"
#include "views/timeline/timeline_view.h"

#include <fmt/format.h>

namespace foreshock::bench {
namespace {

void firstPaint() {
    std::vector<double> ours, trivial, ratios;
    for (int i = 0; i < 15; ++i) {
        ours.push_back(once([] {
            MainWindow window;
            window.resize(1440, 900);
            window.show();
            (void)window.grab();
        }));
        trivial.push_back(once([] {
            QMainWindow window;
            auto* plot = new QCustomPlot(&window);
            plot->addGraph()->setData({0, 1, 2}, {0, 1, 0});
            window.setCentralWidget(plot);
            window.resize(1440, 900);
            window.show();
            (void)window.grab();
        }));
        ratios.push_back(ours.back() / trivial.back());
    }
    const Spread t = spreadOf(trivial);
    row("first paint, empty window", spreadOf(ours), "ms",
        fmt::format("trivial Qt + QCustomPlot window {:.1f} ms", t.median));
    row("first paint ÷ trivial window", spreadOf(ratios), "×", "beside each other, in turn", 1.5);
}

/// A frame of panning: move the range, answer the wishes, paint. Twenty metric lanes of a day at one sample a minute.
void panning(const test::TemporaryFolder& folder) {
    const std::string path = folder.path("lanes.foreshock");
    {
        std::string csv = "timestamp,service,metric,value,unit\n";
        for (int m = 0; m < 1440; ++m)
            for (int s = 0; s < 20; ++s)
                csv += fmt::format("2024-03-01T{:02}:{:02}:00Z,service-{},metric_{},{},ms\n", m / 60, m % 60, s % 5, s,
                                   100 + (m * 7919 + s * 104729) % 97);
        folder.file("metrics.csv", csv);
        auto file = store::IncidentFile::openOrCreate(path);
        ImportRequest request;
        request.paths = {folder.path("metrics.csv")};
        (void)importPaths(&*file, request);
    }
    NoDialogs dialogs;
    WindowSettings settings;
    MainWindow window;
    IncidentController controller(window, dialogs, settings);
    window.resize(1440, 1600);
    window.show();
    controller.open(path);
    controller.settle();
    auto* timeline = window.findChild<TimelineView*>();
    timeline->setParent(nullptr);
    timeline->resize(1100, 1600);
    timeline->show();
    controller.settle();
    window.scope().zoom(.3, window.scope().range().from + window.scope().range().length() / 2);
    controller.settle();
    const auto frames = [&](Motion motion) {
        std::vector<double> taken;
        for (int i = 0; i < 200; ++i) {
            taken.push_back(once([&] {
                window.scope().pan(i % 100 < 50 ? .01 : -.01);
                timeline->flush(motion);
                (void)timeline->grab();
            }));
            controller.settle();
        }
        return spreadOf(taken);
    };
    const Spread moving = frames(Motion::Moving);
    row("pan, 20 lanes, one frame painted at 1100×1600", moving, "ms", "20 × 1,440 samples", 12);
    row("the same, slowest of twenty", {moving.p95, moving.least, moving.p95}, "ms", "p95", 16);
    row("the same at rest, antialiased", frames(Motion::Still), "ms", "once after a pan", 50);
    timeline->setParent(&window);
}

} // namespace

void windowBench(const test::TemporaryFolder& folder) {
    firstPaint();
    panning(folder);
}

} // namespace foreshock::bench
