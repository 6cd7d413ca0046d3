// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Files and folders that may be read but not written: every verb that asks answers and writes nothing, every verb that
// writes says so and ends with 4. Root may write everywhere, so another user asks.
#include "tests/support/big_log.h"
#include "tests/support/shell.h"

#include <catch2/catch.hpp>

#include <filesystem>
#include <optional>
#include <unistd.h>

using namespace foreshock::test;
namespace fs = std::filesystem;

namespace {

const std::string kMini = FORESHOCK_SOURCE_DIR "/tests/data/cases/mini";

/// What to put before a command so that it runs without rights; null, and a warning, where that can't be had.
std::optional<std::string> asNobody(const TemporaryFolder& place) {
    if (::geteuid() != 0)
        return "";
    const std::string nobody = "setpriv --reuid 65534 --regid 65534 --clear-groups ";
    if (shell("chmod 755 . && " + nobody + "test -x $foreshock && " + nobody + "test -r " + kMini, place.path()).exit ==
        0)
        return nobody;
    WARN("SKIPPED: setpriv is not there, or another user can't reach the program under test");
    return std::nullopt;
}

/// Everything in a folder, with sizes, times and content.
std::string stateOf(const TemporaryFolder& place, const std::string& folder) {
    return shell("stat -c '%n %s %Y %Z' " + folder + " " + folder + "/*; cat " + folder + "/* | md5sum", place.path())
        .out;
}

/// An incident file and, beside it, what a killed import leaves.
void makeUnclosed(const TemporaryFolder& place) {
    bigLog(place, 100'000);
    const ShellResult killed =
        shell("mkdir ro; $foreshock import " + kMini +
                  " -o ro/i.foreshock; (cat big.jsonl; sleep 1.3; cat big.jsonl; sleep 5) | $foreshock import - -o "
                  "ro/i.foreshock & sleep 0.3; p=; while [ -z \"$p\" ]; do p=$(cat ro/i.foreshock-wal 2>/dev/null | "
                  "wc -c | awk '$1 > 500000 {print 1}'); sleep 0.05; done; kill -9 $!; wait $!",
              place.path());
    INFO(killed.err);
    REQUIRE(fs::exists(place.path("ro/i.foreshock-wal")));
}

} // namespace

TEST_CASE("read-only: every verb that asks answers from a closed file and writes nothing", "[cli]") {
    const TemporaryFolder place;
    const auto nobody = asNobody(place);
    if (!nobody)
        return;
    REQUIRE(shell("mkdir ro && $foreshock import " + kMini +
                      " -o ro/i.foreshock && chmod 444 ro/i.foreshock && chmod 555 ro",
                  place.path())
                .exit == 0);
    const std::string before = stateOf(place, "ro");
    for (const char* verb :
         {"info FILE", "issues FILE", "check FILE", "check --repair FILE", "logs FILE", "logs FILE --histogram 1m",
          "suspects FILE", "changepoints FILE", "sql FILE 'SELECT count(*) FROM samples'"}) {
        std::string command = verb;
        command.replace(command.find("FILE"), 4, "ro/i.foreshock");
        const ShellResult asked = shell(*nobody + "$foreshock " + command, place.path());
        INFO(verb << "\n" << asked.err);
        CHECK(asked.exit == 0);
        CHECK_FALSE(asked.out.empty());
        CHECK(asked.out == shell("$foreshock " + command, place.path()).out);
    }
    for (const char* name : {"i", "new"}) {
        const ShellResult write =
            shell(*nobody + "$foreshock import " + kMini + " -o ro/" + name + ".foreshock", place.path());
        CHECK(write.exit == 4);
        CHECK(write.err == std::string("foreshock: ro/") + name +
                               ".foreshock: can't write the incident file (Permission denied). Choose a file in a "
                               "folder that you may write to, with -o FILE\n");
    }
    CHECK(stateOf(place, "ro") == before);
    shell("chmod 755 ro", place.path());
}

TEST_CASE("read-only: a file that was not closed says what to copy", "[cli]") {
    const TemporaryFolder place;
    const auto nobody = asNobody(place);
    if (!nobody)
        return;
    makeUnclosed(place);
    SECTION("with all that stood beside it, it is read as it was left") {
        shell("chmod 444 ro/*; chmod 555 ro", place.path());
        const std::string before = stateOf(place, "ro");
        CHECK(shell(*nobody + "$foreshock logs ro/i.foreshock --count", place.path()).out == "3\n");
        CHECK(shell(*nobody + "$foreshock check ro/i.foreshock", place.path()).exit == 0);
        CHECK(stateOf(place, "ro") == before);
    }
    SECTION("without its -shm it can't be read there, but as a copy") {
        shell("rm ro/*-shm; chmod 444 ro/*; chmod 555 ro", place.path());
        const std::string before = stateOf(place, "ro");
        for (const char* verb : {"info", "check", "logs", "suspects"}) {
            const ShellResult asked =
                shell(*nobody + "$foreshock " + std::string(verb) + " ro/i.foreshock", place.path());
            CHECK(asked.exit == 4);
            CHECK(asked.err == "foreshock: ro/i.foreshock: the incident file was not closed, and its folder can't be "
                               "written. Copy it together with ro/i.foreshock-wal to a folder that you may write to, "
                               "and open the copy\n");
        }
        const ShellResult repair = shell(*nobody + "$foreshock check --repair ro/i.foreshock", place.path());
        CHECK(repair.exit == 4);
        CHECK(repair.err.find("the repaired file can't be made here. Copy the damaged file (and its -wal") !=
              std::string::npos);
        CHECK(stateOf(place, "ro") == before);
        REQUIRE(shell("mkdir copy; cp ro/* copy; chmod 644 copy/*", place.path()).exit == 0);
        CHECK(shell("$foreshock logs copy/i.foreshock --count", place.path()).out == "3\n");
        CHECK(shell("$foreshock import big.jsonl -o copy/i.foreshock", place.path()).exit == 0);
        CHECK(shell("$foreshock logs copy/i.foreshock --count", place.path()).out == "100003\n");
    }
    shell("chmod 755 ro", place.path());
}
