// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/store/edits.h"
#include "model/store/incident_reader.h"
#include "model/store/logs/log_reader.h"
#include "model/store/repair/check.h"
#include "model/store/samples/series_reader.h"
#include "tests/store/store_support.h"

#include <cmath>

using namespace foreshock;
using namespace foreshock::store;
using namespace foreshock::store::test;

namespace {

std::vector<LogRecord> allLogs(const Database& db, const Snapshot& snapshot = {}) {
    const auto gate = Gate::open(db, snapshot);
    REQUIRE(gate);
    auto result = LogResult::open(db, *gate, LogQuery{}, TimeRange::everything());
    REQUIRE(result);
    std::vector<LogRecord> out;
    REQUIRE(result->each([&](const LogRecord& r) {
        out.push_back(r);
        return true;
    }));
    return out;
}

Change change(const char* id, const char* title) {
    Change c;
    c.id = ChangeId(id);
    c.service = ServiceId("kinesis-frontend");
    c.kind = "capacity_add";
    c.title = title;
    c.start = minute(0);
    return c;
}

std::vector<Change> allChanges(const Database& db, const Snapshot& snapshot = {}) {
    const auto gate = Gate::open(db, snapshot);
    REQUIRE(gate);
    const auto list = changes(db, *gate);
    REQUIRE(list);
    return *list;
}

} // namespace

TEST_CASE("source writer: what is not finished is never seen, what is abandoned leaves nothing", "[store]") {
    const TemporaryFolder folder;
    auto file = create(folder.path("a.foreshock"));
    auto writer = begin(file, settings("a.log"));
    writeLogs(*writer, 0, 9000);
    CHECK(allLogs(file.database()).empty());
    REQUIRE(writer->abandon());
    CHECK(*file.database().integer("SELECT count(*) FROM source") == 0);
    CHECK(*file.database().integer("SELECT count(*) FROM log_block") == 0);
    CHECK(*file.database().integer("SELECT count(*) FROM log_text") == 0);
}

TEST_CASE("source writer: the last record stays in the tail and can grow when the file does", "[store]") {
    const TemporaryFolder folder;
    auto file = create(folder.path("a.foreshock"));
    {
        auto writer = begin(file, settings("a.log"));
        writeLogs(*writer, 0, 5000);
        finish(*writer, 100'000, "hash-1", true);
    }
    CHECK(*file.database().integer("SELECT count(*) FROM log_tail") == 1);
    const auto known = versionOfFile(file.database(), "a.log", "");
    REQUIRE(known);
    REQUIRE(*known);
    const auto& resume = &(*known)->resume;
    REQUIRE(*resume);
    CHECK((*resume)->offset == 4999 * 20);
    CHECK((*resume)->line == 5000);

    auto grown = settings("a.log");
    grown.resume = **resume;
    {
        auto writer = begin(file, grown);
        writeLogs(*writer, 4999, 4000); // the last record again, and 3,999 more
        finish(*writer, 180'000, "hash-2", true);
    }
    const auto records = allLogs(file.database());
    REQUIRE(records.size() == 8999);
    for (std::size_t i = 0; i < records.size(); ++i) {
        CHECK(records[i].seq == static_cast<std::int64_t>(i));
        CHECK(records[i].message == "record " + std::to_string(i));
    }
    CHECK(*file.database().integer("SELECT count(*) FROM source") == 1);
    const auto report = checkFile(file.database());
    REQUIRE(report);
    CHECK(report->damage == std::vector<std::string>{});
}

TEST_CASE("source writer: growing that is given up leaves the source as it was", "[store]") {
    const TemporaryFolder folder;
    auto file = create(folder.path("a.foreshock"));
    {
        auto writer = begin(file, settings("a.log"));
        writeLogs(*writer, 0, 5000);
        finish(*writer, 100'000, "hash-1", true);
    }
    auto grown = settings("a.log");
    grown.resume = (**versionOfFile(file.database(), "a.log", "")).resume;
    {
        auto writer = begin(file, grown);
        writeLogs(*writer, 4999, 9000);
    }
    CHECK(allLogs(file.database()).size() == 5000);
    CHECK(checkFile(file.database())->damage.empty());
}

TEST_CASE("rows: the same row again is a duplicate, another feed's clash keeps both", "[store]") {
    const TemporaryFolder folder;
    auto file = create(folder.path("a.foreshock"));
    {
        auto writer = begin(file, settings("x/deploys.jsonl"));
        REQUIRE(writer->change(change("chg-1", "capacity add"), {}));
        REQUIRE(writer->change(change("chg-1", "capacity add"), {}));
        REQUIRE(writer->change(change("", "without an id"), {}));
        CHECK(writer->counts().duplicates == 1);
        finish(*writer);
    }
    {
        auto writer = begin(file, settings("y/flags.jsonl"));
        REQUIRE(writer->change(change("chg-1", "something else"), {}));
        REQUIRE(writer->change(change("chg-1", "something else"), {}));
        REQUIRE(writer->change(change("chg-1", "capacity add"), {}));
        REQUIRE(writer->change(change("", "without an id"), {}));
        CHECK(writer->counts().stored.changes == 1);
        CHECK(writer->counts().duplicates == 3);
        finish(*writer);
    }
    std::vector<std::string> ids;
    for (const Change& c : allChanges(file.database()))
        ids.push_back(c.id.value);
    REQUIRE(ids.size() == 3);
    CHECK(std::find(ids.begin(), ids.end(), "chg-1") != ids.end());
    CHECK(std::find(ids.begin(), ids.end(), "chg-1@flags.jsonl") != ids.end());
}

TEST_CASE("rows: the same feed's later version of an id replaces the earlier", "[store]") {
    const TemporaryFolder folder;
    auto file = create(folder.path("a.foreshock"));
    auto writer = begin(file, settings("deploys.jsonl"));
    Change c = change("chg-1", "capacity add");
    REQUIRE(writer->change(c, {}));
    c.end = minute(63);
    REQUIRE(writer->change(c, {}));
    CHECK(writer->counts().folded == 1);
    finish(*writer);
    const auto list = allChanges(file.database());
    REQUIRE(list.size() == 1);
    CHECK(list[0].end == minute(63));
}

TEST_CASE("source writer: records outside the range asked for are counted, not stored", "[store]") {
    const TemporaryFolder folder;
    auto file = create(folder.path("a.foreshock"));
    auto limited = settings("a.log");
    limited.accept = {minute(1), minute(2)};
    auto writer = begin(file, limited);
    writeLogs(*writer, 0, 180);
    CHECK(writer->counts().stored.logs == 60);
    CHECK(writer->counts().outside == 120);
    finish(*writer);
}

TEST_CASE("series: chunks that overlap are merged, the later stored wins, null samples stay", "[store]") {
    const TemporaryFolder folder;
    auto file = create(folder.path("a.foreshock"));
    for (int source = 0; source < 2; ++source) {
        auto writer = begin(file, settings("m" + std::to_string(source) + ".csv"));
        const auto series = writer->series({"kfe", "", "", "threads", "count"});
        REQUIRE(series);
        for (int i = source * 5; i < source * 5 + 10; ++i)
            REQUIRE(writer->sample(*series, {minute(i), i == 7 ? std::nan("") : 100.0 * source + i}, {}));
        finish(*writer);
    }
    const auto gate = Gate::open(file.database(), {});
    REQUIRE(gate);
    const auto catalogue = seriesCatalogue(file.database(), *gate);
    REQUIRE(catalogue);
    REQUIRE(catalogue->size() == 1);
    const auto read = samples(file.database(), *gate, catalogue->front().id, TimeRange::everything());
    REQUIRE(read);
    REQUIRE(read->size() == 15);
    CHECK((*read)[4].value == 4);
    CHECK((*read)[5].value == 105);
    CHECK(std::isnan((*read)[7].value));
    const auto part = samples(file.database(), *gate, catalogue->front().id, {minute(3), minute(6)});
    REQUIRE(part);
    CHECK(part->size() == 3);
}

TEST_CASE("snapshot: nothing is seen before it had arrived", "[store]") {
    const TemporaryFolder folder;
    auto file = create(folder.path("a.foreshock"));
    {
        auto writer = begin(file, settings("a.log"));
        writeLogs(*writer, 0, 600);
        Change late = change("late", "told an hour later");
        late.arrivedAt = minute(60);
        REQUIRE(writer->change(late, {}));
        Change open = change("open", "ends later");
        open.end = minute(30);
        REQUIRE(writer->change(open, {}));
        finish(*writer);
    }
    Snapshot early;
    early.asOf = minute(5);
    CHECK(allLogs(file.database(), early).size() == 301);
    const auto seen = allChanges(file.database(), early);
    REQUIRE(seen.size() == 1);
    CHECK(seen[0].id.value == "open");
    CHECK_FALSE(seen[0].end);
    CHECK(allChanges(file.database()).size() == 2);
}

TEST_CASE("edits: a typed note can be undone and redone in a later session", "[store]") {
    const TemporaryFolder folder;
    const std::string path = folder.path("a.foreshock");
    const auto noteCount = [](IncidentFile& file) { return *file.database().integer("SELECT count(*) FROM note"); };
    {
        auto file = create(path);
        Edits edits(file.database());
        for (const char* text : {"first", "second"})
            REQUIRE(edits.make(std::string("note ") + text, minute(0), [&](Database& db) {
                return addNote(db, {minute(0), ServiceId(), "note", text, ""}, minute(0));
            }));
        CHECK(noteCount(file) == 2);
    }
    auto file = create(path);
    Edits edits(file.database());
    CHECK(edits.undo().value() == std::optional<std::string>("note second"));
    CHECK(edits.undo().value() == std::optional<std::string>("note first"));
    CHECK(edits.undo().value() == std::nullopt);
    CHECK(noteCount(file) == 0);
    CHECK(edits.redo().value() == std::optional<std::string>("note first"));
    CHECK(noteCount(file) == 1);
    REQUIRE(edits.make("note third", minute(0), [&](Database& db) {
        return addNote(db, {minute(0), ServiceId(), "note", "third", ""}, minute(0));
    }));
    CHECK(edits.redo().value() == std::nullopt); // a new edit ends the old branch
}

TEST_CASE("edits: an edit that fails leaves nothing", "[store]") {
    const TemporaryFolder folder;
    auto file = create(folder.path("a.foreshock"));
    const auto done = Edits(file.database()).make("broken", minute(0), [&](Database& db) -> Result<void> {
        REQUIRE(addNote(db, {minute(0), ServiceId(), "note", "x", ""}, minute(0)));
        return Error{ErrorCode::Invalid, "no", "", ""};
    });
    CHECK_FALSE(done);
    CHECK(*file.database().integer("SELECT count(*) FROM note") == 0);
    CHECK(*file.database().integer("SELECT count(*) FROM edit_history") == 0);
}

TEST_CASE("source writer: details of changes, alarms and services come back as they were given", "[store]") {
    const TemporaryFolder folder;
    auto file = create(folder.path("a.foreshock"));
    const auto write = [&](const char* path, const char* runbook) {
        auto writer = begin(file, settings(path));
        Change deploy = change("chg-1", "deploy");
        deploy.details = {{"image", "shop/cart:1.5.0"}, {"note", "a \"quote\"\nand \xFF"}, {"note", "again"}};
        REQUIRE(writer->change(deploy, {1, 0}));
        Alarm alarm;
        alarm.id = AlarmId("a-1");
        alarm.service = ServiceId("kfe");
        alarm.start = minute(15);
        alarm.details = {{"runbook_url", runbook}};
        REQUIRE(writer->alarm(alarm, {2, 9}));
        Service service;
        service.id = ServiceId("kfe");
        service.name = "front end";
        service.details = {{"owner", "team-kds"}};
        REQUIRE(writer->service(service, {3, 18}));
        finish(*writer);
    };
    write("a.json", "https://r.example/1");
    const auto gate = Gate::open(file.database(), {});
    REQUIRE(gate);
    const Details expected = {{"image", "shop/cart:1.5.0"}, {"note", "a \"quote\"\nand \xEF\xBF\xBD\nagain"}};
    CHECK(changes(file.database(), *gate)->front().details == expected);
    CHECK(alarms(file.database(), *gate)->front().details == Details{{"runbook_url", "https://r.example/1"}});
    const auto all = services(file.database(), *gate);
    REQUIRE(all);
    REQUIRE(all->size() == 2);
    for (const Service& service : *all)
        CHECK(service.details == (service.id.value == "kfe" ? Details{{"owner", "team-kds"}} : Details{}));
    // The same again is a duplicate; another runbook is not.
    write("a.json", "https://r.example/1");
    CHECK(*file.database().integer("SELECT sum(duplicates) FROM source") == 3);
    write("a.json", "https://r.example/2");
    const auto later = Gate::open(file.database(), {});
    REQUIRE(later);
    CHECK(alarms(file.database(), *later)->front().details == Details{{"runbook_url", "https://r.example/2"}});
    CHECK(checkFile(file.database())->damage == std::vector<std::string>{});
}

TEST_CASE("source writer: rows that were joined count as folded, rows left out as outside", "[store]") {
    const TemporaryFolder folder;
    auto file = create(folder.path("a.foreshock"));
    auto writer = begin(file, settings("a.json"));
    REQUIRE(writer->change(change("chg-1", "deploy"), {1, 0}));
    REQUIRE(writer->joined({2, 9}));
    REQUIRE(writer->leftOut({3, 18}));
    REQUIRE(writer->leftOut({4, 27}));
    finish(*writer);
    CHECK(*file.database().integer("SELECT folded FROM source") == 1);
    CHECK(*file.database().integer("SELECT outside FROM source") == 2);
    CHECK(*file.database().integer("SELECT read FROM source") == 4);
    CHECK(checkFile(file.database())->damage == std::vector<std::string>{});
}
