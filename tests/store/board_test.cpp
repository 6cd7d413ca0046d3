// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/store/board/board_reader.h"
#include "model/store/board/board_writer.h"
#include "model/store/edits.h"
#include "model/store/repair/check.h"
#include "model/store/repair/salvage.h"
#include "model/store/schema.h"
#include "tests/store/store_support.h"

using namespace foreshock;
using namespace foreshock::store;
using namespace foreshock::store::test;

namespace {

/// An incident file that hands write on the board of.
struct Desk {
    TemporaryFolder folder;
    IncidentFile file = create(folder.path("a.foreshock"));
    Database& db = file.database();

    Result<void> make(const BoardEdit& edit, int atMinute = 0) {
        return Edits(db).make(titleOf(edit), minute(atMinute),
                              [&](Database& to) { return write(to, edit, minute(atMinute)); });
    }
    Board read(const Snapshot& snapshot = {}) {
        const auto gate = Gate::open(db, snapshot);
        REQUIRE(gate);
        auto out = board(db, *gate);
        REQUIRE(out);
        return std::move(*out);
    }
    std::int64_t inputs() { return db.integer("SELECT n FROM revision WHERE kind = 'inputs'").value(); }
};

BoardHypothesis hypothesis(const char* statement) {
    BoardHypothesis out;
    out.statement = statement;
    out.service = ServiceId("kinesis-frontend");
    out.change = ChangeId("chg-capacity");
    out.test = "an old host below its limit";
    out.command = "ulimit -u";
    out.suspectedAt = minute(3);
    out.startedAt = minute(0);
    return out;
}

PinnedEvidence finding(const char* text, int atMinute) {
    PinnedEvidence out;
    out.text = text;
    out.time = minute(atMinute);
    out.until = minute(atMinute + 5);
    out.service = ServiceId("kinesis-frontend");
    out.metric = "threads";
    out.change = ChangeId("chg-capacity");
    return out;
}

} // namespace

TEST_CASE("board: a hypothesis starts with its evidence, and one undo takes both away", "[store]") {
    Desk d;
    const std::int64_t before = d.inputs();
    REQUIRE(d.make(
        StartHypothesis{hypothesis("threads"),
                        {{finding("flat at 32,768", 1), Stance::For}, {finding("memory", 2), Stance::Against}}}));
    Board now = d.read();
    REQUIRE(now.hypotheses.size() == 1);
    BoardHypothesis expected = hypothesis("threads");
    expected.id = now.hypotheses[0].id;
    CHECK(now.hypotheses[0] == expected);
    REQUIRE(now.evidence.size() == 2);
    PinnedEvidence flat = finding("flat at 32,768", 1);
    flat.id = now.evidence[0].id;
    CHECK(now.evidence[0] == flat);
    CHECK(now.stance(expected.id, now.evidence[0].id) == Stance::For);
    CHECK(now.stance(expected.id, now.evidence[1].id) == Stance::Against);
    // What is pinned is not pinned twice: another hypothesis on the same grounds shares it.
    REQUIRE(d.make(StartHypothesis{hypothesis("memory"), {{finding("flat at 32,768", 1), Stance::Against}}}));
    now = d.read();
    CHECK(now.evidence.size() == 2);
    CHECK(now.stance(now.hypotheses[1].id, now.evidence[0].id) == Stance::Against);
    REQUIRE(Edits(d.db).undo());
    CHECK(d.read().hypotheses.size() == 1);
    REQUIRE(Edits(d.db).undo());
    CHECK(d.read().hypotheses.empty());
    CHECK(d.read().evidence.empty());
    REQUIRE(Edits(d.db).redo());
    CHECK(d.read().evidence.size() == 2);
    CHECK(d.inputs() == before); // no analysis reads any of it: kept answers stay good
}

TEST_CASE("board: a hypothesis changes, and goes with what was put to it; its evidence stays", "[store]") {
    Desk d;
    REQUIRE(d.make(StartHypothesis{hypothesis("threads"), {{finding("flat", 1), Stance::For}}}));
    Board now = d.read();
    BoardHypothesis h = now.hypotheses[0];
    h.state = HypothesisState::RuledOut;
    h.settledAt = minute(9);
    h.settledBy = "an old host was below it";
    REQUIRE(d.make(ChangeHypothesis{h}, 9));
    CHECK(d.read().hypotheses[0] == h);
    const std::int64_t flat = now.evidence[0].id;
    REQUIRE(d.make(PutToHypothesis{h.id, flat, Stance::Against}));
    CHECK(d.read().stance(h.id, flat) == Stance::Against);
    REQUIRE(d.make(PutToHypothesis{h.id, flat, std::nullopt}));
    CHECK_FALSE(d.read().stance(h.id, flat));
    REQUIRE(d.make(PutToHypothesis{h.id, flat, Stance::Undecided}));
    REQUIRE(d.make(DropHypothesis{h.id, h.statement}));
    CHECK(d.read().hypotheses.empty());
    CHECK(d.read().evidence.size() == 1);
    CHECK_FALSE(d.make(ChangeHypothesis{h}));
    CHECK_FALSE(d.make(PutToHypothesis{h.id, flat, Stance::For}));
    REQUIRE(Edits(d.db).undo());
    CHECK(d.read().stance(h.id, flat) == Stance::Undecided);
    REQUIRE(d.make(UnpinEvidence{flat, "flat"}));
    CHECK(d.read().evidence.empty());
    CHECK(d.read().put.empty());
    const auto sound = checkFile(d.db);
    REQUIRE(sound);
    CHECK(sound->damage.empty());
}

TEST_CASE("board: a record is known by its source for ever, and is told to be gone with it", "[store]") {
    Desk d;
    SourceWriter::Settings to = settings("a.log");
    to.draft.offset = Duration::seconds(90);
    const auto writer = begin(d.file, to);
    writeLogs(*writer, 0, 10);
    const SourceId source = writer->id();
    finish(*writer, 100, "hash-of-a");
    PinnedEvidence record;
    record.kind = PinKind::Record;
    record.text = "record 7";
    record.time = minute(0) + Duration::seconds(97);
    record.source = source;
    record.seq = 7;
    record.query = "level>=error";
    REQUIRE(d.make(PinEvidence{record, 0, Stance::Undecided}));
    const Board now = d.read();
    REQUIRE(now.evidence.size() == 1);
    record.id = now.evidence[0].id;
    CHECK(now.evidence[0] == record);
    CHECK(d.db.integer("SELECT time_ns FROM evidence").value() == (minute(0) + Duration::seconds(7)).ns); // as read
    CHECK(d.db.integer("SELECT source_hash = 'hash-of-a' FROM evidence").value() == 1);
    REQUIRE(d.db.run("UPDATE source SET state = 'hidden'"));
    CHECK(d.read().evidence[0].isGone);
    CHECK(d.read().evidence[0].text == "record 7");
    record.source = SourceId(99);
    CHECK_FALSE(d.make(PinEvidence{record, 0, Stance::Undecided}));
}

TEST_CASE("board: a suspect is ruled out for its wave until it is restored, and both were once", "[store]") {
    Desk d;
    Answer answer;
    answer.alarms = {AlarmId("a1"), AlarmId("a2")};
    REQUIRE(d.make(RuleOut{{ChangeId("chg"), AlarmId("a1"), "rolled back, trouble stayed", {}}, "capacity add"}, 5));
    Board now = d.read();
    REQUIRE(now.ruling(ChangeId("chg"), answer));
    CHECK(now.ruling(ChangeId("chg"), answer)->reason == "rolled back, trouble stayed");
    CHECK(now.ruling(ChangeId("chg"), answer)->at == minute(5));
    answer.alarms = {AlarmId("of another wave")};
    CHECK_FALSE(now.ruling(ChangeId("chg"), answer));
    REQUIRE(d.make(Restore{ChangeId("chg"), {AlarmId("a1"), AlarmId("a2")}, "capacity add"}, 7));
    CHECK(d.read().rulings.empty());
    Snapshot then;
    then.asOf = minute(6);
    CHECK(d.read(then).rulings.size() == 1);
    then.asOf = minute(4);
    CHECK(d.read(then).rulings.empty());
    REQUIRE(Edits(d.db).undo());
    CHECK(d.read().rulings.size() == 1);
    CHECK(undoTitle(d.db)->value() == "ruling out capacity add");
}

TEST_CASE("board: a ranking is kept once, in order, and the oldest of its wave make room", "[store]") {
    Desk d;
    KeptRanking r;
    r.alarm = AlarmId("a1");
    r.verdict = Verdict::Named;
    r.feeds = 3;
    r.places = {{ChangeId("chg"), "capacity add", Strength::Strong, .9}, {ChangeId("b"), "cert", Strength::Weak, .01}};
    const std::int64_t before = d.inputs();
    for (int i = 0; i < 3; ++i) {
        r.at = minute(i);
        REQUIRE(keepRanking(d.db, r));
    }
    Board now = d.read();
    REQUIRE(now.rankings.size() == 1);
    KeptRanking first = r;
    first.at = minute(0);
    CHECK(now.rankings[0] == first);
    for (int i = 0; i < 210; ++i) {
        r.at = minute(10 + i);
        r.changes = i;
        r.places[0].probability = .5 + i / 1000.0;
        REQUIRE(keepRanking(d.db, r));
    }
    r.alarm = AlarmId("another");
    REQUIRE(keepRanking(d.db, r));
    now = d.read();
    CHECK(now.rankings.size() == 201);
    CHECK(now.rankings.front().at == minute(20));
    CHECK(now.rankings.back().alarm == AlarmId("another"));
    CHECK(d.db.integer("SELECT count(*) FROM ranking_place").value() == 402);
    CHECK(d.inputs() == before);
    CHECK_FALSE(undoTitle(d.db)->has_value());
}

TEST_CASE("board: a file of an earlier form is read without one, and has a place for it once it is opened to write",
          "[store]") {
    const TemporaryFolder folder;
    const std::string path = folder.path("older.foreshock");
    {
        auto older = scratchOfVersion(4);
        REQUIRE(older);
        REQUIRE(older->execute("PRAGMA application_id=" + std::to_string(kApplicationId) + "; PRAGMA user_version=4"));
        REQUIRE(older->execute("VACUUM INTO '" + path + "'"));
    }
    {
        auto reading = openForReading(path);
        REQUIRE(reading);
        const auto gate = Gate::open(*reading, {});
        REQUIRE(gate);
        const auto empty = board(*reading, *gate);
        REQUIRE(empty);
        CHECK(empty->hypotheses.empty());
    }
    auto file = IncidentFile::open(path);
    REQUIRE(file);
    CHECK(*file->database().integer("PRAGMA user_version") == newestSchemaVersion());
    const BoardEdit start = StartHypothesis{hypothesis("threads"), {}};
    REQUIRE(Edits(file->database()).make(titleOf(start), minute(0), [&](Database& to) {
        return write(to, start, minute(0));
    }));
    const auto gate = Gate::open(file->database(), {});
    REQUIRE(gate);
    CHECK(board(file->database(), *gate)->hypotheses.size() == 1);
}

TEST_CASE("board: a repair saves what people wrote", "[store]") {
    const TemporaryFolder folder;
    const std::string path = folder.path("a.foreshock");
    {
        auto file = create(path);
        const auto writer = begin(file, settings("a.log"));
        writeLogs(*writer, 0, 10);
        finish(*writer);
        const BoardEdit edits[] = {
            StartHypothesis{hypothesis("threads"),
                            {{finding("flat", 1), Stance::For}, {finding("memory", 2), Stance::Against}}},
            RuleOut{{ChangeId("chg"), AlarmId("a1"), "it was rolled back", {}}, "capacity add"}};
        for (const BoardEdit& edit : edits)
            REQUIRE(Edits(file.database()).make(titleOf(edit), minute(5), [&](Database& to) {
                return write(to, edit, minute(5));
            }));
        KeptRanking ranking;
        ranking.places = {{ChangeId("chg"), "capacity add", Strength::Strong, .9}};
        REQUIRE(keepRanking(file.database(), ranking));
        REQUIRE(file.close());
    }
    const auto report = salvage(path, folder.path("b.foreshock"));
    INFO((report ? "" : report.error().message));
    REQUIRE(report);
    CHECK(report->lost.empty());
    const auto read = [](const std::string& file) {
        auto db = openForReading(file);
        REQUIRE(db);
        const auto gate = Gate::open(*db, {});
        REQUIRE(gate);
        auto out = board(*db, *gate);
        REQUIRE(out);
        return std::move(*out);
    };
    const Board before = read(path), after = read(folder.path("b.foreshock"));
    CHECK(after.hypotheses == before.hypotheses);
    CHECK(after.evidence == before.evidence);
    CHECK(after.put == before.put);
    CHECK(after.rulings == before.rulings);
    CHECK(after.rankings == before.rankings);
    CHECK(after.put.size() == 2);
}
