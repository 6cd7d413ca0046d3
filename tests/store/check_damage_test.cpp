// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/store/repair/check.h"
#include "tests/store/store_support.h"

using namespace foreshock;
using namespace foreshock::store;
using namespace foreshock::store::test;

namespace {

struct Damage {
    const char* sql;
    const char* sentence;
};

} // namespace

TEST_CASE("check: every part of a log block is verified, and the sentence says what is lost", "[store]") {
    const TemporaryFolder folder;
    auto file = create(folder.path("a.foreshock"));
    {
        auto writer = begin(file, settings("a.log"));
        writeLogs(*writer, 0, 9000);
        REQUIRE(writer->keep("x"));
        finish(*writer);
    }
    REQUIRE(checkFile(file.database())->damage == std::vector<std::string>{});
    const Damage row = GENERATE(values<Damage>({
        {"UPDATE log_text SET data = zeroblob(90) WHERE block_id = 1",
         "a.log: log records 0 to 4095 (2020-11-25T13:00:00Z to 2020-11-25T14:08:15Z as read): the checksum of their "
         "texts does not fit; 4096 records are lost"},
        {"UPDATE log_column SET data = zeroblob(90) WHERE block_id = 2",
         "a.log: log records 4096 to 8191 (2020-11-25T14:08:16Z to 2020-11-25T15:16:31Z as read): the checksum of "
         "their times and levels does not fit; 4096 records are lost"},
        {"DELETE FROM log_text WHERE block_id = 1", "their texts are missing; 4096 records are lost"},
        {"DELETE FROM log_column WHERE block_id = 1", "their times and levels are missing; 4096 records are lost"},
        {"DELETE FROM log_rollup WHERE block_id = 1",
         "their counts by second are missing; nothing is lost, a repair makes it anew"},
        {"UPDATE log_rollup SET data = (SELECT data FROM log_rollup WHERE block_id = 2) WHERE block_id = 1",
         "their counts by second do not fit; nothing is lost"},
        {"UPDATE log_filter SET data = zeroblob(4001) WHERE block_id = 2", "their search filter does not fit"},
        {"UPDATE log_gram SET data = zeroblob(4001) WHERE block_id = 2", "their search filter does not fit"},
        {"DELETE FROM log_gram WHERE block_id = 2", "their search filter is missing"},
        {"DELETE FROM log_template_rollup WHERE block_id = 1",
         "their counts by template are missing; nothing is lost, a repair makes it anew"},
        {"UPDATE log_template_rollup SET data = (SELECT data FROM log_template_rollup WHERE block_id = 2) WHERE "
         "block_id = 1",
         "their counts by template do not fit; nothing is lost"},
        {"DELETE FROM log_template WHERE id = 1",
         "1 of their log templates is missing; nothing is lost, a repair makes it anew"},
        {"UPDATE log_block SET errors = errors + 1, infos = infos - 1 WHERE id = 1",
         "their levels are others than the header says"},
        {"UPDATE log_block SET last_ns = last_ns + 1 WHERE id = 1", "their time range is another than the header says"},
        {"UPDATE log_block SET max_arrived_ns = last_ns WHERE id = 1",
         "their time range is another than the header says"},
        {"UPDATE log_block SET first_offset = 7 WHERE id = 1", "their size or place in the source is another"},
        {"DELETE FROM log_block WHERE id = 1", "a.log: log records 0 to 4095 are missing; 4096 records are lost"},
        {"UPDATE log_block SET first_seq = 100 WHERE id = 1", "a.log: log records from 4096 on are there twice"},
        {"UPDATE log_block SET count = -5 WHERE id = 1", "a.log: log block 1: its header is damaged"},
        {"DELETE FROM log_tail", "a.log: 9000 log records expected, 8999 found"},
        {"UPDATE log_tail SET seq = seq + 3", "a.log: log records 8999 to 9001 are missing"},
        {"INSERT INTO log_filter SELECT 99, data FROM log_filter WHERE block_id = 1",
         "references: log_filter row 99 names a missing log_block"},
    }));
    INFO(row.sql);
    REQUIRE(file.database().execute("PRAGMA foreign_keys=OFF"));
    REQUIRE(file.database().execute(row.sql));
    const auto report = checkFile(file.database());
    REQUIRE(report);
    std::string all;
    for (const std::string& sentence : report->damage)
        all += sentence + "\n";
    INFO(all);
    CHECK(all.find(row.sentence) != std::string::npos);
}

TEST_CASE("check: kept originals are compared with the hash of what was read", "[store]") {
    const TemporaryFolder folder;
    auto file = create(folder.path("a.foreshock"));
    auto asked = settings("a.csv");
    asked.keepBytes = true;
    ContentHash hash;
    {
        auto writer = begin(file, asked);
        for (int i = 0; i < 300'000; ++i) {
            const std::string chunk = std::to_string(static_cast<unsigned>(i) * 2654435761U);
            hash.add(chunk);
            REQUIRE(writer->keep(chunk));
        }
        finish(*writer, 0, hash.hex());
    }
    REQUIRE(*file.database().integer("SELECT count(*) FROM source_bytes") > 1);
    REQUIRE(checkFile(file.database())->damage == std::vector<std::string>{});
    REQUIRE(file.database().execute("DELETE FROM source_bytes WHERE part = 1"));
    const auto report = checkFile(file.database());
    REQUIRE(report->damage.size() == 1);
    CHECK(report->damage[0].find("a.csv: its kept original is damaged") == 0);
}
