// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/line_splitter.h"

#include <catch2/catch.hpp>

using namespace foreshock;

namespace {

/// The lines as "number@offset+end[text]", fed in chunks of one size.
std::string lines(std::string_view bytes, std::size_t chunk, std::size_t longest = 100) {
    LineSplitter splitter(1, 0, longest);
    std::string out;
    const auto print = [&](const Line& line) {
        out += std::to_string(line.number) + "@" + std::to_string(line.offset) + "+" + std::to_string(line.endLength) +
               "[" + (line.isTooLong ? "too long: " + std::to_string(line.length) : std::string(line.text)) + "] ";
    };
    for (std::size_t at = 0; at < bytes.size(); at += chunk) {
        const std::string piece(bytes.substr(at, chunk));
        if (const Result<void> fed = splitter.feed(piece); !fed)
            return out + "error: " + fed.error().message;
        while (const auto line = splitter.next())
            print(*line);
    }
    if (const auto line = splitter.finish())
        print(*line);
    return out;
}

} // namespace

TEST_CASE("line splitter: LF, CRLF, empty lines and a last line without an end, in chunks of every size",
          "[importers]") {
    const std::string_view bytes = "one\r\n\ntwo\n\r\nthree\rfour\nlast";
    for (std::size_t chunk = 1; chunk <= bytes.size(); ++chunk)
        CHECK(lines(bytes, chunk) == "1@0+2[one] 2@5+1[] 3@6+1[two] 4@10+2[] 5@12+1[three\rfour] 6@23+0[last] ");
}

TEST_CASE("line splitter: a byte order mark is skipped and counted in the offset", "[importers]") {
    for (std::size_t chunk = 1; chunk <= 9; ++chunk)
        CHECK(lines("\xEF\xBB\xBFone\ntwo", chunk) == "1@3+1[one] 2@7+0[two] ");
}

TEST_CASE("line splitter: a line that is too long is counted but not kept, and the next one is fine", "[importers]") {
    const std::string bytes =
        "short\n" + std::string(150, 'x') + "\nnext\n" + std::string(100, 'y') + "\r\n" + std::string(101, 'z');
    for (const std::size_t chunk : {1, 7, 64, 1000})
        CHECK(lines(bytes, chunk) == "1@0+1[short] 2@6+1[too long: 150] 3@157+1[next] 4@162+2[" +
                                         std::string(100, 'y') + "] 5@264+0[too long: 101] ");
}

TEST_CASE("line splitter: UTF-16 is refused whatever its byte order, with or without a mark", "[importers]") {
    using namespace std::string_view_literals;
    for (const std::string_view bytes : {"\xFF\xFE{\0"sv, "\xFE\xFF\0{"sv, "{\0\"\0"sv, "\0{\0\""sv})
        for (std::size_t chunk = 1; chunk <= 4; ++chunk)
            CHECK(lines(bytes, chunk) == "error: this is UTF-16 text, and UTF-8 is needed");
}

TEST_CASE("line splitter: nothing gives no line", "[importers]") {
    CHECK(lines("", 1).empty());
}

TEST_CASE("line splitter: a resumed file goes on with its line numbers and offsets", "[importers]") {
    LineSplitter splitter(8, 500);
    const std::string chunk = "more\n";
    REQUIRE(splitter.feed(chunk));
    const auto line = splitter.next();
    REQUIRE(line);
    CHECK(line->number == 8);
    CHECK(line->offset == 500);
}
