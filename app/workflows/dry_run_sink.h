// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/domain/record_sink.h"
#include "model/domain/source.h"

#include <optional>

namespace foreshock {

/// Counts what an import would store, without a file.
class DryRunSink final : public RecordSink {
public:
    explicit DryRunSink(TimeRange accept)
        : m_accept(accept) {}

    Result<void> log(const LogDraft& r, RecordPlace) override { return count(&RecordCounts::logs, r.time); }
    Result<std::int64_t> series(const SeriesDraft&) override { return std::int64_t{0}; }
    Result<void> sample(std::int64_t, Sample s, RecordPlace) override { return count(&RecordCounts::samples, s.time); }
    Result<void> change(const Change& c, RecordPlace) override {
        return count(&RecordCounts::changes, c.start, c.endOrStart(), c.endOrStart());
    }
    Result<void> alarm(const Alarm& a, RecordPlace) override {
        return count(&RecordCounts::alarms, a.start, a.end.value_or(a.start), a.start);
    }
    Result<void> service(const Service&, RecordPlace) override { return count(&RecordCounts::dependencies, {}); }
    Result<void> dependency(const Dependency&, RecordPlace) override { return count(&RecordCounts::dependencies, {}); }
    Result<void> limit(const DeclaredLimit&, RecordPlace) override { return count(&RecordCounts::dependencies, {}); }
    Result<void> note(const Note& n, RecordPlace) override { return count(&RecordCounts::notes, n.time); }
    Result<void> fact(std::string_view, std::string_view) override {
        ++m_counts.read;
        ++m_counts.folded;
        return {};
    }
    Result<void> joined(RecordPlace) override {
        ++m_counts.read;
        ++m_counts.folded;
        return {};
    }
    Result<void> leftOut(RecordPlace) override {
        ++m_counts.read;
        ++m_counts.outside;
        return {};
    }
    Result<void> reject(RecordPlace, std::string_view, std::string_view) override {
        ++m_counts.read;
        ++m_counts.rejected;
        return {};
    }
    const ImportCounts& counts() const { return m_counts; }
    std::optional<Instant> first() const { return m_first; }
    std::optional<Instant> last() const { return m_last; }

private:
    Result<void> count(std::int64_t RecordCounts::*kind, std::optional<Instant> time) {
        return count(kind, time, time.value_or(Instant{}), time.value_or(Instant{}));
    }
    /// `end` decides what lies outside, `last` is the last time that counts, as where it is stored.
    Result<void> count(std::int64_t RecordCounts::*kind, std::optional<Instant> time, Instant end, Instant last) {
        ++m_counts.read;
        if (time && (*time >= m_accept.to || end < m_accept.from)) {
            ++m_counts.outside;
            return {};
        }
        ++(m_counts.stored.*kind);
        if (time) {
            m_first = std::min(m_first.value_or(*time), *time);
            m_last = std::max(m_last.value_or(last), last);
        }
        return {};
    }
    TimeRange m_accept;
    ImportCounts m_counts;
    std::optional<Instant> m_first, m_last;
};

} // namespace foreshock
