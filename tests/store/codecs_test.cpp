// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/store/blob_codec.h"
#include "model/store/logs/log_block.h"
#include "model/store/logs/log_block_builder.h"
#include "tests/store/store_support.h"

#include <random>

using namespace foreshock;
using namespace foreshock::store;

TEST_CASE("log block: records come back as they were, messages that are no part of the raw text too", "[store]") {
    LogBlockBuilder builder;
    std::vector<std::string> raws, messages;
    for (int i = 0; i < 100; ++i) {
        raws.push_back("raw " + std::to_string(i) + std::string(static_cast<std::size_t>(i % 5), '\n'));
        messages.push_back(i % 2 ? raws.back().substr(4) : "un\"escaped " + std::to_string(i));
    }
    for (std::size_t i = 0; i < raws.size(); ++i) {
        StoredLog record;
        record.time = Instant{static_cast<std::int64_t>(i % 7) * -1000};
        record.level = static_cast<LogLevel>(i % 7);
        record.rawName = static_cast<std::int64_t>(i % 3);
        const std::string host = "host-" + std::to_string(i % 4);
        record.host = host;
        record.line = static_cast<std::int64_t>(i) * 2 + 1;
        record.offset = static_cast<std::int64_t>(i) * 31;
        record.raw = raws[i];
        record.message = messages[i];
        if (i % 5 == 0)
            record.arrivedAt = Instant{static_cast<std::int64_t>(i)};
        builder.add(record);
    }
    CHECK(builder.encode().levels[3] == 14);
    const auto block = LogBlock::decode(builder.columnBlob(), builder.textBlob());
    REQUIRE(block);
    const std::vector<StoredLog> records = block->records();
    REQUIRE(records.size() == raws.size());
    for (std::size_t i = 0; i < raws.size(); ++i) {
        const StoredLog& r = records[i];
        CHECK(r.raw == raws[i]);
        CHECK(r.message == messages[i]);
        CHECK(r.level == static_cast<LogLevel>(i % 7));
        CHECK(r.host == "host-" + std::to_string(i % 4));
        CHECK(r.line == static_cast<std::int64_t>(i) * 2 + 1);
        CHECK(r.offset == static_cast<std::int64_t>(i) * 31);
        CHECK(r.time == Instant{static_cast<std::int64_t>(i % 7) * -1000});
        CHECK(r.arrivedAt.has_value() == (i % 5 == 0));
    }
}

TEST_CASE("codecs: damaged blobs are refused, never a crash", "[store]") {
    LogBlockBuilder builder;
    for (int i = 0; i < 50; ++i) {
        const std::string raw = "line " + std::to_string(i * 7919);
        StoredLog record;
        record.raw = raw;
        record.message = raw;
        builder.add(record);
    }
    const std::string columns = builder.columnBlob(), text = builder.textBlob();
    // Uncompressed columns, so that the damage reaches our own decoder and not only zstd's checks.
    const auto plain = unpacked(columns, kBlobLimit);
    REQUIRE(plain);
    std::mt19937 random(1);
    for (std::size_t cut = 0; cut < plain->size(); ++cut) {
        const std::string head = std::string(1, static_cast<char>(Codec::Plain)) + plain->substr(0, cut);
        CHECK_FALSE(LogBlock::decode(head, text));
        std::string flipped = std::string(1, static_cast<char>(Codec::Plain)) + *plain;
        flipped[1 + cut] = static_cast<char>(random());
        (void)LogBlock::decode(flipped, text);
    }
}
