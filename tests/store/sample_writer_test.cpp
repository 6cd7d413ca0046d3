// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/store/repair/check.h"
#include "model/store/samples/series_reader.h"
#include "tests/store/series_file.h"

#include <chrono>

using namespace foreshock;
using namespace foreshock::store;
using namespace foreshock::store::test;
using foreshock::test::SplitMix;

namespace {

std::int64_t count(IncidentFile& file, const std::string& from) {
    return file.database().integer("SELECT count(*) FROM " + from).value();
}

} // namespace

TEST_CASE("sample writer: many series in turn leave one chunk each, whatever memory was spent", "[store]") {
    const TemporaryFolder folder;
    auto file = create(folder.path("a.foreshock"));
    constexpr int kSeries = 30'000, kEach = 70;
    {
        auto writer = begin(file, settings("m.csv"));
        std::vector<std::int64_t> series;
        for (int s = 0; s < kSeries; ++s) {
            const std::string instance = "i" + std::to_string(s);
            const auto id = writer->series({"kfe", instance, "", "threads", ""});
            REQUIRE(id);
            series.push_back(*id);
        }
        for (int i = 0; i < kEach; ++i)
            for (int s = 0; s < kSeries; ++s)
                if (!writer->sample(series[static_cast<std::size_t>(s)], {minute(i), s + i * .5}, {}))
                    FAIL();
        CHECK(count(file, "sample_chunk") > 0); // memory was spent
        finish(*writer);
    }
    CHECK(count(file, "sample_chunk") == kSeries);
    CHECK(count(file, "sample_data") == kSeries);
    const auto gate = Gate::open(file.database(), {});
    REQUIRE(gate);
    const auto catalogue = seriesCatalogue(file.database(), *gate);
    REQUIRE(catalogue);
    REQUIRE(catalogue->size() == kSeries);
    SampleCache cache;
    SeriesReader reader(file.database(), *gate, cache);
    for (std::size_t s = 0; s < catalogue->size(); s += 997) {
        const SeriesInfo& info = (*catalogue)[s];
        const auto read = reader.samples(info.id, TimeRange::everything());
        REQUIRE(read);
        REQUIRE(read->size() == kEach);
        for (int i = 0; i < kEach; ++i)
            CHECK((*read)[static_cast<std::size_t>(i)].value == std::stoi(info.instance.substr(1)) + i * .5);
    }
    CHECK(checkFile(file.database())->damage == std::vector<std::string>{});
}

TEST_CASE("sample writer: joining keeps order of storing, full chunks and the later of equal times", "[store]") {
    SplitMix random{4};
    for (int round = 0; round < 20; ++round) {
        const TemporaryFolder folder;
        auto file = create(folder.path("a.foreshock"));
        REQUIRE(file.database().run("INSERT INTO raw_name (id, text, environment) VALUES (1, 'kfe', '')"));
        REQUIRE(file.database().run("INSERT INTO series (id, raw_name_id, instance, version, metric, unit) "
                                    "VALUES (1, 1, '', '', 'threads', '')"));
        SourceDraft draft;
        draft.state = SourceState::Complete;
        const auto source = insertSource(file.database(), draft);
        REQUIRE(source);
        ChunkTable table(file.database());
        std::vector<Sample> expected;
        std::size_t stored = 0;
        for (int piece = 0; piece < 25; ++piece) {
            SampleColumns samples;
            const std::int64_t size = random.below(4) == 0 ? 4096 : random.below(900) + 1;
            for (std::int64_t i = 0; i < size; ++i, ++stored) {
                const std::int64_t back = random.below(50) == 0 ? random.below(3000) : 0;
                const StoredSample s{minute(static_cast<std::int64_t>(stored) - back), random.unit(), std::nullopt};
                samples.add(s);
                expected.push_back({s.time, s.value});
            }
            REQUIRE(table.insert(1, source->value, sealed(std::move(samples))));
        }
        const std::int64_t before = count(file, "sample_chunk");
        auto join = ChunkJoin::open(file.database(), table, source->value);
        REQUIRE(join);
        while (join->step().value() == ChunkJoin::State::More) {
        }
        CHECK(count(file, "sample_chunk") < before);
        CHECK(*file.database().integer("SELECT sum(count) FROM sample_chunk") == static_cast<std::int64_t>(stored));
        std::stable_sort(expected.begin(), expected.end(), [](auto& a, auto& b) { return a.time < b.time; });
        const auto gate = Gate::open(file.database(), {});
        const auto read = samples(file.database(), *gate, SeriesId(1), TimeRange::everything());
        REQUIRE(read);
        std::size_t at = 0;
        for (std::size_t i = 0; i < expected.size(); ++i)
            if (i + 1 == expected.size() || expected[i + 1].time != expected[i].time) {
                REQUIRE(at < read->size());
                REQUIRE((*read)[at].time == expected[i].time);
                // Sorting within a chunk may not put one chunk's sample before another's of the same time.
                REQUIRE((*read)[at].value == expected[i].value);
                ++at;
            }
        CHECK(at == read->size());
    }
}

TEST_CASE("sample writer: a source that is removed takes its chunks and pyramids along", "[store]") {
    const TemporaryFolder folder;
    auto file = create(folder.path("a.foreshock"));
    auto writer = begin(file, settings("m.csv"));
    const auto series = writer->series({"kfe", "", "", "threads", ""});
    REQUIRE(series);
    for (int i = 0; i < 9000; ++i)
        REQUIRE(writer->sample(*series, {minute(i), i * .25}, {}));
    finish(*writer);
    CHECK(count(file, "sample_pyramid") == 3);
    CHECK(checkFile(file.database())->damage.empty());
    REQUIRE(removeSource(file.database(), writer->id()));
    for (const char* table : {"sample_chunk", "sample_data", "sample_pyramid"})
        CHECK(count(file, table) == 0);
    CHECK(checkFile(file.database())->damage.empty());
}

TEST_CASE("check: a chunk, a header or a pyramid that says other things is told", "[store]") {
    const TemporaryFolder folder;
    auto file = create(folder.path("a.foreshock"));
    auto writer = begin(file, settings("m.csv"));
    const auto series = writer->series({"kfe", "", "", "threads", ""});
    REQUIRE(series);
    for (int i = 0; i < 5 * 4096; ++i)
        REQUIRE(writer->sample(*series, {minute(i), i % 100 * .25}, {}));
    finish(*writer);
    const Database& db = file.database();
    REQUIRE(db.run(
        "UPDATE sample_pyramid SET data = (SELECT data FROM sample_pyramid WHERE chunk_id = 2) WHERE chunk_id = 1"));
    REQUIRE(db.run("UPDATE sample_chunk SET most = most + 1 WHERE id = 2"));
    REQUIRE(db.run("DELETE FROM sample_pyramid WHERE chunk_id = 3"));
    REQUIRE(db.run("UPDATE sample_data SET data = zeroblob(10) WHERE chunk_id = 4"));
    REQUIRE(db.run("DELETE FROM sample_data WHERE chunk_id = 5"));
    CHECK(checkFile(db)->damage ==
          std::vector<std::string>{"sample chunk 1 of m.csv: its pyramid says something else than its samples",
                                   "sample chunk 2 of m.csv: its header says something else than its samples",
                                   "sample chunk 3 of m.csv: its pyramid is missing",
                                   "sample chunk 4 of m.csv: its checksum does not fit",
                                   "sample chunk 5 of m.csv: its samples are missing"});
}
