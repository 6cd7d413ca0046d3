// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Measures what a person waits for. Prints one Markdown table row a figure: what, median, spread, beside what.
// Every figure with a peer is taken in turn with it, A B A B, so that a noisy machine touches both.
#include "app/window/incident_controller.h"
#include "app/workflows/analyse.h"
#include "app/workflows/scenario_import.h"
#include "tests/bench/metrics_bench.h"
#include "tests/support/temporary_folder.h"
#include "views/plot/qcustomplot_include.h"
#include "views/time_scope/time_scope.h"
#include "views/timeline/timeline_view.h"

#include <QApplication>
#include <QElapsedTimer>

#include <fmt/format.h>
#include <sys/resource.h>

#include <algorithm>
#include <filesystem>
#include <functional>
#include <vector>

using namespace foreshock;

namespace {

double once(const std::function<void()>& work) {
    QElapsedTimer timer;
    timer.start();
    work();
    return static_cast<double>(timer.nsecsElapsed()) / 1e6;
}

struct Spread {
    double median, least, p95;
};

Spread spreadOf(std::vector<double> values) {
    std::sort(values.begin(), values.end());
    return {values[values.size() / 2], values.front(), values[values.size() * 95 / 100]};
}

void row(const std::string& what, const Spread& s, const std::string& unit, const std::string& beside) {
    fmt::print("| {} | {:.2f} {} | {:.2f} – {:.2f} | {} |\n", what, s.median, unit, s.least, s.p95, beside);
}

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
    row("first paint ÷ trivial window", spreadOf(ratios), "×", "goal ≤ 1.5");
}

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
        std::optional<OpenedIncident> incident;
        opened.push_back(once([&] {
            auto session = IncidentSession::open(path);
            incident.emplace(std::move(*readIncident(*session)));
        }));
        ranked.push_back(once([&] { (void)rankIncident(incident->incident, {}); }));
    }
    row("record the Kinesis scenario (build, write, import)", spreadOf(recorded), "ms",
        "10,014 log records, 12,485 samples");
    row("import the Kinesis case folder", spreadOf(imported), "ms", "7 files, 2.6 MB");
    row("open it and read all but the logs", spreadOf(opened), "ms", "");
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
    row("pan, 20 lanes, one frame painted at 1100×1600", frames(Motion::Moving), "ms", "goal ≤ 12 median, ≤ 16 at p95");
    row("the same at rest, antialiased", frames(Motion::Still), "ms", "goal ≤ 50, once after a pan");
    timeline->setParent(&window);
}

} // namespace

int main(int argc, char** argv) {
    qputenv("QT_QPA_PLATFORM", "offscreen");
    qputenv("QT_LOGGING_RULES", "*=false");
    const test::TemporaryFolder folder;
    for (const char* name : {"XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME", "XDG_RUNTIME_DIR"})
        qputenv(name, folder.path(name).c_str());
    QApplication application(argc, argv);
    firstPaint();
    kinesis(folder);
    toTheAnswer(folder);
    panning(folder);
    bench::metrics(folder.path(""), argc > 1 ? std::stoi(argv[1]) : 500'000);
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    fmt::print("| peak memory of this bench | {:.0f} MB | | |\n", static_cast<double>(usage.ru_maxrss) / 1024);
    return 0;
}
