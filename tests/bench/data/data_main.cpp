// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Writes the files that are measured:
//   foreshock_bench_data logs FOLDER LINES
//   foreshock_bench_data format FORMATFILE FILE BYTES
//   foreshock_bench_data openmetrics|prometheus FILE SERIES SAMPLES
#include "tests/bench/data/format_file.h"
#include "tests/bench/data/log_files.h"
#include "tests/bench/data/samples_text.h"

#include <fmt/format.h>

#include <cstdlib>
#include <vector>

using namespace foreshock;

int main(int argc, char** argv) {
    const std::vector<std::string> words(argv + 1, argv + argc);
    const auto number = [&](std::size_t i) { return std::strtoull(words[i].c_str(), nullptr, 10); };
    Result<void> done = Error{ErrorCode::Invalid,
                              "no such data",
                              {},
                              "logs FOLDER LINES, format FORMATFILE FILE BYTES, openmetrics FILE SERIES SAMPLES"};
    if (words.size() == 3 && words[0] == "logs")
        done = bench::writeLogFiles(words[1], number(2));
    if (words.size() == 4 && words[0] == "format")
        done = bench::writeFormatFile(words[1], words[2], number(3));
    if (words.size() == 4 && words[0] == "openmetrics")
        done = bench::writeSamples(words[1], bench::SamplesText::OpenMetrics, number(2), number(3));
    if (words.size() == 4 && words[0] == "prometheus")
        done = bench::writeSamples(words[1], bench::SamplesText::Prometheus, number(2), number(3));
    if (!done)
        fmt::print(stderr, "foreshock_bench_data: {}\n", done.error().text());
    return done ? 0 : 2;
}
