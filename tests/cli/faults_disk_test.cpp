// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
// A disk without room, at every place where something is written. What was stored before stays, nothing is left lying
// about, and once there is room the same command succeeds.
#include "tests/support/big_log.h"
#include "tests/support/shell.h"
#include "tests/support/small_disk.h"

#include <catch2/catch.hpp>

#include <filesystem>
#include <set>

using namespace foreshock::test;
namespace fs = std::filesystem;

namespace {

const std::string kMini = FORESHOCK_SOURCE_DIR "/tests/data/cases/mini";
const std::string kFull = "the disk is full. Free some space and try again; nothing that was stored before is lost\n";

std::set<std::string> filesIn(const std::string& folder) {
    std::set<std::string> out;
    for (const fs::directory_entry& entry : fs::directory_iterator(folder))
        out.insert(entry.path().filename().string());
    return out;
}

/// The file is sound and holds so many log records.
void checkHolds(const TemporaryFolder& place, const std::string& file, const std::string& logs) {
    const ShellResult check = shell("$foreshock check " + file, place.path());
    INFO(check.out << check.err);
    CHECK(check.exit == 0);
    CHECK(shell("$foreshock logs " + file + " --count", place.path()).out == logs + "\n");
}

#define REQUIRE_SMALL_DISK(disk)                                                                                       \
    if (!(disk).isMounted()) {                                                                                         \
        WARN("SKIPPED: mounting a small file system needs root");                                                      \
        return;                                                                                                        \
    }

} // namespace

TEST_CASE("disk full: an import ends with 4 and the file as it was, whatever part of it found no room", "[cli]") {
    const TemporaryFolder place;
    const SmallDisk disk(place.path("small"), 4);
    REQUIRE_SMALL_DISK(disk);
    bigLog(place);
    // 110,000 records fit with the log beside the file. Up to 230,000 the write-ahead log fits, but not the file that
    // it is folded into afterwards; more do not even fit into the log.
    for (const char* records : {"125000", "160000", "220000", "300000"}) {
        INFO(records << " records");
        REQUIRE(shell("rm -f small/*; $foreshock import " + kMini + " -o small/i.foreshock", place.path()).exit == 0);
        const ShellResult full = shell(std::string("head -n ") + records +
                                           " big.jsonl >part.jsonl; $foreshock import part.jsonl -o small/i.foreshock",
                                       place.path());
        CHECK(full.exit == 4);
        CHECK(full.err == "foreshock: part.jsonl: " + kFull);
        CHECK(filesIn(place.path("small")) == std::set<std::string>{"i.foreshock"});
        checkHolds(place, "small/i.foreshock", "3");
    }
    REQUIRE(shell("mount -o remount,size=20m small && $foreshock import big.jsonl -o small/i.foreshock", place.path())
                .exit == 0);
    checkHolds(place, "small/i.foreshock", "300003");
}

TEST_CASE("disk full: what an import had committed before is taken back", "[cli]") {
    const TemporaryFolder place;
    const SmallDisk disk(place.path("small"), 4);
    REQUIRE_SMALL_DISK(disk);
    bigLog(place);
    REQUIRE(shell("$foreshock import " + kMini + " -o small/i.foreshock", place.path()).exit == 0);
    // Rows are committed once a second: two heaps of them stand in the file when the third finds no room.
    const ShellResult full = shell("(for n in 1 100001 200001; do tail -n +$n big.jsonl | head -n 100000; sleep 1.1; "
                                   "done) | $foreshock import - -o small/i.foreshock",
                                   place.path());
    CHECK(full.exit == 4);
    CHECK(full.err == "foreshock: standard input: " + kFull);
    CHECK(filesIn(place.path("small")) == std::set<std::string>{"i.foreshock"});
    CHECK(shell("sqlite3 small/i.foreshock \"SELECT count(*) FROM source WHERE state <> 'complete'\"", place.path())
              .out == "0\n");
    checkHolds(place, "small/i.foreshock", "3");
    // The room it had taken in the file is used again.
    CHECK(shell("head -n 60000 big.jsonl >part.jsonl; $foreshock import part.jsonl -o small/i.foreshock", place.path())
              .exit == 0);
    checkHolds(place, "small/i.foreshock", "60003");
}

TEST_CASE("disk full: a new incident file that finds no room does not stay behind", "[cli]") {
    const TemporaryFolder place;
    const SmallDisk disk(place.path("small"), 4);
    REQUIRE_SMALL_DISK(disk);
    bigLog(place);
    const ShellResult later = shell("$foreshock import big.jsonl -o small/new.foreshock", place.path());
    CHECK(later.exit == 4);
    CHECK(later.err == "foreshock: big.jsonl: " + kFull);
    CHECK(filesIn(place.path("small")).empty());
    for (const char* kilobytes : {"4096", "4092", "4000", "3600"}) { // nothing at all; a page; some of the first tables
        INFO(kilobytes);
        const ShellResult atOnce = shell(std::string("dd if=/dev/zero of=small/fill bs=1k count=") + kilobytes +
                                             " 2>dd.err; $foreshock import " + kMini + " -o small/new.foreshock",
                                         place.path());
        CHECK(atOnce.exit == 4);
        CHECK(atOnce.err.find("the disk is full. Free some space") != std::string::npos);
        CHECK(filesIn(place.path("small")) == std::set<std::string>{"fill"});
    }
    CHECK(shell("rm small/fill; $foreshock import " + kMini + " -o small/new.foreshock", place.path()).exit == 0);
    checkHolds(place, "small/new.foreshock", "3");
}

TEST_CASE("disk full: a repair leaves nothing behind, and the damaged file as it was", "[cli]") {
    const TemporaryFolder place;
    const SmallDisk disk(place.path("small"), 4);
    REQUIRE_SMALL_DISK(disk);
    bigLog(place);
    const ShellResult made = shell(
        "head -n 200000 big.jsonl >part.jsonl; $foreshock import part.jsonl -o d.foreshock && sqlite3 d.foreshock "
        "'UPDATE log_text SET data = zeroblob(9) WHERE block_id = 7' && cp d.foreshock small/",
        place.path());
    REQUIRE(made.exit == 0);
    const ShellResult full = shell("$foreshock check --repair small/d.foreshock", place.path());
    CHECK(full.exit == 4);
    CHECK(full.err.find("the disk is full. Free some space") != std::string::npos);
    CHECK(filesIn(place.path("small")) == std::set<std::string>{"d.foreshock"});
    CHECK(shell("cmp d.foreshock small/d.foreshock", place.path()).exit == 0);
    const ShellResult repaired =
        shell("mount -o remount,size=20m small && $foreshock check --repair small/d.foreshock", place.path());
    CHECK(repaired.exit == 1);
    CHECK(repaired.out.find("Lost: part.jsonl: 4096 log records") != std::string::npos);
    checkHolds(place, "small/d.repaired.foreshock", "195904");
}

TEST_CASE("disk full: a limit on the size of files is an error, not the end of the program", "[cli]") {
    const TemporaryFolder place;
    bigLog(place);
    fs::create_directory(place.path("in"));
    // Blocks of 512 bytes in sh: the first finds the limit when the file is made, the others later.
    for (const char* blocks : {"200", "1000", "2000", "6000"}) {
        INFO(blocks << " blocks");
        REQUIRE(shell("rm -f in/*; $foreshock import " + kMini + " -o in/i.foreshock", place.path()).exit == 0);
        for (const char* name : {"i", "new"}) {
            const ShellResult full = shell(std::string("ulimit -f ") + blocks + "; $foreshock import big.jsonl -o in/" +
                                               name + ".foreshock 2>/dev/stdout",
                                           place.path());
            CHECK(full.exit == 4);
            CHECK(full.out.find("largest size that a file may have here. Raise the limit (ulimit -f unlimited)") !=
                  std::string::npos);
            CHECK(filesIn(place.path("in")) == std::set<std::string>{"i.foreshock"});
        }
        checkHolds(place, "in/i.foreshock", "3");
    }
    CHECK(shell("$foreshock import big.jsonl -o in/i.foreshock", place.path()).exit == 0);
    checkHolds(place, "in/i.foreshock", "300003");
}

TEST_CASE("disk full: an answer that can't be written whole is told", "[cli]") {
    const TemporaryFolder place;
    REQUIRE(shell("$foreshock import " + kMini + " -o i.foreshock", place.path()).exit == 0);
    for (const char* verb : {"info", "logs", "check", "info --json"}) {
        const ShellResult full = shell(std::string("$foreshock ") + verb + " i.foreshock >/dev/full", place.path());
        INFO(verb);
        CHECK(full.exit == 4);
        CHECK(full.err.find("the answer could not be written whole") != std::string::npos);
    }
}
