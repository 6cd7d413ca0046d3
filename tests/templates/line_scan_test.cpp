// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/templates/line_scan.h"

#include <catch2/catch.hpp>

#include <string>
#include <vector>

using namespace foreshock;

namespace {

std::string wordsOf(std::string_view line) {
    LineScan scan;
    scan.scan(line);
    std::string out;
    for (std::size_t i = 0; i < scan.count(); ++i)
        out.append(i == 0 ? "" : " ").append(scan.word(i));
    return out;
}

std::uint64_t keyOf(std::string_view line) {
    LineScan scan;
    scan.scan(line);
    return scan.key();
}

} // namespace

TEST_CASE("line scan: values are masked by their look", "[templates]") {
    const std::vector<std::pair<std::string, std::string>> all = {
        {"Received block blk_-16 of size 67108864 from /10.250.10.6", "Received block of size from"},
        {"took 12 ms, 3.5 MB of 90 bytes", "took of"},
        {"session ends Jan 5 10:00:00", "session ends"},
        {"the Jan file", "the Jan file"},
        {"link fe80::1:2 and 00:1a:2b:3c:4d:5e up", "link and up"},
        {"see https://example.org/a?b=c, please", "see please"},
        {"open C:\\Windows\\a.txt failed", "open failed"},
        {"open /var/log/x: No such file", "open No such file"},
        {"mail to bob@example.org sent", "mail to sent"},
        {"user 'bob' isn't \"who he says\" at all", "user isn t at all"},
        {"\"GET /cart HTTP/1.1\" done", "GET done"},
        {"{\"level\":\"info\",\"took\":12}", "level took"},
        {"ok=true uid=root, done = yes now", "ok uid done now"},
        {"core deadbeefcafe dumped", "core dumped"},
        {"is true or null or None", "is or"},
        {"host.local:8080 closed", "closed"},
        {"2 workers, 1 worker", "worker"},
        {"", ""},
        {"--- ... 12", ""}};
    for (const auto& [line, words] : all) {
        INFO(line);
        CHECK(wordsOf(line) == words);
    }
}

TEST_CASE("line scan: lists, empty values and punctuation do not change the key", "[templates]") {
    CHECK(keyOf("tokens [a1, b2] for x9 now") == keyOf("tokens [] for x7, now."));
    CHECK(keyOf("logname= uid=0 tty=ssh") == keyOf("logname=root uid=1000 tty="));
    CHECK(keyOf("a b c") != keyOf("a c b"));
    CHECK(keyOf("a b c") != keyOf("a bc"));
}

TEST_CASE("line scan: a line without words is known by its signs", "[templates]") {
    CHECK(keyOf("12:30 | 5") == keyOf("99:01 | 7"));
    CHECK(keyOf("12:30 | 5") != keyOf("12-30 # 5"));
    CHECK(keyOf("") == keyOf(std::string_view()));
}

TEST_CASE("line scan: what comes after forty words or four thousand bytes changes nothing", "[templates]") {
    std::string words;
    for (int i = 0; i < 40; ++i)
        words += std::string("word") + static_cast<char>('a' + i % 26) + static_cast<char>('a' + i / 26) + ' ';
    CHECK(keyOf(words + "one") == keyOf(words + "two three"));
    const std::string digits(5000, '7');
    CHECK(keyOf("a " + digits + " b") == keyOf("a " + digits + " c"));
    CHECK(keyOf(std::string(8'000'000, 'x')) == keyOf(std::string(4096, 'x')));
}

TEST_CASE("line scan: any bytes will do", "[templates]") {
    std::string all;
    for (int round = 0; round < 40; ++round)
        for (int c = 0; c < 256; ++c)
            all += static_cast<char>((c * 7 + round * 31) % 256);
    LineScan scan;
    for (std::size_t from = 0; from < all.size(); from += 13) {
        scan.scan(std::string_view(all).substr(from, from % 301), LineScan::Want::Shown);
        CHECK(scan.count() <= 80);
        CHECK(scan.shown().size() <= 1024);
    }
    CHECK(wordsOf("caf\xC3\xA9 \xFF\xFE closed") == "caf\xC3\xA9 \xFF\xFE closed");
}
