// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
// `foreshock render`: every view as PNG and SVG, the same bytes for the same data, and what is wrong in words.
#include "tests/support/shell.h"
#include "tests/support/temporary_folder.h"

#include <catch2/catch.hpp>

#include <filesystem>

using namespace foreshock::test;
namespace fs = std::filesystem;

namespace {

/// Width and height out of a PNG's first chunk.
std::pair<int, int> sizeOf(const std::string& png) {
    const auto number = [&](std::size_t at) {
        int out = 0;
        for (std::size_t i = at; i < at + 4; ++i)
            out = out * 256 + static_cast<unsigned char>(png[i]);
        return out;
    };
    return png.size() > 24 ? std::pair(number(16), number(20)) : std::pair(0, 0);
}

std::size_t count(const std::string& text, const std::string& what) {
    std::size_t out = 0;
    for (std::size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + 1))
        ++out;
    return out;
}

} // namespace

TEST_CASE("render: every view is a picture of the size asked, with words as words in an SVG", "[cli][render]") {
    const TemporaryFolder place;
    REQUIRE(shell("$foreshock scenario build kinesis-2020-11-25 -o k.foreshock --quiet", place.path()).exit == 0);
    const std::pair<const char*, const char*> views[] = {
        {"window", "10 alarms since"}, {"timeline", "Changes"}, {"suspects", "lead"}, {"logs", "INFO"},
        {"templates", "Pattern"},      {"sources", "metrics"},  {"names", "Name"},    {"sql", "capacity"}};
    for (const auto& [view, word] : views) {
        const std::string options = std::string("k.foreshock --view ") + view + " --size 700x500 --range 04:00/06:00" +
                                    (std::string(view) == "sql" ? " --query 'SELECT * FROM changes'" : "");
        for (const char* ending : {"png", "svg"}) {
            const ShellResult first =
                shell(std::string("$foreshock render ") + options + " -o a." + ending, place.path());
            INFO(view << " " << ending << " " << first.err);
            REQUIRE(first.exit == 0);
            CHECK(first.err.empty());
            REQUIRE(shell(std::string("$foreshock render ") + options + " -o b." + ending, place.path()).exit == 0);
            const std::string bytes = fileText(place.path(std::string("a.") + ending));
            CHECK((bytes == fileText(place.path(std::string("b.") + ending)))); // whatever the hour
        }
        // The window does not shrink below what it needs.
        if (std::string(view) != "window")
            CHECK(sizeOf(fileText(place.path("a.png"))) == std::pair(700, 500));
        const std::string svg = fileText(place.path("a.svg"));
        INFO(view);
        CHECK(count(svg, "<text") > 10);
        CHECK(svg.find(word) != std::string::npos);
        CHECK(svg.find("k.foreshock \xC2\xB7 ") != std::string::npos); // the caption
        CHECK(svg.find("25 Nov 2020, 04:00\xE2\x80\x93"
                       "06:00 PST") != std::string::npos);
    }
}

TEST_CASE("render: what can't be painted is said in words, with the exit code of its kind", "[cli][render]") {
    const TemporaryFolder place;
    REQUIRE(shell("$foreshock scenario build kinesis-2020-11-25 -o k.foreshock --quiet; echo no > text.foreshock; "
                  "mkdir closed; chmod 500 closed",
                  place.path())
                .exit == 0);
    struct Bad {
        const char* options;
        int exit;
        const char* words;
    };
    const Bad all[] = {
        {"k.foreshock --view timeline --size 0x0 -o x.png", 2, "\"0x0\" is no size"},
        {"k.foreshock --view timeline --size 1000000x1000000 -o x.png", 2, "is no size"},
        {"k.foreshock --view timeline --size 16384x16384 -o x.png", 2, "64 million"},
        {"k.foreshock --view timeline --size 800 -o x.png", 2, "Write it like 1440x900"},
        {"k.foreshock --view timeline --size -800x600 -o x.png", 2, "is no size"},
        {"k.foreshock --view timeline -o x.gif", 2, "pictures end in .png or .svg"},
        {"k.foreshock --view timeline -o nowhere/x.png", 4, "can't write the picture"},
        {"k.foreshock --view timeline --zone Mars/Base -o x.png", 2, "Mars/Base"},
        {"k.foreshock --view timeline --range 2019-01-01T00:00:00Z/2019-01-02T00:00:00Z -o x.png", 2,
         "nothing was recorded in"},
        {"k.foreshock --view timeline --range 06:00/05:00 -o x.png", 2, "ends before it begins"},
        {"k.foreshock --view timeline --range 'the spread' -o x.png", 2, "\"the spread\" is no range"},
        {"k.foreshock --view timeline --range soon/06:00 -o x.png", 2, "soon"},
        {"k.foreshock --view timeline --cursor soon -o x.png", 2, "soon"},
        {"k.foreshock --view timeline --service nobody -o x.png", 2, "there is no service \"nobody\""},
        {"k.foreshock --view timeline --compare soon -o x.png", 2, "\"soon\" is no length of time, and no file"},
        {"k.foreshock --view timeline --compare text.foreshock -o x.png", 4, "text.foreshock"},
        {"k.foreshock --view sql --query 'SELECT x' -o x.png", 2, "no such column: x"},
        {"k.foreshock --view timeline --query 'SELECT 1' -o x.png", 2, "no column holds times"},
        {"k.foreshock --view logs --filter '/[/' -o x.png", 2, "/[/"},
        {"k.foreshock --view weather -o x.png", 2, "Views: window, timeline"},
        {"k.foreshock --view map -o x.png", 2, "no view \"map\" yet"},
        {"k.foreshock --view limits -o x.png", 2, "foreshock limits FILE"},
        {"k.foreshock --view postmortem -o x.png", 2, "no view \"postmortem\" yet"},
        {"k.foreshock --view exercise -o x.png", 2, "no view \"exercise\" yet"},
        {"text.foreshock --view timeline -o x.png", 4, "text.foreshock"},
        {"gone.foreshock --view timeline -o x.png", 4, "no such incident file"},
        {". --view timeline -o x.png", 4, "folder"},
    };
    for (const Bad& bad : all) {
        const ShellResult result = shell(std::string("$foreshock render ") + bad.options, place.path());
        INFO(bad.options << "\n" << result.err);
        CHECK(result.exit == bad.exit);
        CHECK(result.err.find(bad.words) != std::string::npos);
        CHECK(result.out.empty());
        CHECK_FALSE(fs::exists(place.path("x.png")));
    }
}

TEST_CASE("render: zone, kept range, question and comparison are in the picture", "[cli][render]") {
    const TemporaryFolder place;
    const ShellResult built = shell(
        R"(for m in 00 01 02 03 04 05 06 07 08 09; do echo "2024-03-01T10:$m:00Z,cart,errors,$m"; done > rows
(echo timestamp,service,metric,value; cat rows) > m.csv
echo '{"time":"2024-03-01T10:02:00Z","kind":"range","text":"the spread [2024-03-01T10:02:00Z/2024-03-01T10:07:00Z]"}' > notes.jsonl
$foreshock import m.csv notes.jsonl -o i.foreshock --quiet)",
        place.path());
    INFO(built.err);
    REQUIRE(built.exit == 0);
    const auto svg = [&](const std::string& options) {
        const ShellResult run = shell("$foreshock render i.foreshock --size 900x500 -o x.svg " + options, place.path());
        INFO(options << " " << run.err);
        REQUIRE(run.exit == 0);
        return fileText(place.path("x.svg"));
    };
    CHECK(svg("--view timeline --range 'the spread'")
              .find("10:02\xE2\x80\x93"
                    "10:07 UTC") != std::string::npos);
    CHECK(svg("--view timeline --range 'the spread' --zone Europe/Berlin")
              .find("11:02\xE2\x80\x93"
                    "11:07 CET") != std::string::npos);
    CHECK(svg("--view timeline --query 'SELECT time, value * 2 AS doubled FROM samples'").find(">doubled<") !=
          std::string::npos);
    CHECK(svg("--view timeline --compare 1h").find("1 h earlier") != std::string::npos);
    const std::string answer = svg("--view sql --query 'SELECT count(*) AS counted FROM samples'");
    CHECK(answer.find(">counted<") != std::string::npos);
    CHECK(answer.find(">10<") != std::string::npos);
    CHECK(answer.find(" ago") == std::string::npos);
    CHECK(svg("--view timeline --no-caption").find("i.foreshock \xC2\xB7") == std::string::npos);
}
