// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Small files, each with its licence, none with a machine's path in it.
#include <catch2/catch.hpp>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

namespace fs = std::filesystem;

namespace {

struct SourceFile {
    std::string path;
    std::vector<std::string> lines;
};

std::vector<SourceFile> sourceFiles() {
    const fs::path root = FORESHOCK_SOURCE_DIR;
    std::vector<SourceFile> files;
    for (const char* top : {"app", "model", "views", "importers", "resources", "tests"})
        for (const fs::directory_entry& entry : fs::recursive_directory_iterator(root / top)) {
            const std::string ending = entry.path().extension().string();
            if (ending != ".h" && ending != ".cpp")
                continue;
            SourceFile file{entry.path().lexically_relative(root).string(), {}};
            std::ifstream in(entry.path());
            for (std::string line; std::getline(in, line);)
                file.lines.push_back(line);
            files.push_back(std::move(file));
        }
    return files;
}

} // namespace

TEST_CASE("files: every source names its licence in its first two lines", "[house]") {
    for (const SourceFile& file : sourceFiles()) {
        INFO(file.path);
        REQUIRE(file.lines.size() >= 2);
        CHECK(file.lines[0] == "// SPDX-FileCopyrightText: the Foreshock authors");
        CHECK(file.lines[1] == "// SPDX-License-Identifier: GPL-3.0-or-later");
    }
}

TEST_CASE("files: none is over 600 lines, nine in ten under 350, the median under 150", "[house]") {
    std::vector<std::size_t> sizes;
    for (const SourceFile& file : sourceFiles()) {
        INFO(file.path);
        CHECK(file.lines.size() <= 600);
        sizes.push_back(file.lines.size());
    }
    std::sort(sizes.begin(), sizes.end());
    CHECK(sizes[sizes.size() / 2] < 150);
    CHECK(sizes[sizes.size() * 9 / 10] < 350);
}
