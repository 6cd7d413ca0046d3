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

constexpr int kLanes = 20;

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

/// Twenty metric lanes of a day at one sample a minute.
void writeLanes(const test::TemporaryFolder& folder, const std::string& path) {
    std::string csv = "timestamp,service,metric,value,unit\n";
    for (int m = 0; m < 1440; ++m)
        for (int s = 0; s < kLanes; ++s)
            csv += fmt::format("2024-03-01T{:02}:{:02}:00Z,service-{},metric_{},{},ms\n", m / 60, m % 60, s % 5, s,
                               100 + (m * 7919 + s * 104729) % 97);
    folder.file("metrics.csv", csv);
    auto file = store::IncidentFile::openOrCreate(path);
    ImportRequest request;
    request.paths = {folder.path("metrics.csv")};
    (void)importPaths(&*file, request);
}

/// A timeline of its own size over an open file.
class TimelineStage {
public:
    explicit TimelineStage(const std::string& path)
        : m_controller(m_window, m_dialogs, m_settings) {
        m_window.resize(1440, 1600);
        m_window.show();
        m_controller.open(path);
        m_controller.settle();
        m_timeline = m_window.findChild<TimelineView*>();
        m_timeline->setParent(nullptr);
        m_timeline->resize(1100, 1600);
        m_timeline->show();
        m_controller.settle();
    }
    ~TimelineStage() { m_timeline->setParent(&m_window); }
    void zoom(double factor) {
        m_window.scope().zoom(factor, m_window.scope().range().from + m_window.scope().range().length() / 2);
        m_controller.settle();
    }
    Spread pan(Motion motion, int frames) {
        std::vector<double> taken;
        for (int i = 0; i < frames; ++i) {
            taken.push_back(once([&] {
                m_window.scope().pan(i / 10 % 2 == 0 ? .01 : -.01);
                m_timeline->flush(motion);
                (void)m_timeline->grab();
            }));
            m_controller.settle();
        }
        return spreadOf(taken);
    }

private:
    NoDialogs m_dialogs;
    WindowSettings m_settings;
    MainWindow m_window;
    IncidentController m_controller;
    TimelineView* m_timeline = nullptr;
};

void panning(const test::TemporaryFolder& folder) {
    const std::string path = folder.path("lanes.foreshock");
    writeLanes(folder, path);
    TimelineStage stage(path);
    stage.zoom(.3);
    const Spread moving = stage.pan(Motion::Moving, 200);
    row("pan, 20 lanes, one frame painted at 1100×1600", moving, "ms", "20 × 1,440 samples", 12);
    row("the same, slowest of twenty", {moving.p95, moving.least, moving.p95}, "ms", "p95", 16);
    row("the same at rest, antialiased", stage.pan(Motion::Still, 200), "ms", "once after a pan", 50);
}

} // namespace

void windowBench(const test::TemporaryFolder& folder) {
    firstPaint();
    panning(folder);
}

void panSamples(const std::string& incident) {
    TimelineStage stage(incident);
    for (const char* sight : {"all of it", "a tenth", "a hundredth"}) {
        const Spread moving = stage.pan(Motion::Moving, 40);
        row(fmt::format("pan over that file, {}: one frame painted", sight), moving, "ms",
            "a timeline of 1100×1600; its data are told above", 12);
        row("the same at rest", stage.pan(Motion::Still, 40), "ms", "once after a pan", 50);
        stage.zoom(.1);
    }
}

} // namespace foreshock::bench
