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

/// The plain exchange forms, one of the common JSON loggers each, every sample of every format file, and the files of
/// tests/data/importers/feeds/IMPORTER/.
const std::vector<FileSample>& fileSamples();

/// Files of tests/data/importers/feeds: other tools' exports, each beside NAME.read, what must come out of it.
const std::vector<FileSample>& feedSamples();
/// Does it join rows, so that a record is known only when the last one was read?
bool joinsRows(const std::string& importer);

} // namespace foreshock::test
