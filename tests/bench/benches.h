// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/temporary_folder.h"

#include <string>

namespace foreshock::bench {

/// What a person waits for in the window: first paint, panning. window_bench.cpp
void windowBench(const test::TemporaryFolder& folder);
/// The Kinesis example from its scenario to the painted answer. kinesis_bench.cpp
void kinesisBench(const test::TemporaryFolder& folder);
/// Questions to a stored incident with many logs and samples. store_bench.cpp
void storeBench(const std::string& incident);
/// Mining the templates of a stored incident's messages again, and listing them. templates_bench.cpp
void templatesBench(const std::string& incident);
/// Codecs, and 200 series of so many samples each: stored, opened, read and panned. metrics_bench.cpp
void metricsBench(const test::TemporaryFolder& folder, int samplesEach);
/// Frames of panning a window over a file of many series. window_bench.cpp
void panSamples(const std::string& incident);
/// Ranking at the size of a large estate. suspects_bench.cpp
void suspectsBench(const test::TemporaryFolder& folder);
/// What changed between two ranges, over many series. compare_bench.cpp
void compareBench(const test::TemporaryFolder& folder);

} // namespace foreshock::bench
