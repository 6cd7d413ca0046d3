// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
// What the file keeps is what would be worked out anew, or it is not used.
#include "app/workflows/answer_record.h"
#include "app/workflows/change_point_book.h"
#include "app/workflows/import.h"
#include "app/workflows/open_incident.h"
#include "app/workflows/recall.h"
#include "app/workflows/scenario_import.h"
#include "app/workflows/series_list.h"
#include "app/workflows/service_list.h"
#include "model/store/edits.h"
#include "tests/support/estate.h"

#include <catch2/catch.hpp>

#include <random>

using namespace foreshock;

namespace {

struct Asked {
    std::string record; ///< of the answer, all fields
    bool isRecalled = false;
};

/// As the window does: recall or rank, then the holder of the lock keeps it.
Asked ask(store::IncidentFile& file, const RankRequest& request = {}) {
    auto session = IncidentSession::open(file.path());
    REQUIRE(session);
    const auto opened = readIncident(*session);
    REQUIRE(opened);
    const auto found = recallOrRank(*session, opened->incident, opened->version, request);
    REQUIRE(found);
    if (found->toKeep)
        REQUIRE(keep(file, *found->toKeep));
    return {recordOf(found->found), !found->toKeep};
}

/// The same of the waves beside the answer.
Asked askWaves(store::IncidentFile& file, const RankRequest& request = {}) {
    auto session = IncidentSession::open(file.path());
    REQUIRE(session);
    const auto opened = readIncident(*session);
    REQUIRE(opened);
    const auto answer = recallOrRank(*session, opened->incident, opened->version, request);
    REQUIRE(answer);
    const auto beside = recallOrRankWaves(*session, opened->incident, opened->version, request, answer->found);
    REQUIRE(beside);
    if (beside->toKeep)
        REQUIRE(keep(file, *beside->toKeep));
    return {recordOf(beside->found), !beside->toKeep};
}

std::string rankedAnew(store::IncidentFile& file, const RankRequest& request = {}) {
    auto session = IncidentSession::open(file.path());
    REQUIRE(session);
    const auto opened = readIncident(*session);
    REQUIRE(opened);
    const auto answer = rankIncident(*session, opened->incident, request);
    REQUIRE(answer);
    return recordOf(*answer);
}

void importFrom(store::IncidentFile& file, const std::string& path) {
    ImportRequest request;
    request.paths = {path};
    const auto report = importPaths(&file, request);
    REQUIRE(report);
    REQUIRE(report->problems.empty());
}

} // namespace

TEST_CASE("recall: an answer comes back from the file with every field", "[workflows]") {
    const test::TemporaryFolder folder;
    for (const char* name : {"kinesis-2020-11-25", "ticket-sale-2024-05-17"}) {
        const auto scenario = loadScenario(name);
        auto file = store::IncidentFile::openOrCreate(folder.path(name));
        REQUIRE(file);
        REQUIRE(recordScenario(*file, *scenario, {3, 1, "", scenario->end}));
        const Asked first = ask(*file), second = ask(*file);
        CHECK_FALSE(first.isRecalled);
        CHECK(second.isRecalled);
        CHECK(second.record == first.record);
        const auto answer = answerFrom(first.record);
        REQUIRE(answer);
        CHECK(answer->suspects.size() > 1);
        CHECK(recordOf(*answer) == first.record);
        // Cut anywhere, or with something behind it, it is none.
        for (std::size_t cut = 0; cut < first.record.size(); cut += 97)
            CHECK_FALSE(answerFrom(std::string_view(first.record).substr(0, cut)));
        CHECK_FALSE(answerFrom(first.record + "x"));
    }
}

TEST_CASE("recall: the waves beside an answer come back equal, and are ranked anew where the file changed",
          "[workflows]") {
    const test::TemporaryFolder folder;
    auto file = store::IncidentFile::openOrCreate(folder.path("waves.foreshock"));
    REQUIRE(file);
    importFrom(*file, FORESHOCK_SOURCE_DIR "/tests/data/cases/waves");
    const Asked first = askWaves(*file), second = askWaves(*file);
    CHECK_FALSE(first.isRecalled);
    CHECK(second.isRecalled);
    CHECK(second.record == first.record);
    const auto waves = wavesFrom(first.record);
    REQUIRE(waves);
    REQUIRE(waves->waves.size() >= 3);
    CHECK(std::any_of(waves->waves.begin(), waves->waves.end(), [](const AlarmWave& w) {
        return std::any_of(w.suspects.begin(), w.suspects.end(), [](const WaveSuspect& s) { return s.response; });
    }));
    CHECK(recordOf(*waves) == first.record);
    for (std::size_t cut = 0; cut < first.record.size(); cut += 7)
        CHECK_FALSE(wavesFrom(std::string_view(first.record).substr(0, cut)));
    CHECK_FALSE(wavesFrom(first.record + "x"));
    CHECK_FALSE(answerFrom(first.record));

    RankRequest narrow;
    narrow.window = Duration::hours(1);
    CHECK_FALSE(askWaves(*file, narrow).isRecalled); // another question
    CHECK(askWaves(*file, narrow).isRecalled);
    store::Edits edits(file->database());
    REQUIRE(edits.correct("clock", Instant{Duration::hours(1).ns}, [](store::Database& db) {
        return db.run("UPDATE source SET offset_ns = ?", Duration::minutes(1).ns);
    }));
    const Asked moved = askWaves(*file);
    CHECK_FALSE(moved.isRecalled);
    CHECK(moved.record != first.record);
}

TEST_CASE("recall: whatever is done to the file, the answer is the one that is worked out anew", "[workflows]") {
    const test::TemporaryFolder folder;
    test::writeEstate(folder, "estate", {12, 300, 8, 500});
    auto file = store::IncidentFile::openOrCreate(folder.path("i.foreshock"));
    REQUIRE(file);
    importFrom(*file, folder.path("estate"));
    std::mt19937 random(11);
    store::Edits edits(file->database());
    int imported = 0, recalled = 0, undone = 0;
    const Instant now{Duration::hours(1).ns};
    const std::vector<std::function<void()>> doings = {
        [&] { // a change, an alarm or some samples more
            const int n = ++imported;
            const std::vector<std::pair<std::string, std::string>> files = {
                {"changes",
                 fmt::format("{{\"id\":\"late-{0}\",\"time\":\"2024-03-01T02:2{1}:00Z\",\"service\":\"service-{2}\","
                             "\"kind\":\"config\",\"title\":\"late {0}\"}}\n",
                             n, n % 10, n % 12)},
                {"alarms",
                 fmt::format("{{\"time\":\"2024-03-01T02:4{}:00Z\",\"service\":\"service-{}\",\"metric\":\"errors\","
                             "\"title\":\"errors > 150\",\"rule\":\"errors > 150\"}}\n",
                             n % 10, n % 12)},
                {"metrics",
                 fmt::format("timestamp,service,metric,value,unit\n2024-03-01T05:{:02}:30Z,service-{},errors,{},\n",
                             n % 60, n % 12, 100 + n)},
            };
            const auto& [kind, text] = files[random() % files.size()];
            importFrom(*file, folder.file(fmt::format("{}-{}.{}", kind, n, kind == "metrics" ? "csv" : "jsonl"), text));
        },
        [&] { // a person's word on a role
            const char* role = random() % 2 ? "traffic" : "errors";
            const auto word = parseRoleWord(fmt::format("service-{}/cpu={}", random() % 12, role));
            REQUIRE(word);
            REQUIRE(sayRoles(*file, {*word}, now));
        },
        [&] {
            REQUIRE(mapServiceNames(*file, {{fmt::format("service-{}", random() % 12), "shop"}}, now));
        },
        [&] {
            REQUIRE(edits.make("note", now, [&](store::Database& db) {
                return store::addNote(db, {Instant{}, ServiceId(), "note", "seen", ""}, now);
            }));
        },
        [&] { // another clock
            REQUIRE(edits.correct("clock", now, [&](store::Database& db) {
                return db.run("UPDATE source SET offset_ns = ? WHERE path LIKE '%changes.jsonl'",
                              Duration::minutes(static_cast<std::int64_t>(random() % 30)).ns);
            }));
        },
        [&] {
            const auto done = edits.undo();
            undone += done && done->has_value();
        },
        [&] { (void)edits.redo(); },
    };
    for (int round = 0; round < 40; ++round) {
        const std::size_t doing = random() % doings.size();
        INFO("round " << round << ", doing " << doing);
        doings[doing]();
        RankRequest request;
        if (random() % 3 == 0)
            request.window = Duration::hours(2);
        const std::string anew = rankedAnew(*file, request);
        for (int again = 0; again < 2; ++again) {
            const Asked asked = ask(*file, request);
            CHECK((asked.record == anew));
            recalled += asked.isRecalled;
        }
    }
    CHECK(recalled >= 40); // at the latest the second time
    CHECK(undone > 0);
}

TEST_CASE("recall: an answer that was begun before something was stored is not kept as today's", "[workflows]") {
    const test::TemporaryFolder folder;
    test::writeEstate(folder, "estate", {12, 300, 8});
    auto file = store::IncidentFile::openOrCreate(folder.path("i.foreshock"));
    importFrom(*file, folder.path("estate"));
    auto session = IncidentSession::open(file->path());
    const auto opened = readIncident(*session);
    REQUIRE(opened);
    importFrom(*file,
               folder.file("more.jsonl", "{\"id\":\"late\",\"time\":\"2024-03-01T02:29:00Z\",\"service\":\"service-7\","
                                         "\"kind\":\"config\",\"title\":\"late\"}\n"));
    const auto late = recallOrRank(*session, opened->incident, opened->version, {});
    REQUIRE(late);
    REQUIRE(late->toKeep);
    REQUIRE(keep(*file, *late->toKeep));
    const Asked asked = ask(*file);
    CHECK_FALSE(asked.isRecalled);
    CHECK((asked.record == rankedAnew(*file)));
}

TEST_CASE("recall: change points are looked for only where samples came in", "[workflows]") {
    const test::TemporaryFolder folder;
    test::writeEstate(folder, "estate", {12, 300, 8});
    auto file = store::IncidentFile::openOrCreate(folder.path("i.foreshock"));
    importFrom(*file, folder.path("estate"));
    const auto round = [&](ChangePointBook& book) {
        auto session = IncidentSession::open(file->path());
        REQUIRE(session);
        const auto incident = session->incident();
        REQUIRE(incident);
        for (const SeriesData& series : incident->series) {
            const auto found = book.points(*session, series.info, TimeRange::everything());
            const auto anew = seriesChangePoints(*session, series.info, TimeRange::everything());
            REQUIRE(found);
            REQUIRE(anew);
            CHECK((recordOf({HashedPoints{"", *found}}) == recordOf({HashedPoints{"", *anew}})));
        }
        return book.computed();
    };
    const auto opened = [&] {
        auto session = IncidentSession::open(file->path());
        REQUIRE(session);
        return ChangePointBook::open(*session);
    };
    ChangePointBook book = opened();
    CHECK(round(book) == 60);
    const auto kept = book.endRound();
    REQUIRE(kept);
    REQUIRE(keep(*file, *kept));
    CHECK(round(book) == 0);
    CHECK_FALSE(book.endRound());

    // New samples for two series; everything else of the file may change as it likes.
    importFrom(*file, folder.file("more.csv", "timestamp,service,metric,value,unit\n"
                                              "2024-03-01T05:00:00Z,service-3,cpu,150,\n"
                                              "2024-03-01T05:00:00Z,service-4,cpu,150,\n"));
    REQUIRE(mapServiceNames(*file, {{"service-9", "shop"}}, Instant{}));
    CHECK(round(book) == 2);
    ChangePointBook other = opened(); // another process, with what the first one kept
    CHECK(round(other) == 2);
    REQUIRE(other.endRound());
}
