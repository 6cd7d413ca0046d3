// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Analyses read samples from the file a stretch at a time. What they find must be what all samples in memory give.
#include "app/workflows/analyse.h"
#include "app/workflows/open_incident.h"
#include "app/workflows/scenario_import.h"
#include "app/workflows/stored_samples.h"
#include "model/analysis/rank_changes.h"
#include "model/analysis/recording.h"
#include "model/store/incident_reader.h"
#include "model/store/source_writer.h"
#include "tests/support/temporary_folder.h"

#include <catch2/catch.hpp>

using namespace foreshock;

namespace {

/// The obvious twin: everything in memory.
Incident withSamples(IncidentSession& session, Incident incident) {
    for (SeriesData& series : incident.series) {
        auto samples = store::samples(session.database(), session.gate(), series.info.id, TimeRange::everything());
        REQUIRE(samples);
        series.samples = std::move(*samples);
    }
    return incident;
}

} // namespace

TEST_CASE("open incident: changes rank from the file as they do from memory", "[workflows]") {
    const test::TemporaryFolder folder;
    for (const char* name : {"kinesis-2020-11-25", "ticket-sale-2024-05-17"}) {
        const std::string path = folder.path(std::string(name) + ".foreshock");
        {
            const auto scenario = loadScenario(name);
            auto file = store::IncidentFile::openOrCreate(path);
            REQUIRE(recordScenario(*file, *scenario, {3, 1, "", scenario->end}));
        }
        auto session = IncidentSession::open(path);
        REQUIRE(session);
        const auto opened = readIncident(*session);
        REQUIRE(opened);
        const auto stored = rankIncident(*session, opened->incident, {});
        REQUIRE(stored);
        const Incident full = withSamples(*session, opened->incident);
        RankOptions options;
        options.displayZone = full.zone;
        const auto held = rankChanges(full, options);
        REQUIRE(held);
        INFO(name);
        CHECK(stored->headline.size() > 20);
        CHECK(stored->verdict == held->verdict);
        CHECK(stored->onset == held->onset);
        CHECK(stored->window == held->window);
        REQUIRE(stored->suspects.size() == held->suspects.size());
        for (std::size_t i = 0; i < held->suspects.size(); ++i) {
            CHECK(stored->suspects[i].change == held->suspects[i].change);
            CHECK(stored->suspects[i].probability == held->suspects[i].probability);
            // What log lines tell is in the file only, and weighs nothing.
            const auto fromLogs =
                std::count_if(stored->suspects[i].evidence.begin(), stored->suspects[i].evidence.end(),
                              [](const Evidence& e) { return e.kind == EvidenceKind::LogTemplate && e.weight == 0; });
            CHECK(static_cast<std::ptrdiff_t>(stored->suspects[i].evidence.size()) - fromLogs ==
                  static_cast<std::ptrdiff_t>(held->suspects[i].evidence.size()));
        }
        CHECK(recordings(StoredSamples(*session).recorded(), {}) == recordings(HeldSamples(full).recorded(), {}));
    }
}

TEST_CASE("open incident: holes are found inside chunks, in series of long steps and in open ends", "[workflows]") {
    const test::TemporaryFolder folder;
    const std::string path = folder.path("holes.foreshock");
    constexpr Instant start{1'600'000'020'000'000'000};
    {
        auto file = store::IncidentFile::openOrCreate(path);
        REQUIRE(file);
        store::SourceWriter::Settings settings;
        settings.draft.path = "m.csv";
        auto writer = store::SourceWriter::begin(file->database(), settings);
        REQUIRE(writer);
        const auto fill = [&](const char* metric, std::initializer_list<std::pair<int, int>> minutes, int step) {
            const auto series = (*writer)->series({"cart", "", "", metric, ""});
            REQUIRE(series);
            for (const auto& [from, to] : minutes)
                for (int m = from; m < to; m += step)
                    REQUIRE((*writer)->sample(*series, {start + Duration::minutes(m), 1.0 * m}, {}));
        };
        fill("a", {{0, 120}, {1000, 1100}, {5000, 5010}}, 1);
        fill("b", {{300, 310}}, 1);
        fill("daily", {{0, 12 * 1440}}, 1440);
        REQUIRE((*writer)->finish(0, "", Zone(), "in the record", false));
        REQUIRE(file->close());
    }
    auto session = IncidentSession::open(path);
    REQUIRE(session);
    const auto incident = session->incident();
    REQUIRE(incident);
    const auto found = recordings(StoredSamples(*session).recorded(), {});
    CHECK(found == recordings(HeldSamples(withSamples(*session, *incident)).recorded(), {}));
    CHECK(found.size() == 13); // the first hours, 1000 to 1440, 5000, ten days apart
    CHECK(found[1].from == start + Duration::minutes(1000));
    const auto opened = readIncident(*session);
    REQUIRE(opened);
    CHECK(opened->extent.from == start + Duration::minutes(11 * 1440)); // no alarm: where it ends
}
