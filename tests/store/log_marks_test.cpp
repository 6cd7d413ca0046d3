// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/store/edits.h"
#include "model/store/logs/mark_rows.h"
#include "tests/store/store_support.h"

using namespace foreshock;
using namespace foreshock::store;
using namespace foreshock::store::test;

TEST_CASE("log marks: are set, changed, taken away and undone, and move no analysis", "[store]") {
    const TemporaryFolder folder;
    IncidentFile file = create(folder.path("a.foreshock"));
    SourceWriter::Settings to = settings("a.log");
    to.draft.offset = Duration::seconds(90);
    const auto writer = begin(file, to);
    writeLogs(*writer, 0, 100);
    const std::int64_t source = writer->id().value;
    finish(*writer);
    Database& db = file.database();
    const auto inputs = [&] { return db.integer("SELECT n FROM revision WHERE kind = 'inputs'").value(); };
    const auto gate = Gate::open(db, {});
    REQUIRE(gate);
    CHECK(logMarks(db, *gate)->empty());
    const std::int64_t before = inputs();
    Edits edits(db);
    const auto mark = [&](std::int64_t seq, int label) {
        const LogMark wanted{{minute(5) + Duration::seconds(90 - seq), source, seq}, label};
        REQUIRE(edits.make("mark", minute(0),
                           [&](Database& to_) { return setLogMark(to_, wanted, gate->offset(source), minute(0)); }));
    };
    mark(7, LogMark::kBookmark);
    mark(3, 4);
    mark(7, 9);
    auto marks = logMarks(db, *gate);
    REQUIRE(marks);
    REQUIRE(marks->size() == 2);
    CHECK((*marks)[0] == LogMark{{minute(5) + Duration::seconds(83), source, 7}, 9}); // in order of time
    CHECK((*marks)[1] == LogMark{{minute(5) + Duration::seconds(87), source, 3}, 4});
    CHECK(db.integer("SELECT time_ns FROM log_mark WHERE seq = 3").value() == (minute(5) - Duration::seconds(3)).ns);
    mark(7, LogMark::kNone);
    CHECK(logMarks(db, *gate)->size() == 1);
    REQUIRE(edits.undo());
    REQUIRE(edits.undo());
    marks = logMarks(db, *gate);
    REQUIRE(marks->size() == 2);
    CHECK((*marks)[0].label == LogMark::kBookmark);
    CHECK(inputs() == before);
}
