// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
// What goes to a person's screen, and what to a file.
#include "tests/support/shell.h"
#include "tests/support/temporary_folder.h"

#include <catch2/catch.hpp>

#include <cstdlib>
#include <fcntl.h>
#include <unistd.h>

using namespace foreshock::test;

namespace {

/// Standard output of a script that runs on a terminal of its own.
std::string onScreen(const std::string& script, const TemporaryFolder& place) {
    const int master = ::posix_openpt(O_RDWR | O_NOCTTY | O_NONBLOCK);
    REQUIRE(master >= 0);
    REQUIRE(::grantpt(master) == 0);
    REQUIRE(::unlockpt(master) == 0);
    const std::string name = ::ptsname(master);
    const int slave = ::open(name.c_str(), O_RDWR | O_NOCTTY); // so that what is written waits for us
    REQUIRE(shell("{ " + script + "; } >" + name, place.path()).exit == 0);
    std::string out;
    char buffer[4096];
    for (ssize_t n = 0; (n = ::read(master, buffer, sizeof buffer)) > 0;)
        out.append(buffer, static_cast<std::size_t>(n));
    ::close(slave);
    ::close(master);
    return out;
}

} // namespace

TEST_CASE("screen: what would turn a line around or move the cursor is spelt out there, and kept in a pipe", "[cli]") {
    const TemporaryFolder place;
    // The service's name turns around what follows; the message has a colour and a turn.
    place.file("x.jsonl", "{\"time\":\"2024-03-01T10:00:00Z\",\"service\":\"we\u202Eb\",\"level\":\"error\","
                          "\"message\":\"\\u001B[31m user \u202Egnp.exe\u202C \u200Fשגיאה\"}\n");
    REQUIRE(shell("$foreshock import x.jsonl -o x.foreshock --quiet", place.path()).exit == 0);
    const std::string screen = onScreen("$foreshock logs x.foreshock", place);
    INFO(screen);
    CHECK(screen.find("\u202E") == std::string::npos);
    CHECK(screen.find('\x1B') == std::string::npos);
    CHECK(screen.find("we\\u202Eb") != std::string::npos);
    CHECK(screen.find("user \\u202Egnp.exe\\u202C \\u200Fשגיאה") != std::string::npos);
    CHECK(screen.ends_with("\n"));
    const std::string piped = shell("$foreshock logs x.foreshock", place.path()).out;
    CHECK(piped.find("user \u202Egnp.exe\u202C \u200Fשגיאה") != std::string::npos);
    CHECK(piped.find('\x1B') == std::string::npos); // control bytes never were printed as they are
    // In JSON it is the same text, spelt otherwise.
    CHECK(onScreen("$foreshock logs x.foreshock --json", place).find("user \\u202Egnp") != std::string::npos);
    CHECK(onScreen("$foreshock logs x.foreshock --csv", place).find("\\x0D") == std::string::npos);
}
