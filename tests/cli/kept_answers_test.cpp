// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
// A kept answer reads, byte for byte, as the one that is worked out now, whatever was done to the file in between.
#include "tests/support/estate.h"
#include "tests/support/shell.h"
#include "tests/support/temporary_folder.h"

#include <catch2/catch.hpp>

#include <random>
#include <vector>

using namespace foreshock;
using foreshock::test::shell;
using foreshock::test::ShellResult;
using foreshock::test::TemporaryFolder;

namespace {

const std::vector<std::string> kAsks = {
    "suspects i.foreshock",
    "suspects i.foreshock --json --top 2",
    "suspects i.foreshock --at 05:15 --zone America/New_York",
    "changepoints i.foreshock --json",
    "changepoints i.foreshock --series '*errors*'",
    "causes i.foreshock",
    "groups i.foreshock --json",
    "limits i.foreshock",
    "recovery i.foreshock",
    "whatif i.foreshock --service kinesis-frontend --add 10",
    "backtest i.foreshock --series kinesis-frontend/threads --above 95%",
    "skew i.foreshock --json",
    "compare i.foreshock --a 03:00/04:00 --b 05:00/06:00",
    "blast i.foreshock kinesis-frontend",
    "audit i.foreshock --csv",
    "edges i.foreshock",
    "templates i.foreshock --around 05:15",
};

void record(const TemporaryFolder& place) {
    const ShellResult made =
        shell("$foreshock scenario build kinesis-2020-11-25 -o i.foreshock --quiet 2>&1", place.path());
    INFO(made.out);
    REQUIRE(made.exit == 0);
}

std::int64_t keptIn(const TemporaryFolder& place) {
    return std::stoll(shell("sqlite3 i.foreshock 'SELECT count(*) FROM kept_answer'", place.path()).out);
}

ShellResult ask(const TemporaryFolder& place, const std::string& what) {
    return shell("$foreshock " + what, place.path());
}

void checkSame(const ShellResult& kept, const ShellResult& anew) {
    CHECK(kept.out == anew.out);
    CHECK(kept.err == anew.err);
    CHECK(kept.exit == anew.exit);
}

} // namespace

TEST_CASE("keep: every analysis answers from the file, byte for byte, and only --keep writes", "[cli]") {
    const TemporaryFolder place;
    record(place);
    const std::string before = test::fileText(place.path("i.foreshock"));
    std::vector<ShellResult> anew;
    for (const std::string& what : kAsks)
        anew.push_back(ask(place, what));
    // Never asked to be kept themselves: answered from the ranking and the waves that other questions left.
    const ShellResult three = ask(place, "suspects i.foreshock --top 3"),
                      all = ask(place, "suspects i.foreshock --json");
    CHECK((test::fileText(place.path("i.foreshock")) == before));
    for (std::size_t i = 0; i < kAsks.size(); ++i) {
        INFO(kAsks[i]);
        const std::int64_t held = keptIn(place);
        checkSame(ask(place, kAsks[i] + " --keep"), anew[i]);
        // An answer is kept, an error is not; rankings and change points are kept for other questions, too.
        CHECK((keptIn(place) > held) == (anew[i].exit <= 1));
        const std::string after = test::fileText(place.path("i.foreshock"));
        checkSame(ask(place, kAsks[i]), anew[i]);
        CHECK((test::fileText(place.path("i.foreshock")) == after));
    }
    // That it comes from there: what is kept is said, even if it is no longer what would be found.
    REQUIRE(shell("sqlite3 i.foreshock 'DELETE FROM sample_data'", place.path()).exit == 0);
    CHECK(ask(place, kAsks[0]).out == anew[0].out);
    checkSame(ask(place, "suspects i.foreshock --top 3"), three); // another question, of the ranking that is kept
    checkSame(ask(place, "suspects i.foreshock --json"), all);
}

TEST_CASE("keep: after any import, edit or undo the kept answers are those of the file as it is", "[cli]") {
    const TemporaryFolder place;
    record(place);
    REQUIRE(shell("mkdir fresh", place.path()).exit == 0);
    std::mt19937 random(5);
    int number = 0;
    const std::vector<std::function<std::string()>> doings = {
        [&] {
            ++number;
            place.file(
                fmt::format("c{}.jsonl", number),
                fmt::format("{{\"id\":\"x{0}\",\"time\":\"2020-11-25T12:{1:02}:00Z\",\"service\":\"kinesis-frontend\","
                            "\"kind\":\"config\",\"title\":\"x {0}\"}}\n",
                            number, number % 60));
            return fmt::format("import c{}.jsonl -o i.foreshock", number);
        },
        [&] {
            ++number;
            place.file(
                fmt::format("a{}.jsonl", number),
                fmt::format("{{\"time\":\"2020-11-25T13:{:02}:00Z\",\"service\":\"cognito\",\"metric\":\"errors\","
                            "\"title\":\"more\",\"rule\":\"errors > 1\"}}\n",
                            number % 60));
            return fmt::format("import a{}.jsonl -o i.foreshock", number);
        },
        [&] {
            return fmt::format("series i.foreshock --role 'kinesis-frontend/threads={}'",
                               random() % 2 ? "fleet" : "errors");
        },
        [&] { return std::string("series i.foreshock --undo"); },
        [&] { return std::string("services i.foreshock --map cognito=auth"); },
        [&] { return fmt::format("sources i.foreshock --source 1 --offset {}m", random() % 9); },
        [&] { return std::string("sources i.foreshock --undo"); },
    };
    int done = 0;
    for (int round = 0; round < 8; ++round) {
        const std::string doing = doings[(static_cast<std::size_t>(round) + random() % 2) % doings.size()]();
        const ShellResult did = ask(place, doing);
        done += did.exit == 0;
        INFO("round " << round << ": " << doing << " → " << did.exit << " " << did.err);
        REQUIRE(
            shell("cp i.foreshock fresh/ && sqlite3 fresh/i.foreshock 'DELETE FROM kept_answer'", place.path()).exit ==
            0);
        for (int i = 0; i < 3; ++i) {
            const std::string& what = kAsks[random() % kAsks.size()];
            INFO(what);
            const ShellResult anew = shell("cd fresh && $foreshock " + what, place.path());
            checkSame(ask(place, what), anew);
            checkSame(ask(place, what + " --keep"), anew);
            checkSame(ask(place, what), anew);
        }
    }
    CHECK(done >= 4);
}

TEST_CASE("keep: where nothing can be written the answer is said all the same", "[cli]") {
    const TemporaryFolder place;
    record(place);
    const ShellResult anew = ask(place, kAsks[0]);
    SECTION("somebody else writes") {
        const ShellResult kept =
            shell("exec 9<>i.foreshock; flock 9; $foreshock " + kAsks[0] + " --keep 9>&-", place.path());
        CHECK(kept.out == anew.out);
        CHECK(kept.exit == 0);
        CHECK(kept.err.find("was not kept") != std::string::npos);
    }
    SECTION("no room") {
        // The file may not grow: as on a full disk, each write fails.
        const ShellResult kept =
            shell("ulimit -f $(($(stat -c %s i.foreshock) / 512)); $foreshock changepoints i.foreshock --json "
                  "--keep >/dev/null",
                  place.path());
        CHECK(kept.exit == 0);
        CHECK(ask(place, kAsks[0]).out == anew.out);
        CHECK(ask(place, "check i.foreshock").exit == 0);
    }
    SECTION("another program, another file, an older form") {
        REQUIRE(ask(place, kAsks[0] + " --keep").exit == 0);
        REQUIRE(shell("sqlite3 i.foreshock \"UPDATE kept_answer SET program = 'newer', data = x'0178'\"", place.path())
                    .exit == 0);
        CHECK(ask(place, kAsks[0]).out == anew.out);
        CHECK(ask(place, kAsks[0] + " --keep").out == anew.out);
        CHECK(keptIn(place) >= 1);
        CHECK(ask(place, "suspects nowhere.foreshock --keep").exit == 4);
    }
}

TEST_CASE("keep: Ctrl+C ends an analysis with 5, nothing said and nothing kept", "[cli]") {
    const TemporaryFolder place;
    test::writeEstate(place, "estate", {60, 1200, 10});
    REQUIRE(shell("$foreshock import estate -o i.foreshock --quiet", place.path()).exit == 0);
    const std::string before = test::fileText(place.path("i.foreshock"));
    const ShellResult ended =
        shell("$foreshock changepoints i.foreshock --json --keep & pid=$!; sleep .7; kill -INT $pid; wait $pid",
              place.path());
    CHECK(ended.exit == 5);
    CHECK(ended.out.empty());
    CHECK((test::fileText(place.path("i.foreshock")) == before));
}
