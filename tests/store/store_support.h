// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/base/time_text.h"
#include "model/store/incident_file.h"
#include "model/store/source_writer.h"
#include "tests/support/temporary_folder.h"

#include <catch2/catch.hpp>

namespace foreshock::store::test {

using foreshock::test::TemporaryFolder;

inline Instant at(const char* text) {
    return parseTime(text)->instant;
}
inline Instant minute(std::int64_t n) {
    return at("2020-11-25T13:00:00Z") + Duration::minutes(n);
}

inline SourceWriter::Settings settings(const std::string& path) {
    SourceWriter::Settings out;
    out.draft.path = path;
    out.draft.format = "test";
    out.draft.reason = "a test";
    out.draft.importedAt = at("2020-11-26T00:00:00Z");
    return out;
}

inline std::unique_ptr<SourceWriter> begin(IncidentFile& file, const SourceWriter::Settings& settings) {
    auto writer = SourceWriter::begin(file.database(), settings);
    REQUIRE(writer);
    return std::move(*writer);
}

inline void finish(SourceWriter& writer, std::int64_t size = 0, const std::string& hash = "", bool canResume = false) {
    const auto done = writer.finish(size, hash, Zone(), "in the record", canResume);
    REQUIRE(done);
}

inline IncidentFile create(const std::string& path) {
    auto file = IncidentFile::openOrCreate(path);
    REQUIRE(file);
    return std::move(*file);
}

/// Writes `count` records, one a second, "record N".
inline void writeLogs(SourceWriter& writer, int first, int count) {
    for (int i = first; i < first + count; ++i) {
        const std::string raw = "record " + std::to_string(i);
        LogDraft draft;
        draft.time = minute(0) + Duration::seconds(i);
        draft.level = i % 10 == 0 ? LogLevel::Error : LogLevel::Info;
        draft.service = i % 2 ? "odd" : "even";
        draft.host = "host-1";
        draft.raw = raw;
        draft.message = draft.raw;
        REQUIRE(writer.log(draft, {i + 1, i * 20}));
    }
}

} // namespace foreshock::store::test
