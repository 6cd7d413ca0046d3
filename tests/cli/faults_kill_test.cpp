// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
// kill -9 of an import of everything at once: whole sources or none, and the next import completes it.
#include "tests/support/shell.h"
#include "tests/support/temporary_folder.h"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <cstdlib>
#include <filesystem>
#include <map>
#include <random>

using namespace foreshock::test;
namespace fs = std::filesystem;

namespace {

int rounds() {
    return std::getenv("FORESHOCK_LONG") ? 100 : 10;
}

std::string clock(int i) {
    char text[24];
    std::snprintf(text, sizeof text, "2024-03-01T%02d:%02d:%02dZ", 10 + i / 3600 % 12, i / 60 % 60, i % 60);
    return text;
}

/// JSON and text logs, metrics, changes and alarms.
void writeMixedFolder(const TemporaryFolder& place, int logs) {
    fs::create_directories(place.path("in"));
    std::string json, text, metrics = "time,service,metric,value\n", changes;
    for (int i = 0; i < logs; ++i) {
        json += R"({"time":")" + clock(i / 8) + R"(","service":"web","level":"INFO","message":"request )" +
                std::to_string(i) + " took " + std::to_string(static_cast<unsigned>(i) * 2654435761U) + " ns\"}\n";
        text += clock(i / 8) + " ERROR worker: job " + std::to_string(i) + " failed\n";
    }
    for (int i = 0; i < logs; ++i)
        metrics += clock(i / 4) + ",web,cpu_" + std::to_string(i % 4) + "," + std::to_string(i % 1000) + ".5\n";
    for (int i = 0; i < 50; ++i)
        changes += R"({"id":"chg-)" + std::to_string(i) + R"(","service":"web","kind":"deploy","title":"release )" +
                   std::to_string(i) + R"(","time":")" + clock(i) + "\"}\n";
    place.file("in/logs.jsonl", json);
    place.file("in/worker.log", text);
    place.file("in/metrics.csv", metrics);
    place.file("in/changes.jsonl", changes);
    shell("cp " FORESHOCK_SOURCE_DIR "/tests/data/cases/mini/alarms.jsonl in/", place.path());
}

/// What a file answers, in one text.
std::string answers(const TemporaryFolder& place, const std::string& file) {
    return shell("$foreshock logs " + file +
                     " --columns time,level,service,message,line --csv --limit 1000000 | sort | md5sum; "
                     "$foreshock sql " +
                     file +
                     " 'SELECT service, metric, count(*), sum(value) FROM samples GROUP BY 1, 2 ORDER BY 1, 2'; "
                     "$foreshock sql " +
                     file +
                     " 'SELECT id, title, start FROM changes ORDER BY 1'; "
                     "$foreshock sql " +
                     file + " 'SELECT id, title, start FROM alarms ORDER BY 1'",
                 place.path())
        .out;
}

/// Records stored by source, of complete sources.
std::map<std::string, int> stored(const TemporaryFolder& place, const std::string& file) {
    std::map<std::string, int> out;
    const auto info = nlohmann::json::parse(shell("$foreshock info --json " + file, place.path()).out, nullptr, false);
    if (info.is_object())
        for (const auto& source : info["sources"])
            if (source["state"] == "complete")
                out[source["path"]] += source["stored"].get<int>();
    return out;
}

/// Starts an import and kills it after a while, or when the incident file has grown to a size.
void killImport(const TemporaryFolder& place, const std::string& file, unsigned seed) {
    std::mt19937 random(seed);
    const auto below = [&](unsigned n) {
        return std::to_string(std::uniform_int_distribution<unsigned>(0, n - 1)(random));
    };
    std::string wait;
    if (seed % 2 == 0)
        wait = "sleep 0." + std::string(seed % 4 == 0 ? "0" : "") + below(1000);
    else // bytes of the file and its log together
        wait = "n=0; while [ $n -lt 200 ] && [ $(cat " + file + " " + file + "-wal 2>/dev/null | wc -c) -lt " +
               below(9'000'000) + " ]; do sleep 0.005; n=$((n+1)); done";
    shell("$foreshock import in -o " + file + " & p=$!; " + wait + "; kill -9 $p; wait $p", place.path());
}

void checkSound(const TemporaryFolder& place, const std::string& file) {
    if (!fs::exists(place.path(file)) || fs::file_size(place.path(file)) == 0)
        return; // killed before it was made
    const ShellResult check = shell("$foreshock check " + file, place.path());
    INFO(check.out << check.err);
    // Killed before its first transaction: an empty database, which the next import fills.
    const bool isEmpty = check.exit == 4 && check.err.find("not an incident file") != std::string::npos;
    CHECK((check.exit == 0 || isEmpty));
    if (!isEmpty)
        CHECK(shell("sqlite3 " + file + " 'PRAGMA integrity_check'", place.path()).out == "ok\n");
}

} // namespace

TEST_CASE("kill: an import of a mixed folder leaves whole sources or none, the next completes it", "[cli]") {
    const TemporaryFolder place;
    writeMixedFolder(place, 60'000);
    REQUIRE(shell("$foreshock import in -o clean.foreshock", place.path()).exit == 0);
    const auto clean = stored(place, "clean.foreshock");
    REQUIRE(clean.size() == 5);
    const std::string expected = answers(place, "clean.foreshock");
    std::size_t partly = 0;
    for (int round = 0; round < rounds(); ++round) {
        const std::string file = "i" + std::to_string(round) + ".foreshock";
        killImport(place, file, static_cast<unsigned>(round));
        INFO("round " << round);
        checkSound(place, file);
        const auto kept = stored(place, file);
        for (const auto& [path, count] : kept)
            CHECK(count == clean.at(path));
        partly += kept.size() < clean.size() ? 1 : 0;
        const ShellResult again = shell("$foreshock import in -o " + file, place.path());
        INFO(again.err);
        CHECK(again.exit == 0);
        CHECK(stored(place, file) == clean);
        CHECK(answers(place, file) == expected);
        CHECK(shell("$foreshock check " + file, place.path()).exit == 0);
        CHECK_FALSE(fs::exists(place.path(file + "-wal")));
        fs::remove(place.path(file));
    }
    CHECK(partly > 0);
}

TEST_CASE("kill: an import that grows known sources leaves each as before or grown", "[cli]") {
    const TemporaryFolder place;
    writeMixedFolder(place, 20'000);
    REQUIRE(shell("$foreshock import in -o before.foreshock", place.path()).exit == 0);
    const auto before = stored(place, "before.foreshock");
    writeMixedFolder(place, 60'000);
    REQUIRE(shell("$foreshock import in -o clean.foreshock", place.path()).exit == 0);
    const auto clean = stored(place, "clean.foreshock");
    const std::string expected = answers(place, "clean.foreshock");
    for (int round = 0; round < rounds(); ++round) {
        const std::string file = "i" + std::to_string(round) + ".foreshock";
        fs::copy_file(place.path("before.foreshock"), place.path(file));
        killImport(place, file, static_cast<unsigned>(round));
        INFO("round " << round);
        checkSound(place, file);
        const auto kept = stored(place, file);
        CHECK(kept.size() == clean.size());
        for (const auto& [path, count] : kept)
            CHECK((count == clean.at(path) || count == before.at(path)));
        CHECK(shell("$foreshock import in -o " + file, place.path()).exit == 0);
        CHECK(answers(place, file) == expected);
        CHECK(shell("$foreshock check " + file, place.path()).exit == 0);
        fs::remove(place.path(file));
    }
}
