// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/importers/samples.h"

namespace foreshock::test {

/// Small good files of the importers of metrics and of tables with columns of their own.
std::vector<FileSample> metricSamples();

} // namespace foreshock::test
