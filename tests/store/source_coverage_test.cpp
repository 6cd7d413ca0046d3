// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/store/source_coverage.h"

#include "model/base/time_text.h"
#include "model/store/edits.h"
#include "model/store/incident_file.h"
#include "model/store/incident_reader.h"
#include "model/store/series_roles.h"
#include "model/store/source_writer.h"
#include "tests/support/temporary_folder.h"

#include <catch2/catch.hpp>
#include <fmt/format.h>

using namespace foreshock;
using namespace foreshock::store;
using namespace foreshock::test;

namespace {

Instant at(int hour) {
    return Instant{1'700'000'000'000'000'000} + Duration::hours(hour);
}

std::string drawn(const CoverageSpan& span) {
    const auto hour = [](Instant t) { return std::to_string((t - at(0)).ns / Duration::hours(1).ns); };
    return span.basis.empty() ? "none" : span.basis + " " + hour(span.range.from) + "-" + hour(span.range.to);
}

struct Written {
    std::string path;
    std::optional<TimeRange> covers;
    std::optional<Instant> from, to;
    std::vector<int> changes;
    TimeRange accept = TimeRange::everything();
    std::vector<std::pair<std::string, std::string>> facts;
};

void write(const Database& db, const Written& what) {
    SourceWriter::Settings settings;
    settings.draft.path = what.path;
    settings.draft.format = "changes-jsonl";
    settings.draft.kinds = "C";
    settings.draft.accept = settings.accept = what.accept;
    settings.covers = what.covers;
    auto writer = SourceWriter::begin(db, settings);
    REQUIRE(writer);
    for (const int hour : what.changes) {
        Change c;
        c.service = ServiceId("cart");
        c.title = what.path + std::to_string(hour);
        c.start = at(hour);
        REQUIRE((*writer)->change(c, {}));
    }
    if (what.from || what.to)
        REQUIRE((*writer)->covers(what.from, what.to));
    for (const auto& [key, value] : what.facts)
        REQUIRE((*writer)->fact(key, value));
    REQUIRE((*writer)->finish(1, what.path, Zone(), "in the record", false));
}

} // namespace

TEST_CASE("coverage of a source: a person's word, its own, its export, its records", "[store]") {
    CoverageNotes notes;
    CHECK(drawn(coverageFrom(notes)) == "none");
    notes.first = at(2);
    notes.last = at(5);
    CHECK(drawn(coverageFrom(notes)) == "assumed 2-5");
    notes.to = at(9);
    CHECK(drawn(coverageFrom(notes)) == "exported 2-9");
    notes.from = at(1);
    CHECK(drawn(coverageFrom(notes)) == "stated 1-9");
    notes.given = TimeRange{at(0), at(24)};
    CHECK(drawn(coverageFrom(notes)) == "given 0-24");
    notes.accept = {at(3), at(8)}; // --since, --until: what they cut off is not covered
    CHECK(drawn(coverageFrom(notes)) == "given 3-8");
    notes.accept = {at(30), at(31)};
    CHECK(drawn(coverageFrom(notes)) == "none");
    notes = {};
    notes.first = at(2);
    notes.last = at(12);
    notes.before = CoverageSpan{{at(1), at(9)}, "stated"};
    CHECK(drawn(coverageFrom(notes)) == "stated 1-12"); // it grew
}

TEST_CASE("coverage of a source: texts of a stretch", "[store]") {
    REQUIRE(coverageText("2020-11-25T10:00:00Z/2020-11-25T14:00:00Z"));
    CHECK(rfc3339(coverageText("2020-11-25T10:00:00Z/2020-11-25T14:00:00Z")->to) == "2020-11-25T14:00:00Z");
    CHECK_FALSE(coverageText("2020-11-25T14:00:00Z/2020-11-25T10:00:00Z"));
    CHECK_FALSE(coverageText("2020-11-25T10:00:00Z"));
    CHECK_FALSE(coverageText(""));
}

TEST_CASE("coverage of a source is stored, told by an incident.json before or behind it, and read as feeds",
          "[store]") {
    const TemporaryFolder place;
    auto file = IncidentFile::openOrCreate(place.path("i.foreshock"));
    REQUIRE(file);
    const Database& db = file->database();
    const std::string told = rfc3339(at(0)) + "/" + rfc3339(at(20));
    write(db, {"in/changes.jsonl", {}, {}, {}, {3, 5}, TimeRange::everything(), {}});
    write(db, {"in/incident.json",
               {},
               {},
               {},
               {},
               TimeRange::everything(),
               {{"covers:changes.jsonl", told}, {"covers:late.jsonl", told}}});
    write(db, {"in/late.jsonl", {}, {}, {}, {7}, TimeRange::everything(), {}});
    write(db, {"in/notchanges.jsonl", {}, {}, {}, {8}, TimeRange::everything(), {}});
    write(db, {"in/empty.jsonl", {}, at(1), at(2), {}, TimeRange::everything(), {}});
    const auto list = sources(db, {});
    REQUIRE(list);
    std::string text;
    for (const SourceInfo& s : *list)
        text += s.path + " " + drawn(s.coverage) + "\n";
    CHECK(text == "in/changes.jsonl stated 0-20\n"
                  "in/incident.json none\n"
                  "in/late.jsonl stated 0-20\n"
                  "in/notchanges.jsonl assumed 8-8\n"
                  "in/empty.jsonl stated 1-2\n");
    const auto gate = Gate::open(db, {});
    REQUIRE(gate);
    const auto covered = feeds(db, *gate);
    REQUIRE(covered);
    text.clear();
    for (const FeedCoverage& f : *covered)
        text += f.kind + " " + f.source + (f.isAssumed ? " assumed\n" : " stated\n");
    CHECK(text == "changes in/changes.jsonl stated\n"
                  "changes in/late.jsonl stated\n"
                  "changes in/notchanges.jsonl assumed\n"
                  "changes in/empty.jsonl stated\n");
}

TEST_CASE("rows that could not be read are told by what their source holds", "[store]") {
    const TemporaryFolder place;
    auto file = IncidentFile::openOrCreate(place.path("i.foreshock"));
    REQUIRE(file);
    const Database& db = file->database();
    const auto add = [&](const char* path, const char* kinds, int changes, int alarms, int rejected) {
        write(db, {path, {}, {}, {}, {}, TimeRange::everything(), {}});
        REQUIRE(db.run("UPDATE source SET kinds = ?, changes = ?, alarms = ?, rejected = ? WHERE path = ?", kinds,
                       changes, alarms, rejected, path));
    };
    add("all rejected", "C", 0, 0, 3);
    add("some rejected", "C", 9, 0, 2);
    add("none rejected", "C", 9, 0, 0);
    add("nobody knows of what", "CA", 0, 0, 4);
    add("both", "CA", 1, 1, 5);
    const auto gate = Gate::open(db, {});
    REQUIRE(gate);
    const auto unread = unreadRows(db, *gate);
    REQUIRE(unread);
    std::string text;
    for (const UnreadRows& u : *unread)
        text += fmt::format("{} {}: {}\n", u.kind, u.source, u.rows);
    CHECK(text == "changes all rejected: 3\n"
                  "changes some rejected: 2\n"
                  "changes both: 5\n"
                  "alarms both: 5\n");
}

TEST_CASE("roles: a person's word is an edit that can be undone and redone", "[store]") {
    const TemporaryFolder place;
    auto file = IncidentFile::openOrCreate(place.path("i.foreshock"));
    REQUIRE(file);
    const auto say = [&](const RoleRule& rule) {
        return Edits(file->database()).make("role", at(0), [&](Database& db) { return writeRoleRule(db, rule); });
    };
    const auto told = [&] {
        const auto rules = roleRules(file->database());
        REQUIRE(rules);
        std::string out;
        for (const RoleRule& r : *rules)
            out +=
                r.service + "/" + r.metric + "=" + std::string(nameOf(r.role)) + ":" + std::string(nameOf(r.bad)) + " ";
        return out;
    };
    REQUIRE(say({"cart", "free", Role::Saturation, BadDirection::Down}));
    REQUIRE(say({"*", "x", Role::Errors, BadDirection::Up}));
    REQUIRE(say({"cart", "free", Role::Traffic, BadDirection::Both}));
    CHECK(told() == "*/x=errors:up cart/free=traffic:both ");
    REQUIRE(Edits(file->database()).undo());
    CHECK(told() == "cart/free=saturation:down */x=errors:up ");
    REQUIRE(Edits(file->database()).undo());
    REQUIRE(Edits(file->database()).undo());
    CHECK(told().empty());
    for (int i = 0; i < 3; ++i)
        REQUIRE(Edits(file->database()).redo());
    CHECK(told() == "*/x=errors:up cart/free=traffic:both ");
}
