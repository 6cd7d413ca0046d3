// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
// What must not lose anything: interrupts, kills, full disks, read-only folders. Parts need root and say so.
#include "tests/support/shell.h"
#include "tests/support/temporary_folder.h"

#include <catch2/catch.hpp>

#include <filesystem>
#include <unistd.h>

using namespace foreshock::test;
namespace fs = std::filesystem;

namespace {

/// A log of some megabytes, so that an import can be met in its middle.
std::string bigLog(const TemporaryFolder& place) {
    std::string text;
    for (int i = 0; i < 300'000; ++i)
        text += R"({"time":"2024-03-01T10:)" + std::to_string(10 + i / 6000 % 50) + ":" + std::to_string(10 + i % 50) +
                R"(Z","service":"web","level":"INFO","message":"request )" + std::to_string(i) + " took " +
                std::to_string(static_cast<unsigned>(i) * 2654435761U) + " ns\"}\n";
    return place.file("big.jsonl", text);
}

} // namespace

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

TEST_CASE("faults: a full disk is told, and what was stored before stays", "[cli]") {
    const TemporaryFolder place;
    fs::create_directory(place.path("small"));
    if (::geteuid() != 0 || shell("mount -t tmpfs -o size=2m tmpfs small", place.path()).exit != 0) {
        WARN("SKIPPED: a small file system needs root");
        return;
    }
    bigLog(place);
    CHECK(shell("$foreshock import " FORESHOCK_SOURCE_DIR "/tests/data/cases/mini -o small/i.foreshock", place.path())
              .exit == 0);
    const ShellResult full = shell("$foreshock import big.jsonl -o small/i.foreshock", place.path());
    CHECK(full.exit == 4);
    CHECK(full.err.find("disk is full") != std::string::npos);
    CHECK(shell("$foreshock check small/i.foreshock", place.path()).exit == 0);
    CHECK(shell("$foreshock logs small/i.foreshock --count", place.path()).out == "3\n");
    shell("umount small", place.path());
}

TEST_CASE("faults: a closed file opens from a read-only folder and is not written", "[cli]") {
    const TemporaryFolder place;
    shell("$foreshock import " FORESHOCK_SOURCE_DIR
          "/tests/data/cases/mini -o i.foreshock && mkdir ro && mv i.foreshock ro && "
          "chmod 444 ro/i.foreshock && chmod 555 ro && chmod 755 .",
          place.path());
    const std::string nobody = ::geteuid() == 0 ? "setpriv --reuid 65534 --clear-groups " : "";
    if (::geteuid() == 0 && shell(nobody + "true", place.path()).exit != 0) {
        WARN("SKIPPED: setpriv is not there");
        return;
    }
    if (shell(nobody + "test -x $foreshock", place.path()).exit != 0) {
        WARN("SKIPPED: another user can't reach the program under test");
        return;
    }
    CHECK(shell(nobody + "$foreshock logs ro/i.foreshock --count", place.path()).out == "3\n");
    const ShellResult write = shell(nobody + "$foreshock import ro -o ro/i.foreshock", place.path());
    CHECK(write.exit == 4);
    CHECK(write.err.find("Permission denied") != std::string::npos);
    shell("chmod 755 ro", place.path());
}

TEST_CASE("faults: two imports into one file do not mix", "[cli]") {
    const TemporaryFolder place;
    bigLog(place);
    const ShellResult result =
        shell("$foreshock import big.jsonl -o i.foreshock & sleep 0.1; "
              "$foreshock import " FORESHOCK_SOURCE_DIR "/tests/data/cases/mini -o i.foreshock; echo second $?; wait",
              place.path());
    const bool isOneAfterTheOther = result.out.find("second 0") != std::string::npos;
    const bool isRefused =
        result.out.find("second 4") != std::string::npos && result.err.find("another Foreshock") != std::string::npos;
    CHECK((isOneAfterTheOther || isRefused));
    CHECK(shell("$foreshock check i.foreshock", place.path()).exit == 0);
}
