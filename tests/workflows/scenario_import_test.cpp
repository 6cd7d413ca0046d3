// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workflows/incident_session.h"
#include "app/workflows/scenario_import.h"
#include "model/base/time_text.h"
#include "model/store/logs/log_reader.h"
#include "model/store/repair/check.h"
#include "model/store/samples/series_reader.h"
#include "model/store/source_rows.h"
#include "tests/support/temporary_folder.h"

#include <catch2/catch.hpp>

using namespace foreshock;

namespace {

ImportReport record(const std::string& id, const std::string& path) {
    const auto scenario = loadScenario(id);
    REQUIRE(scenario);
    auto file = store::IncidentFile::openOrCreate(path);
    REQUIRE(file);
    const auto report = recordScenario(*file, *scenario, {1, 1, "", scenario->end});
    REQUIRE(report);
    REQUIRE(file->close());
    return *report;
}

} // namespace

TEST_CASE("scenario: the Kinesis incident is recorded through the ordinary importers and reads back whole",
          "[workflows]") {
    const test::TemporaryFolder folder;
    const std::string path = folder.path("k.foreshock");
    const ImportReport report = record("kinesis-2020-11-25", path);
    for (const ImportedSource& source : report.sources) {
        INFO(source.path << " " << source.format);
        CHECK_FALSE(source.problem);
        CHECK(source.counts.rejected == 0);
        CHECK(source.counts.read == source.counts.stored.sum() + source.counts.folded);
    }
    auto session = IncidentSession::open(path);
    REQUIRE(session);
    const auto incident = session->incident();
    REQUIRE(incident);
    CHECK(incident->zone == "America/Los_Angeles");
    CHECK(incident->changes.size() == 10); // six of the day and four earlier runs
    CHECK(incident->alarms.size() == 10);
    CHECK(rfc3339(incident->alarms.front().start) == "2020-11-25T13:15:00Z");
    CHECK(incident->services.size() == 15);
    CHECK(incident->dependencies.size() == 14);
    CHECK(incident->series.size() == 14);
    for (const SeriesData& series : incident->series)
        if (series.info.metric == "kfe_threads_p50") {
            CHECK(series.info.seenVia.empty());
            const auto samples =
                store::samples(session->database(), session->gate(), series.info.id, TimeRange::everything());
            REQUIRE(samples);
            CHECK(samples->size() > 1400);
            double most = 0;
            for (const Sample& sample : *samples)
                most = sample.value > most ? sample.value : most;
            CHECK(most == 32768.0);
        }
    const auto db = store::openForReading(path);
    REQUIRE(db);
    const auto check = store::checkFile(*db);
    REQUIRE(check);
    CHECK(check->damage.empty());
}

TEST_CASE("logs: rows come in the order of time and the pages of a query fit together", "[workflows]") {
    const test::TemporaryFolder folder;
    const std::string path = folder.path("k.foreshock");
    record("kinesis-2020-11-25", path);
    auto session = IncidentSession::open(path);
    REQUIRE(session);
    for (const char* text : {"", "level>=warning", "\"thread create failed\"", "service:cognito or service:lambda"}) {
        const auto query = parseLogQuery(text);
        REQUIRE(query);
        auto result = store::LogResult::open(session->database(), session->gate(), *query, TimeRange::everything());
        REQUIRE(result);
        REQUIRE(result->count());
        std::vector<LogRecord> all;
        REQUIRE(result->each([&](const LogRecord& r) {
            all.push_back(r);
            return true;
        }));
        INFO(text);
        REQUIRE(static_cast<std::int64_t>(all.size()) == result->matching());
        REQUIRE(!all.empty());
        for (std::size_t i = 1; i < all.size(); ++i)
            CHECK(all[i - 1].time <= all[i].time);
        for (std::int64_t first = 0; first < result->matching(); first += 997) {
            const auto page = result->rows(first, 997);
            REQUIRE(page);
            for (std::size_t i = 0; i < page->size(); ++i) {
                const LogRecord& expected = all[static_cast<std::size_t>(first) + i];
                CHECK((*page)[i].seq == expected.seq);
                CHECK((*page)[i].raw == expected.raw);
            }
        }
    }
}
