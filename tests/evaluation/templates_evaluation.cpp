// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Grouping accuracy of log templates, one setting for all:
//   foreshock_evaluate_templates [--seeds N] [--wrong] [FILE...]
// Without files: lines drawn from tests/data/format_strings, the same in one stream of 400,000, and those of
// tests/data/templates beside what the reference prototype gives. A FILE has "truth TAB message" on each line. Prints
// CSV; lines a second are of one core's CPU, in short sets mostly that of the last merge step. --wrong adds what went
// wrong.
#include "tests/templates/format_strings.h"
#include "tests/templates/mined_lines.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <cstring>
#include <ctime>
#include <fstream>
#include <map>
#include <set>

using namespace foreshock;
using namespace foreshock::test;

namespace {

constexpr std::size_t kMixedEach = 50'000;

struct Sum {
    double accuracy = 0, f1 = 0;
    int n = 0;
};

/// Seconds of this process's processor.
double busy() {
    timespec t{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return static_cast<double>(t.tv_sec) + static_cast<double>(t.tv_nsec) / 1e9;
}

void tellWrong(const std::vector<std::uint32_t>& truth, const std::vector<std::uint32_t>& ids,
               const std::vector<std::string>& lines) {
    std::map<std::uint32_t, std::map<std::uint32_t, int>> byTruth, byId;
    std::map<std::uint32_t, std::size_t> example;
    for (std::size_t i = 0; i < truth.size(); ++i) {
        ++byTruth[truth[i]][ids[i]];
        ++byId[ids[i]][truth[i]];
        example.emplace(truth[i], i);
    }
    for (const auto& [t, parts] : byTruth)
        if (parts.size() > 1 || byId[parts.begin()->first].size() > 1) {
            int all = 0;
            for (const auto& [id, n] : parts)
                all += n;
            fmt::print("#   {} lines, {} ids, mixed with {}: {}\n", all, parts.size(),
                       byId[parts.begin()->first].size() - 1, lines[example[t]].substr(0, 160));
        }
}

void evaluate(const std::string& set, const std::string& name, const std::vector<std::uint32_t>& truth,
              const std::vector<std::string>& lines, bool isWrongTold, Sum& sum) {
    const double begun = busy();
    const std::vector<std::uint32_t> ids = mined(lines);
    const double seconds = busy() - begun;
    const double accuracy = groupingAccuracy(truth, ids), f1 = groupingF1(truth, ids);
    fmt::print("{},{},{},{},{},{:.4f},{:.4f},{:.0f}\n", set, name, lines.size(),
               std::set(truth.begin(), truth.end()).size(), std::set(ids.begin(), ids.end()).size(), accuracy, f1,
               static_cast<double>(lines.size()) / seconds);
    sum.accuracy += accuracy;
    sum.f1 += f1;
    ++sum.n;
    if (isWrongTold)
        tellWrong(truth, ids, lines);
}

/// All programs' lines as one stream, one after the other in turn, as a host's log has them.
DrawnLines mixedLines(std::uint64_t seed, std::size_t linesEach) {
    DrawnLines out;
    out.name = "mixed";
    const std::vector<DrawnLines> programs = drawnLines(seed, linesEach);
    std::vector<std::uint32_t> first(programs.size(), 0);
    for (std::size_t p = 1; p < programs.size(); ++p)
        first[p] = first[p - 1] + 1 + *std::max_element(programs[p - 1].truth.begin(), programs[p - 1].truth.end());
    for (std::size_t i = 0; i < linesEach; ++i)
        for (std::size_t p = 0; p < programs.size(); ++p) {
            out.lines.push_back(programs[p].lines[i]);
            out.truth.push_back(first[p] + programs[p].truth[i]);
        }
    return out;
}

} // namespace

int main(int argc, char** argv) {
    int seeds = 3;
    bool isWrongTold = false;
    std::vector<std::string> files;
    for (int i = 1; i < argc; ++i) {
        if (std::strcmp(argv[i], "--seeds") == 0 && i + 1 < argc)
            seeds = std::atoi(argv[++i]);
        else if (std::strcmp(argv[i], "--wrong") == 0)
            isWrongTold = true;
        else
            files.emplace_back(argv[i]);
    }
    fmt::print("set,system,lines,templates,mined,grouping_accuracy,grouping_f1,lines_per_s\n");
    std::map<std::string, Sum> sums;
    for (const std::string& path : files) {
        std::vector<std::uint32_t> truth;
        std::vector<std::string> lines;
        std::map<std::string, std::uint32_t> numbers;
        std::ifstream in(path);
        for (std::string row; std::getline(in, row);) {
            const std::size_t tab = row.find('\t');
            truth.push_back(numbers.try_emplace(row.substr(0, tab), numbers.size()).first->second);
            lines.push_back(row.substr(tab + 1));
        }
        evaluate("file", path, truth, lines, isWrongTold, sums["file"]);
    }
    if (files.empty()) {
        for (const KnownLines& known : knownLines()) {
            evaluate("reference", known.name, known.truth, known.lines, isWrongTold, sums["reference"]);
            Sum& prototype = sums["reference prototype"];
            prototype.accuracy += groupingAccuracy(known.truth, known.ids);
            prototype.f1 += groupingF1(known.truth, known.ids);
            ++prototype.n;
        }
        for (int seed = 1; seed <= seeds; ++seed)
            for (const DrawnLines& drawn : drawnLines(static_cast<std::uint64_t>(seed)))
                evaluate("kept aside", fmt::format("{}/{}", drawn.name, seed), drawn.truth, drawn.lines, isWrongTold,
                         sums["kept aside"]);
        for (int seed = 1; seed <= seeds; ++seed) {
            const DrawnLines mixed = mixedLines(static_cast<std::uint64_t>(seed), kMixedEach);
            evaluate("mixed", fmt::format("mixed/{}", seed), mixed.truth, mixed.lines, isWrongTold, sums["mixed"]);
        }
    }
    for (const auto& [set, sum] : sums)
        fmt::print("{},mean,,,,{:.4f},{:.4f},\n", set, sum.accuracy / sum.n, sum.f1 / sum.n);
    return 0;
}
