// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/base/zone.h"
#include "model/domain/record_sink.h"
#include "model/domain/source.h"
#include "model/store/kept_bytes.h"
#include "model/store/logs/log_writer.h"
#include "model/store/logs/prior_logs.h"
#include "model/store/logs/template_book.h"
#include "model/store/raw_names.h"
#include "model/store/row_writer.h"
#include "model/store/samples/sample_surplus.h"
#include "model/store/samples/sample_writer.h"
#include "model/store/source_coverage.h"
#include "model/store/source_rows.h"
#include "model/store/usual_delay.h"

#include <chrono>
#include <memory>
#include <optional>
#include <unordered_map>
#include <utility>
#include <vector>

namespace foreshock::store {

/// Stores one source. Rows are committed every 64 MB or second under the state `loading`, which readers show as
/// partial; finish() makes the source complete, abandon() (or the death of the process) leaves nothing of it.
/// Growing a known source is one transaction instead, so that it stays whole at every moment. Of a version of a known
/// file that was changed in its middle only the surplus over the older ones is stored.
/// Memory: at most 32 MB of open log text, 48 MB of open samples, and the writer's page cache.
class SourceWriter final : public RecordSink {
public:
    struct Settings {
        SourceDraft draft;
        TimeRange accept = TimeRange::everything(); ///< records outside are counted, not stored
        std::optional<SourceId> replaces;           ///< a reading that holds no more than this one, removed at the end
        std::optional<ResumePoint> resume;          ///< grow this source instead of making one
        std::optional<TimeRange> covers;            ///< for what stretch it speaks, as a person says
        TemplateBook* templates = nullptr;          ///< shared by the sources of an import; null: its own
        bool keepBytes = false;                     ///< keep the original for a later re-reading
        std::vector<SourceId> rereads;              ///< readings that this one is to take the place of: not looked at
        std::vector<SourceId> priors;               ///< older versions of the file: what they hold is not stored again
        std::optional<SourceId> versionOf;          ///< the oldest of them, where that is known already
        bool isStaged = false;                      ///< finish() leaves it unseen, for replaceReadings() to show
    };
    static Result<std::unique_ptr<SourceWriter>> begin(const Database& db, const Settings& settings);
    ~SourceWriter() override;

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
    Result<void> joined(RecordPlace place) override;
    Result<void> alarmRule(const AlarmRule& rule, RecordPlace place) override;
    Result<void> covers(std::optional<Instant> from, std::optional<Instant> to) override;
    Result<void> leftOut(RecordPlace place) override;
    Result<void> reject(RecordPlace place, std::string_view reason, std::string_view excerpt) override;
    Result<void> remark(RecordPlace place, std::string_view text, std::string_view excerpt) override;
    Result<void> doubtfulTime(RecordPlace place, std::string_view text) override;

    /// The source's own bytes, in order, where they are to be kept.
    Result<void> keep(std::string_view chunk);
    const ImportCounts& counts() const { return m_counts; }
    /// Completes the source. The hash and size are of all its bytes.
    Result<SourceInfo> finish(std::int64_t size, const std::string& contentHash, const Zone& zone,
                              const std::string& zoneBasis, bool canResume);
    /// Removes everything of it.
    Result<void> abandon();
    SourceId id() const { return m_source; }
    /// Facts about the whole incident: of a staged source they are for replaceReadings() to write.
    const std::vector<std::pair<std::string, std::string>>& facts() const { return m_facts; }

private:
    SourceWriter(const Database& db, const Settings& settings, SourceId source);
    Result<void> openTransaction();
    Result<void> finishSamples();
    Result<void> thinSamples();
    Result<void> dropOutgrown();
    Result<void> writeIssue(bool isRemark, RecordPlace place, std::string_view text, std::string_view excerpt);
    Result<void> commitIfDue(std::size_t bytes);
    Result<void> commit();
    bool isOutside(Instant from, Instant to);
    void sawTime(Instant t);
    void count(RowWriter::Outcome outcome, std::int64_t RecordCounts::*kind);
    void sawArrival(Instant event, std::optional<Instant> arrived);

    const Database& m_db;
    Settings m_settings;
    SourceId m_source;
    RawNames m_names;
    RowWriter m_rows;
    TemplateBook m_ownTemplates;
    TemplateBook* m_templates;
    LogWriter m_logs;
    SampleWriter m_samples;
    std::optional<PriorLogs> m_prior;
    bool m_isLastStored = false; ///< was the record handed over last stored, or known already?
    std::int64_t m_ofOlder = 0;  ///< duplicates of an older version
    std::int64_t m_doubtful = 0; ///< times that the clocks skipped or showed twice
    UsualDelay m_delay;
    KeptBytes m_bytes;
    ImportCounts m_counts;
    SourceInfo m_before; ///< of a resumed source
    std::optional<Instant> m_first;
    std::optional<Instant> m_last;
    CoverageNotes m_coverage;
    std::unordered_map<std::string, std::int64_t> m_series;
    std::vector<std::pair<std::string, std::string>> m_facts;
    std::optional<Transaction> m_transaction;
    std::size_t m_uncommitted = 0;
    std::chrono::steady_clock::time_point m_begun;
    bool m_isOver = false;
};

} // namespace foreshock::store
