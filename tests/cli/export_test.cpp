// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Handing an incident on, through the real binary: what is imported again answers the same, nothing is overwritten,
// nothing looks whole that is not, and no name gets out.
#include "tests/support/big_log.h"
#include "tests/support/peak_memory.h"
#include "tests/support/shell.h"
#include "tests/support/small_disk.h"

#include <catch2/catch.hpp>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <filesystem>
#include <map>
#include <set>
#include <sstream>

using namespace foreshock::test;
namespace fs = std::filesystem;

namespace {

const std::string kMini = FORESHOCK_SOURCE_DIR "/tests/data/cases/mini";

ShellResult ran(const TemporaryFolder& place, const std::string& script, int exit = 0) {
    const ShellResult result = shell(script, place.path());
    INFO(script << "\n" << result.out << result.err);
    REQUIRE(result.exit == exit);
    return result;
}

std::set<std::string> filesIn(const std::string& folder) {
    std::set<std::string> out;
    for (const fs::directory_entry& entry : fs::directory_iterator(folder))
        if (!entry.path().filename().string().starts_with("."))
            out.insert(entry.path().filename().string());
    return out;
}

/// Original → replacement of names, out of the list beside an export.
std::map<std::string, std::string> replacements(const std::string& list) {
    std::map<std::string, std::string> out;
    std::istringstream in(fileText(list));
    for (std::string line; std::getline(in, line);) {
        const std::size_t first = line.find(','), last = line.rfind(',');
        if (line.find('"') == std::string::npos)
            out[line.substr(first + 1, last - first - 1)] = line.substr(last + 1);
    }
    return out;
}

/// An answer's ids, services, times, states and numbers, without its sentences.
void tell(const nlohmann::json& value, const std::map<std::string, std::string>& names, std::string& out) {
    static const std::set<std::string> kSentences = {
        "text",   "title",  "headline", "command",        "not_tested", "looked_at", "not_looked_at",
        "metric", "series", "rests_on", "leading_series", "group",      "checks",    "explained_by"};
    if (value.is_object()) {
        for (const auto& [name, member] : value.items())
            if (!kSentences.contains(name)) {
                out += name + ": ";
                if (name == "alarms") // ids may hold a service's name: ALM-ECS-PROV
                    out += std::to_string(member.size()) + "\n";
                else
                    tell(member, names, out);
            }
    } else if (value.is_array()) {
        for (const nlohmann::json& item : value)
            tell(item, names, out);
    } else if (value.is_number_float()) {
        out += fmt::format("{:.9f}\n", value.get<double>());
    } else if (value.is_string()) {
        const std::string text = value;
        const auto known = names.find(text);
        out += (known == names.end() ? text : known->second) + "\n";
    } else {
        out += value.dump() + "\n";
    }
}

std::string told(const std::string& answer, const std::map<std::string, std::string>& names) {
    std::string out;
    tell(nlohmann::json::parse(answer), names, out);
    return out;
}

} // namespace

TEST_CASE("export: the built-in scenarios answer the same after export and import", "[cli]") {
    for (const char* scenario : {"kinesis-2020-11-25", "ticket-sale-2024-05-17"}) {
        const TemporaryFolder place;
        ran(place, std::string("$foreshock scenario build ") + scenario + " -o a.foreshock");
        ran(place, "$foreshock export a.foreshock -o out && $foreshock import out -o b.foreshock");
        const std::string before = ran(place, "$foreshock suspects --json a.foreshock").out;
        CHECK(ran(place, "$foreshock suspects --json b.foreshock").out == before);
        CHECK(nlohmann::json::parse(before)["suspects"].size() > 0);
        CHECK(
            ran(place, "$foreshock logs a.foreshock 'level>=warning' --columns time,service,host,level,message").out ==
            ran(place, "$foreshock logs b.foreshock 'level>=warning' --columns time,service,host,level,message").out);
        CHECK(ran(place, "$foreshock changepoints a.foreshock").out ==
              ran(place, "$foreshock changepoints b.foreshock").out);
    }
}

TEST_CASE("export: with other names the answer is the same up to names, and no name is left", "[cli]") {
    for (const char* scenario : {"kinesis-2020-11-25", "ticket-sale-2024-05-17"}) {
        const TemporaryFolder place;
        ran(place, std::string("$foreshock scenario build ") + scenario + " -o a.foreshock");
        ran(place,
            "$foreshock export a.foreshock -o out --pseudonymise --seed 7 && $foreshock import out -o b.foreshock");
        const auto names = replacements(place.path("out.replacements.csv"));
        REQUIRE(names.size() > 5);
        const std::string before = ran(place, "$foreshock suspects --json a.foreshock").out;
        const std::string after = ran(place, "$foreshock suspects --json b.foreshock").out;
        CHECK(after != before);
        CHECK(told(after, {}) == told(before, names));
    }
}

TEST_CASE("export: the list of replacements lies beside the folder, for its owner alone", "[cli]") {
    const TemporaryFolder place;
    ran(place, "$foreshock import " + kMini +
                   " -o a.foreshock && umask 000 && $foreshock export a.foreshock -o out/ "
                   "--pseudonymise");
    CHECK(filesIn(place.path("out")) == std::set<std::string>{"alarms.jsonl", "changes.jsonl", "incident.json",
                                                              "logs.jsonl", "metrics.csv", "notes.jsonl",
                                                              "topology.json"});
    CHECK((fs::status(place.path("out.replacements.csv")).permissions() & fs::perms::mask) ==
          (fs::perms::owner_read | fs::perms::owner_write));
    ran(place, "mv out first");
    const ShellResult again = ran(place, "$foreshock export a.foreshock -o out --pseudonymise", 4);
    CHECK(again.err ==
          "foreshock: out.replacements.csv: the replacements of an earlier export are there. Move them away, "
          "or choose another folder with -o\n");
    ran(place, "mv out.replacements.csv first.csv; $foreshock export a.foreshock -o out --pseudonymise");
    CHECK(fileText(place.path("out.replacements.csv")) != fileText(place.path("first.csv")));
    ran(place, "$foreshock export a.foreshock -o x --pseudonymise --seed 3; $foreshock export a.foreshock -o y "
               "--pseudonymise --seed 3; diff -r x y && diff x.replacements.csv y.replacements.csv");
    ran(place, "$foreshock export a.foreshock -o z --keep web", 2);
}

TEST_CASE("export: what stands in the way is left alone, with a sentence", "[cli]") {
    const TemporaryFolder place;
    ran(place,
        "$foreshock import " + kMini + " -o a.foreshock; mkdir empty full in.part; touch full/x file in.part/mine");
    ran(place, "$foreshock export a.foreshock -o empty");
    CHECK(fs::exists(place.path("empty/logs.jsonl")));
    CHECK(ran(place, "$foreshock export a.foreshock -o full", 4).err ==
          "foreshock: full: the folder is not empty. An export becomes a folder of its own: choose another name with "
          "-o\n");
    CHECK(ran(place, "$foreshock export a.foreshock -o file", 4).err ==
          "foreshock: file: there is a file of that name. Choose another folder with -o\n");
    CHECK(ran(place, "$foreshock export a.foreshock -o in", 4).err ==
          "foreshock: in.part: the folder is in the way: it holds what no export left there. Move it away, or choose "
          "another folder with -o\n");
    CHECK(ran(place, "$foreshock export a.foreshock -o none/in", 4).err ==
          "foreshock: none/in.part: can't be written: No such file or directory. Check the folder's rights, or choose "
          "another one\n");
    CHECK(filesIn(place.path("full")) == std::set<std::string>{"x"});
    CHECK(filesIn(place.path("in.part")) == std::set<std::string>{"mine"});
    CHECK_FALSE(fs::exists(place.path("full.part")));
}

TEST_CASE("export: a full disk leaves no folder, and says so", "[cli]") {
    const TemporaryFolder place;
    const SmallDisk disk(place.path("small"), 4);
    if (!disk.isMounted()) {
        WARN("SKIPPED: mounting a small file system needs root");
        return;
    }
    bigLog(place);
    ran(place, "$foreshock import big.jsonl -o a.foreshock");
    for (const char* more : {"", " --pseudonymise"}) {
        const ShellResult full = ran(place, std::string("$foreshock export a.foreshock -o small/out") + more, 4);
        CHECK(full.err == "foreshock: small/out.part/logs.jsonl: the disk is full. Free some space and export again\n");
        CHECK(filesIn(place.path("small")).empty());
    }
}

TEST_CASE("export: killed in its middle it leaves nothing that looks whole, and the next one goes on", "[cli]") {
    const TemporaryFolder place;
    bigLog(place);
    ran(place, "$foreshock import big.jsonl -o a.foreshock");
    const ShellResult killed =
        shell("$foreshock export a.foreshock -o out & pid=$!; while [ ! -s out.part/logs.jsonl ]; "
              "do kill -0 $pid || break; done; kill -9 $pid; wait $pid",
              place.path());
    REQUIRE(killed.exit == 137);
    CHECK_FALSE(fs::exists(place.path("out")));
    CHECK(fs::exists(place.path("out.part")));
    ran(place, "$foreshock export a.foreshock -o out && test $(wc -l <out/logs.jsonl) = 300000");
    CHECK_FALSE(fs::exists(place.path("out.part")));
    const ShellResult stopped =
        shell("$foreshock export a.foreshock -o two & pid=$!; while [ ! -s two.part/logs.jsonl ]; "
              "do kill -0 $pid || break; done; kill -INT $pid; wait $pid",
              place.path());
    CHECK(stopped.exit == 5);
    CHECK_FALSE(fs::exists(place.path("two")));
    CHECK_FALSE(fs::exists(place.path("two.part")));
}

TEST_CASE("export: memory does not grow with the incident", "[cli]") {
    const TemporaryFolder place;
    bigLog(place, std::getenv("FORESHOCK_LONG") ? 3'000'000 : 300'000);
    std::string csv = "timestamp,service,metric,value\n";
    for (int i = 0; i < 500'000; ++i)
        csv += std::to_string(1'709'287'800 + i) + ",web,cpu," + std::to_string(i % 100) + "\n";
    place.file("metrics.csv", csv);
    ran(place, "$foreshock import big.jsonl metrics.csv -o a.foreshock");
    for (const char* more : {"plain", "other --pseudonymise"}) {
        const MeasuredResult run = measured(std::string("$foreshock export a.foreshock -o ") + more, place.path());
        INFO(run.result.err);
        CHECK(run.result.exit == 0);
        CHECK(run.megabytes <= kMostMegabytes);
    }
}
