// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

namespace foreshock::test {

/// A small good file of an importer.
struct FileSample {
    std::string importer;
    std::string file;
    std::string text;
};

/// The plain exchange forms, one of the common JSON loggers each, and every sample of every format file.
const std::vector<FileSample>& fileSamples();

} // namespace foreshock::test
