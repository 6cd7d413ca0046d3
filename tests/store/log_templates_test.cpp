// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/store/logs/log_reader.h"
#include "model/store/logs/template_reader.h"
#include "model/store/logs/template_rollup.h"
#include "model/store/repair/check.h"
#include "model/store/repair/salvage.h"
#include "model/store/source_rows.h"
#include "tests/store/store_support.h"

#include <map>
#include <sys/wait.h>

using namespace foreshock;
using namespace foreshock::store;
using namespace foreshock::store::test;

namespace {

/// Two kinds of lines, one a second each, of the services a and b in turn.
void writeRequests(SourceWriter& writer, int first, int n) {
    for (int i = first; i < first + n; ++i) {
        const std::string text = i % 3 == 0 ? "cannot create thread: limit " + std::to_string(i) + " reached"
                                            : "request " + std::to_string(i) + " served in 12 ms";
        LogDraft draft;
        draft.time = minute(0) + Duration::seconds(i);
        draft.service = i % 2 ? "a" : "b";
        draft.raw = text;
        draft.message = draft.raw;
        REQUIRE(writer.log(draft, {i + 1, i * 40}));
    }
}

void import(IncidentFile& file, const std::string& path, int first, int n) {
    auto writer = begin(file, settings(path));
    writeRequests(*writer, first, n);
    finish(*writer);
}

TemplateLog templatesOf(const Database& db, TimeRange range = TimeRange::everything(), const Snapshot& snapshot = {}) {
    const auto gate = Gate::open(db, snapshot);
    REQUIRE(gate);
    auto log = readTemplates(db, *gate, range, TemplateDetail::Minutes);
    REQUIRE(log);
    return std::move(*log);
}

std::vector<LogRecord> recordsOf(const Database& db, const std::string& query) {
    const auto gate = Gate::open(db, {});
    const auto parsed = parseLogQuery(query);
    REQUIRE(parsed);
    auto result = LogResult::open(db, *gate, *parsed, TimeRange::everything());
    REQUIRE(result);
    std::vector<LogRecord> out;
    REQUIRE(result->each([&](const LogRecord& r) {
        out.push_back(r);
        return true;
    }));
    REQUIRE(result->count());
    CHECK(result->matching() == static_cast<std::int64_t>(out.size()));
    return out;
}

/// A list of (id, pattern, count), and what holds of every list: it says what the records say.
std::vector<std::string> soundList(const Database& db) {
    std::map<std::uint32_t, std::int64_t> counts;
    for (const LogRecord& r : recordsOf(db, ""))
        ++counts[r.templateId];
    std::vector<std::string> out;
    const TemplateLog log = templatesOf(db);
    CHECK(log.templates.size() == counts.size());
    for (const LogTemplate& t : log.templates) {
        CHECK(t.count == counts[t.id]);
        out.push_back(std::to_string(t.id) + " " + t.pattern + " " + std::to_string(t.count));
    }
    for (const TemplateCounts& c : log.counts) {
        std::int64_t sum = 0;
        for (const TemplateCounts::Minute& m : c.minutes)
            sum += m.count;
        CHECK(sum == c.count);
    }
    return out;
}

} // namespace

TEST_CASE("log templates: every record has one, and they are counted by service and minute", "[store]") {
    const TemporaryFolder folder;
    auto file = create(folder.path("a.foreshock"));
    import(file, "a.log", 0, 9000);
    const Database& db = file.database();
    CHECK(soundList(db) == std::vector<std::string>{"2 request <*> served in <*> 6000",
                                                    "1 cannot create thread: limit <*> reached 3000"});
    const TemplateLog log = templatesOf(db);
    CHECK(log.withoutTemplate == 0);
    CHECK(log.templates[0].first == minute(0) + Duration::seconds(1));
    CHECK(log.templates[0].last == minute(0) + Duration::seconds(8999));
    REQUIRE(log.counts.size() == 4);
    CHECK(log.counts[0].service.value == "a");
    REQUIRE(log.counts[0].minutes.size() == 150);
    CHECK(log.counts[0].minutes[1].start == minute(1));
    CHECK(log.counts[0].minutes[1].count == 10);
    CHECK(checkFile(db)->damage == std::vector<std::string>{});
}

TEST_CASE("log templates: a range cuts through blocks to the record", "[store]") {
    const TemporaryFolder folder;
    auto file = create(folder.path("a.foreshock"));
    import(file, "a.log", 0, 9000);
    const TemplateLog log = templatesOf(file.database(), {minute(10) + Duration::seconds(1), minute(20)});
    REQUIRE(log.templates.size() == 2);
    CHECK(log.templates[0].count + log.templates[1].count == 599);
    CHECK(log.templates[0].first == minute(10) + Duration::seconds(1));
    CHECK(log.templates[1].first == minute(10) + Duration::seconds(3));
    CHECK(log.templates[0].last == minute(20) - Duration::seconds(1));
}

TEST_CASE("log templates: a query asks for one by its number", "[store]") {
    const TemporaryFolder folder;
    auto file = create(folder.path("a.foreshock"));
    import(file, "a.log", 0, 9000);
    const auto threads = recordsOf(file.database(), "template:1");
    REQUIRE(threads.size() == 3000);
    CHECK(threads[1].message == "cannot create thread: limit 3 reached");
    CHECK(recordsOf(file.database(), "template:1 service:a").size() == 1500);
    CHECK(recordsOf(file.database(), "-template:1 \"request 17 \"").size() == 1);
    CHECK(recordsOf(file.database(), "template:77").empty());
}

TEST_CASE("log templates: another source goes on with the same ids, and a source that is gone is not counted",
          "[store]") {
    const TemporaryFolder folder;
    const std::string path = folder.path("a.foreshock");
    {
        auto file = create(path);
        import(file, "a.log", 0, 5000);
    }
    auto file = create(path);
    import(file, "b.log", 5000, 5000);
    CHECK(soundList(file.database()) == std::vector<std::string>{"2 request <*> served in <*> 6666",
                                                                 "1 cannot create thread: limit <*> reached 3334"});
    REQUIRE(removeSource(file.database(), SourceId(1)));
    CHECK(soundList(file.database()) == std::vector<std::string>{"2 request <*> served in <*> 3333",
                                                                 "1 cannot create thread: limit <*> reached 1667"});
    REQUIRE(file.database().run("UPDATE source SET state = 'hidden'"));
    CHECK(templatesOf(file.database()).templates.empty());
}

TEST_CASE("log templates: what had not arrived is not counted", "[store]") {
    const TemporaryFolder folder;
    auto file = create(folder.path("a.foreshock"));
    import(file, "a.log", 0, 9000);
    const TemplateLog log = templatesOf(file.database(), TimeRange::everything(), {minute(10)});
    std::int64_t sum = 0;
    for (const LogTemplate& t : log.templates)
        sum += t.count;
    CHECK(sum == 601);
}

TEST_CASE("log templates: a grown source goes on; its last record is not mined twice under another id", "[store]") {
    const TemporaryFolder folder;
    auto file = create(folder.path("a.foreshock"));
    ResumePoint resume;
    {
        auto writer = begin(file, settings("a.log"));
        writeRequests(*writer, 0, 4500);
        finish(*writer, 180'000, "hash", true);
        const auto known = sourceWithContent(file.database(), "hash");
        REQUIRE(known);
        REQUIRE(*known);
        REQUIRE((*known)->resume);
        resume = *(*known)->resume;
    }
    auto grown = settings("a.log");
    grown.resume = resume;
    auto writer = begin(file, grown);
    writeRequests(*writer, 4499, 4501);
    finish(*writer, 360'000, "hash2", true);
    CHECK(soundList(file.database()) == std::vector<std::string>{"2 request <*> served in <*> 6000",
                                                                 "1 cannot create thread: limit <*> reached 3000"});
    CHECK(*file.database().integer("SELECT count(*) FROM log_tail_template") ==
          *file.database().integer("SELECT count(*) FROM log_tail"));
    CHECK(checkFile(file.database())->damage == std::vector<std::string>{});
}

TEST_CASE("log templates: a source that is given up leaves none behind", "[store]") {
    const TemporaryFolder folder;
    auto file = create(folder.path("a.foreshock"));
    TemplateBook book(file.database());
    {
        auto s = settings("a.log");
        s.templates = &book;
        auto writer = begin(file, s);
        writeLogs(*writer, 0, 20'000);
        REQUIRE(writer->abandon());
    }
    CHECK(*file.database().integer("SELECT count(*) FROM log_template") == 0);
    auto s = settings("b.log");
    s.templates = &book;
    auto writer = begin(file, s);
    writeRequests(*writer, 0, 9000);
    finish(*writer);
    CHECK(soundList(file.database()).front() == "2 request <*> served in <*> 6000");
}

TEST_CASE("log templates: a kill while a source is stored leaves ids that fit", "[store]") {
    const TemporaryFolder folder;
    for (int round = 0; round < 6; ++round) {
        const std::string path = folder.path("k" + std::to_string(round) + ".foreshock");
        {
            auto file = create(path);
            import(file, "a.log", 0, 5000);
        }
        const pid_t child = ::fork();
        if (child == 0) {
            auto file = IncidentFile::openOrCreate(path);
            auto writer = SourceWriter::begin(file->database(), settings("b.log"));
            for (int i = 0;; i += 1000)
                writeRequests(**writer, i, 1000);
        }
        ::usleep(static_cast<useconds_t>(20'000 + 60'000 * round));
        ::kill(child, SIGKILL);
        int status = 0;
        ::waitpid(child, &status, 0);
        auto file = create(path);
        CHECK(checkFile(file.database())->damage == std::vector<std::string>{});
        CHECK(soundList(file.database()).size() == 2);
        import(file, "b.log", 5000, 5000);
        CHECK(soundList(file.database()) == std::vector<std::string>{"2 request <*> served in <*> 6666",
                                                                     "1 cannot create thread: limit <*> reached 3334"});
    }
}

TEST_CASE("log templates: a template that became part of another is read as that one, columns stay", "[store]") {
    const TemporaryFolder folder;
    auto file = create(folder.path("a.foreshock"));
    import(file, "a.log", 0, 9000);
    const Database& db = file.database();
    REQUIRE(db.run("UPDATE log_template SET merged_into = 1 WHERE id = 2"));
    CHECK(soundList(db) == std::vector<std::string>{"1 cannot create thread: limit <*> reached 9000"});
    CHECK(recordsOf(db, "template:2").size() == 9000);
    CHECK(recordsOf(db, "template:1").size() == 9000);
    CHECK(checkFile(db)->damage == std::vector<std::string>{});
}

TEST_CASE("log templates: a repair keeps them, and makes lost rows anew from a record", "[store]") {
    const TemporaryFolder folder;
    const std::string path = folder.path("a.foreshock"), repaired = folder.path("b.foreshock");
    std::vector<std::string> before;
    {
        auto file = create(path);
        import(file, "a.log", 0, 9000);
        before = soundList(file.database());
        REQUIRE(file.database().execute("PRAGMA foreign_keys=OFF"));
        REQUIRE(file.database().run("DELETE FROM log_template WHERE id = 1"));
        REQUIRE(file.database().run("DELETE FROM log_template_rollup"));
    }
    const auto report = salvage(path, repaired);
    REQUIRE(report);
    CHECK(report->lost.empty());
    auto file = create(repaired);
    CHECK(checkFile(file.database())->damage == std::vector<std::string>{});
    CHECK(soundList(file.database()) == before);
    import(file, "b.log", 9000, 3000);
    CHECK(checkFile(file.database())->damage == std::vector<std::string>{});
}

TEST_CASE("template rollup: it comes back as it went in, whatever the times", "[store]") {
    TemplateRollupBuilder builder;
    builder.add(Instant::earliest(), 1, 7);
    builder.add(Instant::latest(), -5, 9);
    builder.add(Instant{-1}, 1, 7);
    builder.add(Instant{0}, 1, 7);
    builder.add(Instant{1}, 1, 0); // has none
    const auto rollup = decodeTemplateRollup(builder.blob());
    REQUIRE(rollup);
    REQUIRE(rollup->spans.size() == 2);
    CHECK(rollup->spans[0] == TemplateSpan{7, Instant::earliest(), Instant{0}});
    CHECK(rollup->spans[1] == TemplateSpan{9, Instant::latest(), Instant::latest()});
    REQUIRE(rollup->counts.size() == 4);
    CHECK(rollup->counts[1] == TemplateCount{Instant{-60'000'000'000}, 1, 7, 1});
    CHECK(rollup->counts[2] == TemplateCount{Instant{0}, 1, 7, 1});
    const std::string blob = builder.blob();
    for (std::size_t size = 0; size < blob.size(); ++size)
        CHECK_FALSE(decodeTemplateRollup(blob.substr(0, size)).has_value());
    CHECK(TemplateRollupBuilder().blob().empty());
}
