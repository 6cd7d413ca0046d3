// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The map of the house: which room may include which. Arrows point down.
#include <catch2/catch.hpp>

#include <filesystem>
#include <fstream>
#include <map>
#include <regex>
#include <set>
#include <string>

namespace {

namespace fs = std::filesystem;

/// Room → rooms it may include (its own always). A room is the longest prefix in this table.
const std::map<std::string, std::set<std::string>> kMayInclude = {
    {"resources", {}},
    {"model/base", {}},
    {"model/domain", {"model/base"}},
    {"model/query", {"model/base", "model/domain"}},
    {"model/identity", {"model/base", "model/domain"}},
    {"model/templates", {"model/base"}},
    {"model/analysis", {"model/base", "model/domain"}},
    {"model/scenario", {"model/base", "model/domain"}},
    {"model/store", {"model/base", "model/domain", "model/query", "model/templates", "model/identity", "resources"}},
    {"importers", {"model/base", "model/domain", "resources"}},
    {"views", {"model/base", "model/domain", "model/query"}},
    {"app/workflows",
     {"model/base", "model/domain", "model/query", "model/identity", "model/analysis", "model/scenario", "model/store",
      "importers", "resources"}},
    {"app/window", {"model/base", "model/domain", "model/query", "model/store", "views", "app/workflows"}},
    {"app/cli",
     {"model/base", "model/domain", "model/query", "model/identity", "model/scenario", "model/store", "importers",
      "app/workflows", "app/window"}},
    {"app", {"app/cli", "app/window"}},
};
/// Only here may Qt appear.
const std::set<std::string> kQtRooms = {"views", "app/window"};

std::string roomOf(const std::string& path) {
    std::string best;
    for (const auto& [room, allowed] : kMayInclude)
        if (path.starts_with(room + "/") && room.size() > best.size())
            best = room;
    return best;
}

template<class Visit>
void eachInclude(Visit visit) {
    const fs::path root = FORESHOCK_SOURCE_DIR;
    static const std::regex kInclude(R"(^\s*#\s*include\s*([<"])([^>"]+)[>"])");
    for (const char* top : {"app", "model", "views", "importers", "resources"})
        for (const fs::directory_entry& entry : fs::recursive_directory_iterator(root / top)) {
            const std::string ending = entry.path().extension().string();
            if (ending != ".h" && ending != ".cpp")
                continue;
            const std::string path = entry.path().lexically_relative(root).string();
            std::ifstream in(entry.path());
            std::smatch match;
            for (std::string line; std::getline(in, line);)
                if (std::regex_search(line, match, kInclude))
                    visit(path, match[1] == "<", match[2].str());
        }
}

} // namespace

TEST_CASE("layers: every include points down", "[house]") {
    int seen = 0;
    eachInclude([&](const std::string& path, bool isSystem, const std::string& included) {
        if (isSystem)
            return;
        const std::string from = roomOf(path), to = roomOf(included);
        if (to.empty())
            return; // a generated file
        ++seen;
        INFO(path << " includes " << included);
        CHECK((from == to || kMayInclude.at(from).contains(to)));
    });
    CHECK(seen > 300);
}

TEST_CASE("layers: Qt starts at the views", "[house]") {
    eachInclude([&](const std::string& path, bool isSystem, const std::string& included) {
        const bool isQt = isSystem && (included.starts_with("Q") || included.starts_with("qcustomplot"));
        INFO(path << " includes " << included);
        CHECK_FALSE((isQt && !kQtRooms.contains(roomOf(path))));
    });
}

TEST_CASE("layers: SQL stays in the store, SQLite's header too", "[house]") {
    eachInclude([&](const std::string& path, bool, const std::string& included) {
        INFO(path << " includes " << included);
        CHECK_FALSE((included.starts_with("sqlite3") && roomOf(path) != "model/store"));
    });
}
