// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Measures what a person waits for. Prints one Markdown table row a figure (bench_row.h).
// Every figure with a peer is taken in turn with it, A B A B, so that a noisy machine touches both.
//   foreshock_bench               the window and the Kinesis example
//   foreshock_bench store FILE    questions to an incident file with many logs
//   foreshock_bench analysis FILE its log templates, suspects and comparison at the size of an estate
//   foreshock_bench metrics N     200 series of N samples each
#include "tests/bench/bench_row.h"
#include "tests/bench/benches.h"

#include <QApplication>

#include <fmt/format.h>
#include <sys/resource.h>

using namespace foreshock;

int main(int argc, char** argv) {
    if (argc == 3 && std::string_view(argv[1]) == "store") {
        bench::storeBench(argv[2]);
        return 0;
    }
    qputenv("QT_QPA_PLATFORM", "offscreen");
    qputenv("QT_LOGGING_RULES", "*=false");
    const test::TemporaryFolder folder;
    for (const char* name : {"XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME", "XDG_RUNTIME_DIR"})
        qputenv(name, folder.path(name).c_str());
    QApplication application(argc, argv);
    if (argc == 3 && std::string_view(argv[1]) == "analysis") {
        bench::templatesBench(argv[2]);
        bench::suspectsBench(folder);
        bench::compareBench(folder);
        return 0;
    }
    if (argc == 3 && std::string_view(argv[1]) == "metrics") {
        bench::metricsBench(folder, std::stoi(argv[2]));
        return 0;
    }
    bench::windowBench(folder);
    bench::kinesisBench(folder);
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    fmt::print("| peak memory of this bench | {:.0f} MB | | | | ru_maxrss |\n",
               static_cast<double>(usage.ru_maxrss) / 1024);
    return 0;
}
