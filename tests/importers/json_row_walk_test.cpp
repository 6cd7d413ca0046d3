// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/json/json_row_walk.h"

#include <catch2/catch.hpp>

using namespace foreshock;

namespace {

/// "+" and the row of each that was taken, "-LINE" and the reason of each that was not.
std::string walked(std::string_view text, const std::vector<std::string>& paths) {
    std::string out;
    JsonRowTaker taker;
    taker.take = [&](const JsonRowAt& row) {
        out += "+" + row.value.dump() + "@" + std::to_string(row.place.line) + " ";
        return Result<void>();
    };
    taker.refuse = [&](RecordPlace place, const std::string& problem, std::string_view) {
        out += "-" + std::to_string(place.line) + (problem.find("was not read") == std::string::npos ? "" : "!") + " ";
        return Result<void>();
    };
    REQUIRE(walkJsonRows(text, paths, taker));
    return out;
}

} // namespace

TEST_CASE("json rows: a line cut anywhere costs itself, the lines behind it are read", "[importers]") {
    for (const char* cut : {"{\"a\":1,", "{\"a\":", "{\"a\":\"x", "{\"a\":1", "{", "{\"a\":{\"b\":1}"}) {
        INFO(cut);
        CHECK(walked(std::string("{\"a\":0}\n") + cut + "\n{\"a\":2}\n{\"a\":3}\n", {""}) ==
              "+{\"a\":0}@1 -2 +{\"a\":2}@3 +{\"a\":3}@4 ");
    }
}

TEST_CASE("json rows: of a broken document the rows before are kept and what is not read is told", "[importers]") {
    CHECK(walked("{\"items\":[\n{\"a\":1},\n{\"a\":,\n{\"a\":3}\n]}\n", {"items"}) == "+{\"a\":1}@2 -3! ");
    CHECK(walked("[\n{\"a\":1},\n{\"a\":2\n{\"a\":3}\n]\n", {""}) == "+{\"a\":1}@2 -3! ");
}
