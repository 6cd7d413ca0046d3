// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workflows/baseline.h"
#include "model/domain/named_range.h"

#include <catch2/catch.hpp>

#include "model/base/time_text.h"

using namespace foreshock;

TEST_CASE("baseline: a day back is the same clock time, also over a night in which clocks are put on", "[baseline]") {
    const Zone berlin = Zone::find("Europe/Berlin").value();
    const auto at = [](const char* text) { return parseTime(text)->instant; };
    // Clocks went from 02:00 to 03:00 on 31 March 2024.
    CHECK(daysBefore(at("2024-03-31T10:00:00Z"), 1, berlin) == Duration::hours(23));
    CHECK(daysBefore(at("2024-03-31T10:00:00Z"), 2, berlin) == Duration::hours(47));
    CHECK(daysBefore(at("2024-04-02T10:00:00Z"), 7, berlin) == Duration::hours(24 * 7 - 1));
    CHECK(daysBefore(at("2024-04-02T10:00:00Z"), 7, Zone()) == Duration::hours(24 * 7));
}

TEST_CASE("named range: a note and back, whatever its name holds; a note that is none stays a note", "[baseline]") {
    const TimeRange range{parseTime("2020-11-25T12:32:00.5Z")->instant, parseTime("2020-11-25T13:40:00Z")->instant};
    for (const std::string& name : {std::string("shard map empty"), std::string("a [b] c/d"), std::string(300, 'x'),
                                    std::string("\xF0\x9F\x94\xA5 \xD7\xA9\xD7\x9C\xD7\x95\xD7\x9D")}) {
        const Note note = noteOf({name, range});
        CHECK(note.kind == "range");
        const auto back = namedRange(note);
        REQUIRE(back);
        CHECK(back->name == name);
        CHECK(back->range == range);
        CHECK(wordsOf(note) == name);
        Note moved = note; // the clock of its source was corrected
        moved.time = note.time + Duration::hours(1);
        CHECK(namedRange(moved)->range.to == range.to + Duration::hours(1));
    }
    for (const char* text : {"", "x", "x []", "x [2020-11-25T12:32:00Z]", "x [2020-11-25T12:32:00Z/soon]",
                             "x [2020-11-25T12:32:00Z/2020-11-25T12:32:00Z]", "x [12:00/13:00]"}) {
        const Note note{range.from, ServiceId(), "range", text, ""};
        CHECK_FALSE(namedRange(note));
        CHECK(wordsOf(note) == text);
    }
    CHECK_FALSE(namedRange({range.from, ServiceId(), "note", noteOf({"a", range}).text, ""}));
}
