// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/workflows/dry_run_sink.h"
#include "model/domain/input_preview.h"

#include <string>
#include <vector>

namespace foreshock {

/// Takes what a reader makes of a file for a preview: counts, the first records and rejected rows as people would see
/// them, the names of services. Memory: a few dozen short texts, whatever comes.
class PreviewSink final : public RecordSink {
public:
    explicit PreviewSink(TimeRange accept)
        : m_counts(accept) {}

    /// What comes from here on stands so many bytes further behind, in lines that nobody has counted.
    void skipAhead(std::uint64_t bytes) { m_skipped += static_cast<std::int64_t>(bytes); }
    /// Moves what was found into a preview.
    void into(InputPreview& preview);
    std::int64_t read() const { return m_counts.counts().read; }

    Result<void> log(const LogDraft& record, RecordPlace place) override;
    Result<std::int64_t> series(const SeriesDraft& draft) override;
    Result<void> sample(std::int64_t series, Sample sample, RecordPlace place) override;
    Result<void> change(const Change& change, RecordPlace place) override;
    Result<void> alarm(const Alarm& alarm, RecordPlace place) override;
    Result<void> service(const Service& service, RecordPlace place) override;
    Result<void> dependency(const Dependency& dependency, RecordPlace place) override;
    Result<void> note(const Note& note, RecordPlace place) override;
    Result<void> limit(const DeclaredLimit& limit, RecordPlace place) override;
    Result<void> fact(std::string_view key, std::string_view value) override;
    Result<void> joined(RecordPlace place) override { return m_counts.joined(place); }
    Result<void> leftOut(RecordPlace place) override { return m_counts.leftOut(place); }
    Result<void> reject(RecordPlace place, std::string_view reason, std::string_view excerpt) override;

private:
    struct Series {
        std::string service, instance, version, metric, unit;
    };
    bool wantsMore() const;
    void show(const char* kind, std::optional<Instant> time, std::string_view service, std::string text,
              RecordPlace place);
    void name(std::string_view service);

    DryRunSink m_counts;
    std::int64_t m_skipped = 0;
    std::optional<Instant> m_firstAlarm;
    std::vector<Series> m_series; ///< the first ones; later ones share a handle
    std::vector<PreviewRecord> m_records;
    std::vector<ImportIssue> m_rejected;
    std::vector<std::string> m_services;
    bool m_hasMoreServices = false;
};

} // namespace foreshock
