// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/shell.h"
#include "tests/support/temporary_folder.h"

#include <catch2/catch.hpp>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <map>
#include <random>
#include <vector>

using namespace foreshock;
using foreshock::test::fileText;
using foreshock::test::shell;
using foreshock::test::ShellResult;
using foreshock::test::TemporaryFolder;
using Json = nlohmann::json;

namespace {

Json asked(const std::string& command, const TemporaryFolder& place) {
    const ShellResult result = shell(command, place.path());
    INFO(command << "\n" << result.err);
    REQUIRE(result.exit == 0);
    return Json::parse(result.out);
}

void write(const TemporaryFolder& place, const std::string& name, const std::vector<std::string>& lines) {
    std::ofstream out(place.path(name), std::ios::binary);
    for (const std::string& line : lines)
        out << line << "\n";
}

Json imported(const TemporaryFolder& place, const std::string& what) {
    const Json report = asked("$foreshock import " + what + " -o i.foreshock --json", place)["sources"][0];
    const Json& stored = report["records"];
    CHECK(report["read"].get<int>() == stored["logs"].get<int>() + stored["samples"].get<int>() +
                                           stored["changes"].get<int>() + stored["alarms"].get<int>() +
                                           report["rejected"].get<int>() + report["duplicates"].get<int>() +
                                           report["outside"].get<int>() + report["folded"].get<int>());
    return report;
}

/// The stored raw texts, sorted.
std::vector<std::string> texts(const TemporaryFolder& place) {
    std::vector<std::string> out;
    for (const Json& row : asked("$foreshock sql i.foreshock 'SELECT message FROM logs' --json", place))
        out.push_back(row["message"]);
    std::sort(out.begin(), out.end());
    return out;
}

bool isInOrder(const TemporaryFolder& place) {
    const Json rows = asked("$foreshock logs i.foreshock --limit 100000 --json", place);
    return std::is_sorted(rows.begin(), rows.end(), [](const Json& a, const Json& b) { return a["time"] < b["time"]; });
}

std::string record(int second, const std::string& message) {
    return fmt::format("2020-11-25 13:{:02}:{:02},000 INFO  [main] Cart - {}", second / 60 % 60, second % 60, message);
}

std::vector<std::string> messages(const std::vector<std::string>& lines) {
    std::vector<std::string> out;
    for (const std::string& line : lines)
        out.push_back(line.substr(line.find(" - ") + 3));
    std::sort(out.begin(), out.end());
    return out;
}

/// What a multiset union of versions holds: of each line as often as the version that has it most.
std::vector<std::string> unionOf(const std::vector<std::vector<std::string>>& versions) {
    std::map<std::string, int> most;
    for (const auto& version : versions) {
        std::map<std::string, int> counts;
        for (const std::string& line : version)
            most[line] = std::max(most[line], ++counts[line]);
    }
    std::vector<std::string> out;
    for (const auto& [line, count] : most)
        out.insert(out.end(), static_cast<std::size_t>(count), line);
    return out;
}

} // namespace

TEST_CASE("versions: a log filled in its middle adds what was missing, and nothing twice", "[cli]") {
    const TemporaryFolder place;
    std::vector<std::string> whole;
    for (int i = 0; i < 900; ++i)
        whole.push_back(record(i, "request " + std::to_string(i % 300))); // texts come again at other times
    std::vector<std::string> holed = whole;
    holed.erase(holed.begin() + 200, holed.begin() + 500);
    write(place, "app.log", holed);
    CHECK(imported(place, "app.log")["records"]["logs"] == 600);
    write(place, "app.log", whole);
    const Json filled = imported(place, "app.log");
    CHECK(filled["records"]["logs"] == 300);
    CHECK(filled["duplicates"] == 600);
    CHECK(texts(place) == messages(whole));
    CHECK(isInOrder(place));
    // Both versions again add nothing, and the file goes on growing.
    CHECK(imported(place, "app.log")["duplicates"] == 900);
    write(place, "app.log", holed);
    CHECK(imported(place, "app.log")["duplicates"] == 600);
    whole.push_back(record(901, "the end"));
    write(place, "app.log", whole);
    CHECK(imported(place, "app.log")["records"]["logs"] == 1);
    CHECK(texts(place) == messages(whole));
    CHECK(asked("$foreshock check i.foreshock --json", place)["ok"] == true);
}

TEST_CASE("versions: random edits of a log's middle leave the union of all versions, in order", "[cli][property]") {
    const TemporaryFolder place;
    std::mt19937 random(20);
    const auto below = [&](std::size_t n) { return std::uniform_int_distribution<std::size_t>(0, n - 1)(random); };
    std::vector<std::string> now;
    for (int i = 0; i < 400; ++i)
        now.push_back(record(static_cast<int>(below(1200)), "line " + std::to_string(below(150))));
    std::vector<std::vector<std::string>> versions;
    for (int round = 0; round < 12; ++round) {
        for (std::size_t edits = below(4) + 1; edits > 0; --edits) {
            const auto at = now.begin() + static_cast<std::ptrdiff_t>(below(now.size() - 40));
            switch (below(4)) {
            case 0: // a stretch is gone
                now.erase(at, at + static_cast<std::ptrdiff_t>(below(30)));
                break;
            case 1: // a stretch is filled in
                now.insert(at, record(static_cast<int>(below(1200)), "filled " + std::to_string(round)));
                break;
            case 2: // a line comes once more
                now.insert(at, *at);
                break;
            default: // a line is another one
                *at = record(static_cast<int>(below(1200)), "changed " + std::to_string(below(9)));
            }
        }
        if (round % 3 == 2) // and it has grown
            now.push_back(record(1200 + round, "grown"));
        versions.push_back(now);
        write(place, "app.log", now);
        if (round % 4 == 3) // archives and compressed files grow too: the same file, packed
            shell("gzip -k -c app.log > x.gz && mkdir -p p && cp app.log p/ && tar czf a.tgz -C p app.log",
                  place.path());
        INFO("round " << round);
        imported(place, "app.log");
        CHECK(texts(place) == messages(unionOf(versions)));
    }
    CHECK(isInOrder(place));
    CHECK(asked("$foreshock check i.foreshock --json", place)["ok"] == true);
    CHECK(shell("sqlite3 i.foreshock 'PRAGMA integrity_check; PRAGMA foreign_key_check'", place.path()).out == "ok\n");
}

TEST_CASE("versions: logs in archives that grew or were filled add what is new", "[cli]") {
    const TemporaryFolder place;
    std::vector<std::string> lines;
    for (int i = 0; i < 100; ++i)
        lines.push_back(record(i, "request " + std::to_string(i)));
    const auto packed = [&](const std::vector<std::string>& content) {
        write(place, "app.log", content);
        REQUIRE(shell("gzip -n -c app.log > app.log.gz; tar czf night.tgz app.log", place.path()).exit == 0);
    };
    packed({lines.begin(), lines.begin() + 60});
    CHECK(imported(place, "night.tgz")["records"]["logs"] == 60);
    packed(lines);
    CHECK(imported(place, "night.tgz")["records"]["logs"] == 40);
    CHECK(texts(place).size() == 100);
    lines.insert(lines.begin() + 50, record(50, "late"));
    packed(lines);
    CHECK(imported(place, "night.tgz")["records"]["logs"] == 1);
    // The same file under another name, compressed: it begins with the same bytes.
    CHECK(imported(place, "app.log.gz")["records"]["logs"] == 0);
    CHECK(texts(place) == messages(lines));
}

TEST_CASE("versions: a last record that was cut or has grown is one record", "[cli]") {
    const TemporaryFolder place;
    std::vector<std::string> lines;
    for (int i = 0; i < 30; ++i)
        lines.push_back(record(i, "request " + std::to_string(i)));
    lines.push_back(record(30, "failed"));
    write(place, "app.log", lines);
    shell("tar cf a.tar app.log", place.path());
    imported(place, "a.tar");
    lines.push_back("  at cart.Basket.add(Basket.java:7)");
    lines.push_back(record(31, "after"));
    write(place, "app.log", lines);
    shell("tar cf a.tar app.log", place.path());
    CHECK(imported(place, "a.tar")["records"]["logs"] == 2);
    CHECK(texts(place).size() == 32);
    CHECK(asked("$foreshock check i.foreshock --json", place)["ok"] == true);
}

TEST_CASE("versions: a rotated log under the old name is another file, the old one under a new name is known",
          "[cli]") {
    const TemporaryFolder place;
    std::vector<std::string> first, second;
    for (int i = 0; i < 60; ++i) {
        first.push_back(record(i, "first " + std::to_string(i)));
        second.push_back(record(100 + i, "second " + std::to_string(i)));
    }
    write(place, "app.log", {first.begin(), first.begin() + 50});
    imported(place, "app.log");
    write(place, "app.log.1", first);
    write(place, "app.log", second);
    CHECK(imported(place, "app.log")["records"]["logs"] == 60);
    const Json rotated = imported(place, "app.log.1");
    CHECK(rotated["records"]["logs"].get<int>() <= 11); // the last record may be read again
    CHECK(texts(place).size() == 120);
}

TEST_CASE("versions: of metrics changed in the middle, equal samples are known and changed values keep both", "[cli]") {
    const TemporaryFolder place;
    std::vector<std::string> rows{"timestamp,service,metric,value,unit"};
    for (int s = 0; s < 3; ++s)
        for (int i = 0; i < 50; ++i)
            rows.push_back(fmt::format("2020-11-25T13:{:02}:00Z,cart,m{},{},ms", i, s, i * 10 + s));
    std::vector<std::string> holed = rows;
    holed.erase(holed.begin() + 60, holed.begin() + 70);
    write(place, "metrics.csv", holed);
    CHECK(imported(place, "metrics.csv")["records"]["samples"] == 140);
    rows[5] = "2020-11-25T13:04:00Z,cart,m0,999,ms";
    write(place, "metrics.csv", rows);
    const Json filled = imported(place, "metrics.csv");
    CHECK(filled["records"]["samples"] == 11);
    CHECK(filled["duplicates"] == 139);
    const Json info = asked("$foreshock info i.foreshock --json", place);
    CHECK(info["records"]["samples"] == 151); // both values of 13:04
    const Json value = asked("$foreshock sql i.foreshock \"SELECT value FROM samples WHERE metric = 'm0' AND "
                             "time = '2020-11-25T13:04:00Z'\" --json",
                             place);
    REQUIRE(!value.empty());
    CHECK(value.back()["value"] == 999.0);
    CHECK(asked("$foreshock check i.foreshock --json", place)["ok"] == true);
}
