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

} // namespace foreshock::bench
