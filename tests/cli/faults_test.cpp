// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
// What must not lose anything: interrupts and kills in the middle of an import.
#include "tests/support/big_log.h"
#include "tests/support/shell.h"

#include <catch2/catch.hpp>

#include <filesystem>

using namespace foreshock::test;
namespace fs = std::filesystem;

TEST_CASE("faults: Ctrl+C ends an import with 5 and leaves what was complete before", "[cli]") {
    const TemporaryFolder place;
    bigLog(place);
    shell("cp " FORESHOCK_SOURCE_DIR "/tests/data/cases/mini/alarms.jsonl .", place.path());
    // A pipe that never ends holds the import open until the signal.
    const ShellResult result =
        shell("(cat big.jsonl; sleep 5) | $foreshock import alarms.jsonl - -o i.foreshock & sleep 0.7; "
              "kill -INT $!; wait $!; echo ended $?",
              place.path());
    INFO(result.err);
    CHECK(result.out.find("ended 5") != std::string::npos);
    const ShellResult info =
        shell("$foreshock check i.foreshock && $foreshock sql i.foreshock 'SELECT count(*) FROM alarms'", place.path());
    INFO(info.err);
    CHECK(info.exit == 0);
    CHECK(info.out.find("\n2\n") != std::string::npos);
}

TEST_CASE("faults: kill -9 in the middle of an import leaves the file sound, the next import completes it", "[cli]") {
    const TemporaryFolder place;
    bigLog(place);
    shell("$foreshock import " FORESHOCK_SOURCE_DIR "/tests/data/cases/mini -o i.foreshock", place.path());
    for (const char* delay : {"0.02", "0.06", "0.12"})
        shell(std::string("$foreshock import big.jsonl -o i.foreshock & p=$!; sleep ") + delay +
                  "; kill -9 $p; wait $p",
              place.path());
    CHECK(shell("$foreshock check i.foreshock", place.path()).exit == 0);
    CHECK(shell("$foreshock import big.jsonl -o i.foreshock", place.path()).exit == 0);
    CHECK(shell("$foreshock logs i.foreshock --count", place.path()).out == "300003\n");
    CHECK(shell("$foreshock check i.foreshock", place.path()).exit == 0);
    CHECK_FALSE(fs::exists(place.path("i.foreshock-wal")));
}
