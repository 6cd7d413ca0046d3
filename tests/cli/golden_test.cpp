// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Every folder tests/golden/<verb>/<case> holds a script `cmd` and what it must print: stdout, stderr, exit.
// UPDATE_GOLDEN=1 writes them anew; look at the difference before you keep it.
#include "tests/support/shell.h"
#include "tests/support/temporary_folder.h"

#include <catch2/catch.hpp>

#include <algorithm>
#include <filesystem>
#include <regex>
#include <vector>

using namespace foreshock::test;
namespace fs = std::filesystem;

namespace {

/// What changes from run to run is no part of the contract.
std::string steady(std::string text) {
    text = std::regex_replace(text, std::regex(R"("seconds":[0-9.e-]+)"), R"("seconds":0)");
    return std::regex_replace(text, std::regex(R"( in [0-9.]+ s\n)"), " in N s\n");
}

} // namespace

TEST_CASE("golden: every verb prints what it printed when somebody looked at it", "[cli]") {
    const fs::path root = fs::path(FORESHOCK_SOURCE_DIR) / "tests/golden";
    std::vector<fs::path> cases;
    for (const fs::directory_entry& entry : fs::recursive_directory_iterator(root))
        if (entry.path().filename() == "cmd")
            cases.push_back(entry.path().parent_path());
    std::sort(cases.begin(), cases.end());
    CHECK(cases.size() >= 20);
    const bool isUpdate = std::getenv("UPDATE_GOLDEN") != nullptr;
    for (const fs::path& folder : cases) {
        const TemporaryFolder place;
        fs::create_directory_symlink(fs::path(FORESHOCK_SOURCE_DIR) / "tests/data", place.path("data"));
        const ShellResult result = shell(fileText((folder / "cmd").string()), place.path());
        const std::string exit = std::to_string(result.exit) + "\n";
        if (isUpdate) {
            std::ofstream(folder / "stdout", std::ios::binary) << steady(result.out);
            std::ofstream(folder / "stderr", std::ios::binary) << steady(result.err);
            std::ofstream(folder / "exit", std::ios::binary) << exit;
        }
        INFO(folder.lexically_relative(root).string());
        CHECK(steady(result.out) == fileText((folder / "stdout").string()));
        CHECK(steady(result.err) == fileText((folder / "stderr").string()));
        CHECK(exit == fileText((folder / "exit").string()));
    }
}
