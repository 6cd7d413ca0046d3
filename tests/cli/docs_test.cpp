// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Pages of the manual that are made from the program: they can't go stale. UPDATE_GOLDEN=1 writes them.
#include "tests/support/shell.h"
#include "tests/support/temporary_folder.h"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <filesystem>
#include <sstream>
#include <vector>

using namespace foreshock::test;
namespace fs = std::filesystem;

namespace {

void compareOrWrite(const std::string& page, const std::string& text) {
    const fs::path path = fs::path(FORESHOCK_SOURCE_DIR) / "docs" / page;
    if (std::getenv("UPDATE_GOLDEN"))
        std::ofstream(path, std::ios::binary) << text;
    INFO(page << " is not what the program says now; UPDATE_GOLDEN=1 writes it");
    CHECK(fileText(path.string()) == text);
}

std::string trimmed(std::string text) {
    text.erase(0, text.find_first_not_of(" \t"));
    text.erase(text.find_last_not_of(" \t,") + 1);
    return text;
}

/// A migration as Markdown: the comment above a table, and the one behind each column.
std::string schemaPage(const std::string& sql) {
    std::ostringstream out;
    std::istringstream in(sql);
    std::string line, above;
    bool isInTable = false;
    while (std::getline(in, line)) {
        if (line.starts_with("-- ")) {
            if (line.find("SPDX") == std::string::npos)
                above += (above.empty() ? "" : " ") + line.substr(3);
        } else if (line.starts_with("CREATE TABLE ")) {
            const std::string name = line.substr(13, line.find(' ', 13) - 13);
            out << "\n## " << name << "\n\n" << above << "\n\n| column | means |\n|---|---|\n";
            above.clear();
            isInTable = true;
        } else if (line.starts_with(")")) {
            isInTable = false;
        } else if (isInTable && line.find("--") != std::string::npos) {
            const std::size_t dash = line.find("--");
            std::string column = trimmed(line.substr(0, dash));
            std::replace(column.begin(), column.end(), '|', '/');
            out << "| `" << column << "` | " << trimmed(line.substr(dash + 2)) << " |\n";
        } else if (line.empty() && !above.empty()) {
            out << above << "\n";
            above.clear();
        }
    }
    return out.str();
}

/// The commands of a page's console stretches, "$ foreshock check FILE", with what the page says that they print.
std::vector<std::pair<std::string, std::string>> consoleExamples(const std::string& page) {
    std::istringstream in(fileText(FORESHOCK_SOURCE_DIR "/docs/" + page));
    std::vector<std::pair<std::string, std::string>> out;
    bool isInside = false;
    for (std::string line; std::getline(in, line);) {
        if (line.starts_with("```"))
            isInside = line == "```console";
        else if (isInside && line.starts_with("$ "))
            out.emplace_back(line.substr(2), "");
        else if (isInside && !out.empty())
            out.back().second += line + "\n";
    }
    return out;
}

} // namespace

TEST_CASE("docs: the file format page says what the schema says", "[docs]") {
    std::vector<fs::path> migrations;
    for (const fs::directory_entry& entry : fs::directory_iterator(fs::path(FORESHOCK_SOURCE_DIR) / "resources/schema"))
        migrations.push_back(entry.path());
    std::sort(migrations.begin(), migrations.end());
    std::string page =
        "# The incident file\n\nOne SQLite 3 database, `application_id` 0x46534B31, `user_version` = number of "
        "migrations. "
        "For questions use the [public tables](sql.md); these are the stored ones. Made from the schema's comments.\n";
    for (const fs::path& migration : migrations)
        page += "\n" + schemaPage(fileText(migration.string()));
    compareOrWrite("file-format.md", page);
}

TEST_CASE("docs: every column of the schema has a comment", "[docs]") {
    for (const fs::directory_entry& entry :
         fs::directory_iterator(fs::path(FORESHOCK_SOURCE_DIR) / "resources/schema")) {
        std::istringstream in(fileText(entry.path().string()));
        bool isInTable = false;
        for (std::string line; std::getline(in, line);) {
            if (line.starts_with("CREATE TABLE "))
                isInTable = true;
            else if (line.starts_with(")"))
                isInTable = false;
            else if (isInTable && !line.starts_with("    PRIMARY KEY") && !line.starts_with("    UNIQUE")) {
                INFO(line);
                CHECK(line.find("-- ") != std::string::npos);
            }
        }
    }
}

TEST_CASE("docs: the formats page lists what the program can import", "[docs]") {
    const TemporaryFolder place;
    const ShellResult result = shell("$foreshock formats --json", place.path());
    REQUIRE(result.exit == 0);
    std::string page = "# Formats\n\nKinds: L logs, M metrics, C changes, A alarms, D dependencies, N notes, R "
                       "limits, T traces. Made from the importers.\n\n"
                       "| id | kinds | what it reads |\n|---|---|---|\n";
    for (const auto& format : nlohmann::json::parse(result.out))
        page += "| `" + format["id"].get<std::string>() + "` | " + format["kinds"].get<std::string>() + " | " +
                format["title"].get<std::string>() + " |\n";
    compareOrWrite("formats.md", page);
}

TEST_CASE("docs: the page about files prints what the program prints", "[docs]") {
    const TemporaryFolder place;
    const ShellResult made = shell("cp -r " FORESHOCK_SOURCE_DIR "/tests/data/cases/mini in && "
                                   "$foreshock import in -o incident.foreshock && cp incident.foreshock "
                                   "damaged.foreshock && sqlite3 damaged.foreshock 'UPDATE log_text SET data = "
                                   "zeroblob(50)'",
                                   place.path());
    REQUIRE(made.exit == 0);
    int commands = 0;
    for (const auto& [command, output] : consoleExamples("files.md")) {
        std::string script = command;
        for (std::size_t at = 0; (at = script.find("foreshock ", at)) != std::string::npos; at += 11)
            if (at == 0 || script[at - 1] == ' ')
                script.insert(at, "$");
        const ShellResult result = shell(script, place.path());
        INFO(command);
        CHECK(result.out == output);
        CHECK(result.err.empty());
        ++commands;
    }
    CHECK(commands >= 4);
}

namespace {

/// A page whose console examples are run, and what they are run on.
struct ConsolePage {
    const char* name;
    const char* input;  ///< a folder of tests/data/cases, or a scenario
    const char* ending; ///< of each command
    int commands;
};

constexpr ConsolePage kConsolePages[] = {
    {"services.md", "names", "", 3},
    {"correct.md", "clocks", " 2>&1", 6},
    {"series.md", "mini", "", 3},
    {"causes.md", "shop", "", 1},
    {"limits.md", "kinesis-2020-11-25", " --quiet", 5},
    {"blast.md", "kinesis-2020-11-25", " --quiet", 3},
    {"alarm-storms.md", "kinesis-2020-11-25", " --quiet", 1},
    {"compare.md", "kinesis-2020-11-25", " --quiet", 1},
};

} // namespace

TEST_CASE("docs: the pages' console examples print what the program prints", "[docs]") {
    for (const ConsolePage& page : kConsolePages) {
        const TemporaryFolder place;
        const std::string folder = std::string(FORESHOCK_SOURCE_DIR "/tests/data/cases/") + page.input;
        // blast.md compares with a map that lacks one edge.
        const std::string setup =
            fs::exists(folder) ? "cp -r " + folder + " in && $foreshock import in -o incident.foreshock"
                               : std::string("$foreshock scenario build ") + page.input +
                                     " -o incident.foreshock --keep case --quiet && sed "
                                     "'/\"to\":\"kinesis-frontend\"/{/\"from\":\"cognito\"/d}' case/topology.json > "
                                     "known.json";
        REQUIRE(shell(setup, place.path()).exit == 0);
        int commands = 0;
        for (const auto& [command, output] : consoleExamples(page.name)) {
            const ShellResult result = shell("$" + command + page.ending, place.path());
            INFO(page.name << ": " << command);
            CHECK(result.out == output);
            CHECK(result.err == "");
            CHECK(result.exit == 0);
            ++commands;
        }
        CHECK(commands == page.commands);
    }
}

TEST_CASE("docs: the page about where it started prints what the program prints", "[docs]") {
    const TemporaryFolder place;
    REQUIRE(shell("cp -r " FORESHOCK_SOURCE_DIR "/tests/data/cases/shop in && $foreshock import in -o "
                  "incident.foreshock",
                  place.path())
                .exit == 0);
    int commands = 0;
    for (const auto& [command, output] : consoleExamples("causes.md")) {
        const ShellResult result = shell("$" + command, place.path());
        INFO(command);
        CHECK(result.out == output);
        CHECK(result.err.empty());
        ++commands;
    }
    CHECK(commands == 1);
}

TEST_CASE("docs: the page about log templates prints what the program prints", "[docs]") {
    const TemporaryFolder place;
    REQUIRE(shell("cp -r " FORESHOCK_SOURCE_DIR "/tests/data/cases/templates in && $foreshock import in -o "
                  "incident.foreshock",
                  place.path())
                .exit == 0);
    int commands = 0;
    for (const auto& [command, output] : consoleExamples("templates.md")) {
        const ShellResult result = shell("$" + command + " --quiet", place.path());
        INFO(command);
        CHECK(result.out == output);
        CHECK(result.exit == 0);
        ++commands;
    }
    CHECK(commands == 2);
}

TEST_CASE("docs: every picture and page that the manual links to is there", "[docs]") {
    for (const fs::directory_entry& entry : fs::directory_iterator(fs::path(FORESHOCK_SOURCE_DIR) / "docs")) {
        if (entry.path().extension() != ".md")
            continue;
        const std::string text = fileText(entry.path().string());
        for (std::size_t at = text.find("]("); at != std::string::npos; at = text.find("](", at + 2)) {
            std::string target = text.substr(at + 2, text.find(')', at) - at - 2);
            target = target.substr(0, target.find('#'));
            if (target.empty() || target.starts_with("http"))
                continue;
            INFO(entry.path().filename().string() << " → " << target);
            CHECK(fs::exists(entry.path().parent_path() / target));
        }
    }
}
