// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Several processes and one incident file: one writes, the others read on; files that are taken away while they are
// read.
#include "tests/support/big_log.h"
#include "tests/support/shell.h"

#include <catch2/catch.hpp>

#include <cstdlib>
#include <filesystem>

using namespace foreshock::test;
namespace fs = std::filesystem;

namespace {

const std::string kMini = FORESHOCK_SOURCE_DIR "/tests/data/cases/mini";

} // namespace

TEST_CASE("sharing: a second writer ends with 4 and says who has the file", "[cli]") {
    const TemporaryFolder place;
    REQUIRE(shell("$foreshock import " + kMini + " -o i.foreshock", place.path()).exit == 0);
    // A pipe that stays silent holds the import, and with it the file, open.
    const ShellResult result = shell("sleep 3 | $foreshock import - -o i.foreshock 2>first.err & sleep 0.5; "
                                     "$foreshock import " +
                                         kMini +
                                         " -o i.foreshock; echo second $?; $foreshock services i.foreshock --map "
                                         "web=api; echo mapping $?; $foreshock check --repair i.foreshock; "
                                         "echo check $?; $foreshock logs i.foreshock --count; wait",
                                     place.path());
    INFO(result.out << result.err);
    CHECK(result.out.find("second 4\n") != std::string::npos);
    CHECK(result.out.find("mapping 4\n") != std::string::npos);
    CHECK(result.err.find("i.foreshock: the incident file is being written by another Foreshock (process ") !=
          std::string::npos);
    CHECK(result.err.find("Close the window or wait for the import that has it open, then try again\n") !=
          std::string::npos);
    CHECK(result.out.find("check 0\n3\n") != std::string::npos); // those who ask are not kept out
    CHECK(shell("$foreshock check i.foreshock", place.path()).exit == 0);
}

TEST_CASE("sharing: two imports into one file at once do not mix", "[cli]") {
    const TemporaryFolder place;
    bigLog(place);
    const ShellResult result = shell("$foreshock import big.jsonl -o i.foreshock & $foreshock import " + kMini +
                                         " -o i.foreshock; echo second $?; wait",
                                     place.path());
    const bool isOneAfterTheOther = result.out.find("second 0") != std::string::npos;
    const bool isRefused =
        result.out.find("second 4") != std::string::npos && result.err.find("another Foreshock") != std::string::npos;
    CHECK((isOneAfterTheOther || isRefused));
    CHECK(shell("$foreshock check i.foreshock", place.path()).exit == 0);
}

TEST_CASE("sharing: readers go on during an import, and the write-ahead log stays small", "[cli]") {
    const TemporaryFolder place;
    const int records = std::getenv("FORESHOCK_LONG") ? 8'000'000 : 1'000'000;
    bigLog(place, records);
    REQUIRE(shell("$foreshock import " + kMini + " -o i.foreshock", place.path()).exit == 0);
    // One reader stands still in the middle of an answer; others come and go. Each sees whole sources only.
    const ShellResult result = shell(
        "tail -n 300000 big.jsonl >first.jsonl; $foreshock import first.jsonl -o i.foreshock >/dev/null; "
        "$foreshock logs i.foreshock | (head -n 1 >/dev/null; while [ ! -e done ]; do sleep 0.1; done; wc -l >slow) & "
        "$foreshock import big.jsonl -o i.foreshock >/dev/null & p=$!; most=0; rounds=0; "
        "while kill -0 $p 2>/dev/null; do "
        "  n=$(stat -c %s i.foreshock-wal 2>/dev/null || echo 0); [ $n -gt $most ] && most=$n; "
        "  n=$($foreshock logs i.foreshock --count) || echo failed $?; "
        "  case $n in 300003|" +
            std::to_string(300'003 + records) +
            ") ;; *) echo \"counted $n\";; esac; "
            "  $foreshock info i.foreshock >/dev/null || echo failed $?; rounds=$((rounds+1)); done; "
            "wait $p; echo import $?; touch done; wait; echo $most >most; echo $rounds >rounds",
        place.path());
    INFO(result.out << result.err);
    CHECK(result.out == "import 0\n");
    CHECK(result.err.empty());
    CHECK(std::stoll(fileText(place.path("rounds"))) > 1);
    const long long most = std::stoll(fileText(place.path("most")));
    CHECK(most > 0);
    CHECK(most < 256'000'000);
    CHECK(std::stoll(fileText(place.path("slow"))) > 290'000);
    // Removing the log needs the file for oneself, and the slow reader still had it: all is folded in, though.
    std::error_code absent;
    const auto left = fs::file_size(place.path("i.foreshock-wal"), absent);
    CHECK((absent || left == 0));
    CHECK(shell("$foreshock check i.foreshock", place.path()).exit == 0);
    CHECK(shell("$foreshock import " + kMini + " -o i.foreshock", place.path()).exit == 0);
    CHECK_FALSE(fs::exists(place.path("i.foreshock-wal")));
}

TEST_CASE("sharing: a file that is taken away or changed under a reader is told, never a crash", "[cli]") {
    const TemporaryFolder place;
    bigLog(place);
    REQUIRE(shell("$foreshock import big.jsonl -o base.foreshock && $foreshock import " + kMini + " -o other.foreshock",
                  place.path())
                .exit == 0);
    struct Row {
        const char* change;
        bool isWhole; ///< the reader still has the old file
    };
    for (const Row& row : {Row{"rm i.foreshock", true}, Row{"mv o.foreshock i.foreshock", true},
                           Row{"cp o.foreshock i.foreshock", false}, Row{"truncate -s 1000000 i.foreshock", false},
                           Row{"truncate -s 0 i.foreshock", false}})
        for (const char* verb : {"logs i.foreshock", "sql i.foreshock 'SELECT * FROM logs'"}) {
            // The pipe is full after 64 KB: then the verb waits in the middle of its answer.
            const ShellResult result = shell("cp base.foreshock i.foreshock; cp other.foreshock o.foreshock; "
                                             "($foreshock " +
                                                 std::string(verb) + "; echo ended $? >&2) | (head -c 1 >/dev/null; " +
                                                 row.change + "; wc -l)",
                                             place.path());
            INFO(row.change << ", " << verb << ": " << result.out << result.err);
            CHECK(result.err.find(row.isWhole ? "ended 0\n" : "ended 4\n") != std::string::npos);
            if (row.isWhole)
                CHECK(std::stoll(result.out) >= 299'000);
            else
                CHECK(result.err.find("foreshock check") != std::string::npos);
        }
}
