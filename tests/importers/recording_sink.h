// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/registry.h"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace foreshock::test {

/// Prints every record as one line, in the order in which it came:
///   2@31 sample kinesis-frontend/kfe_threads_p50[threads/server] 2020-11-25T13:00:00Z 32768
class RecordingSink : public RecordSink {
public:
    Result<void> log(const LogDraft& record, RecordPlace place) override;
    Result<std::int64_t> series(const SeriesDraft& draft) override;
    Result<void> sample(std::int64_t series, Sample sample, RecordPlace place) override;
    Result<void> change(const Change& change, RecordPlace place) override;
    Result<void> alarm(const Alarm& alarm, RecordPlace place) override;
    Result<void> service(const Service& service, RecordPlace place) override;
    Result<void> dependency(const Dependency& dependency, RecordPlace place) override;
    Result<void> limit(const DeclaredLimit& limit, RecordPlace place) override;
    Result<void> note(const Note& note, RecordPlace place) override;
    Result<void> fact(std::string_view key, std::string_view value) override;
    Result<void> alarmRule(const AlarmRule& rule, RecordPlace place) override;
    Result<void> covers(std::optional<Instant> from, std::optional<Instant> to) override;
    Result<void> joined(RecordPlace place) override;
    Result<void> leftOut(RecordPlace place) override;
    Result<void> reject(RecordPlace place, std::string_view reason, std::string_view excerpt) override;
    Result<void> remark(RecordPlace place, std::string_view text, std::string_view excerpt) override;

    std::vector<std::string> lines;
    int stored = 0;
    int rejected = 0;
    std::size_t failAfter = static_cast<std::size_t>(-1); ///< records; then every call is Cancelled
    std::vector<std::string> raws;                        ///< of the log records

private:
    Result<void> put(RecordPlace place, std::string text);

    std::vector<std::string> m_series;
    std::map<std::string, std::int64_t> m_handles;
};

struct Reading {
    std::string text; ///< all records, a line each, and the error last if there was one
    std::vector<std::string> lines;
    std::vector<std::string> raws;
    int stored = 0;
    int rejected = 0;
    bool isError = false;
    std::string zoneBasis;
};

struct ReadOptions {
    std::size_t chunk = 1 << 20;
    std::string service;
    std::string zone; ///< given, if not empty
    std::optional<int> year = std::nullopt;
    std::optional<Instant> start = std::nullopt;
};

Reading readAs(const std::string& importer, std::string_view bytes, const ReadOptions& options = {});
/// The specimen of a whole small file.
Specimen specimenOf(std::string_view name, std::string_view bytes);
/// Bytes of tests/data/importers/NAME.
std::string dataFile(const std::string& name);

} // namespace foreshock::test
