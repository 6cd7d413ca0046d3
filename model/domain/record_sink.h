// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/base/result.h"
#include "model/domain/alarm.h"
#include "model/domain/alarm_rule.h"
#include "model/domain/change.h"
#include "model/domain/declared_limit.h"
#include "model/domain/dependency.h"
#include "model/domain/import_issue.h"
#include "model/domain/log_record.h"
#include "model/domain/note.h"
#include "model/domain/series.h"
#include "model/domain/service.h"

#include <optional>
#include <string_view>

namespace foreshock {

/// Where a record stands in its source.
struct RecordPlace {
    std::int64_t line = 0;   ///< 1-based first line; 0 where there are no lines
    std::int64_t offset = 0; ///< byte offset of its first byte
};

/// A log record as an importer hands it over; the views live only during the call.
struct LogDraft {
    Instant time;
    LogLevel level = LogLevel::Unknown;
    std::string_view service; ///< raw name as read, may be empty
    std::string_view host;    ///< may be empty
    std::string_view raw;     ///< the record's bytes without its last line end
    std::string_view message; ///< within raw where it stands there, else text of its own
    std::optional<Instant> arrivedAt;
};

/// Names a series on first use; the sink gives back a small handle for the samples.
struct SeriesDraft {
    std::string_view service;
    std::string_view instance;
    std::string_view version;
    std::string_view metric;
    std::string_view unit;
    std::string_view environment = {}; ///< as a label tells it ("prod"); empty: not told
};

/// Takes what an importer reads. Implemented by the store, by dry runs and by tests; importers see only this.
/// Every call may fail (disk full, cancelled): the importer stops and returns that error.
/// Each record handed over counts as read; so does each reject().
class RecordSink {
public:
    virtual ~RecordSink() = default;

    virtual Result<void> log(const LogDraft& record, RecordPlace place) = 0;
    /// A handle for samples, the same for the same texts. Names are compared as read.
    virtual Result<std::int64_t> series(const SeriesDraft& draft) = 0;
    virtual Result<void> sample(std::int64_t series, Sample sample, RecordPlace place) = 0;
    virtual Result<void> change(const Change& change, RecordPlace place) = 0;    ///< empty id: the sink makes one
    virtual Result<void> alarm(const Alarm& alarm, RecordPlace place) = 0;       ///< empty id: the sink makes one
    virtual Result<void> service(const Service& service, RecordPlace place) = 0; ///< counts among the dependencies
    virtual Result<void> dependency(const Dependency& dependency, RecordPlace place) = 0;
    virtual Result<void> limit(const DeclaredLimit& limit, RecordPlace place) = 0; ///< counts among the dependencies
    virtual Result<void> note(const Note& note, RecordPlace place) = 0;
    /// A fact about the whole incident: "title", "zone", "seen_via:SERVICE/METRIC". Counts as folded.
    virtual Result<void> fact(std::string_view key, std::string_view value) = 0;
    /// A monitoring rule as it is set up. Counts as folded: a rule is no happening.
    virtual Result<void> alarmRule(const AlarmRule&, RecordPlace place) { return joined(place); }
    /// For what stretch the source itself says that it speaks (an API answer's range, a report's head). Either end may
    /// stay open. Not counted; a later call widens.
    virtual Result<void> covers(std::optional<Instant> /*from*/, std::optional<Instant> /*to*/) { return {}; }
    /// A row that became part of a record handed over elsewhere (the "OK" that ends an alarm). Counts as folded.
    virtual Result<void> joined(RecordPlace place) = 0;
    /// A row that is well-formed and none of the incident's business (a call that only read). Counts as outside.
    virtual Result<void> leftOut(RecordPlace place) = 0;
    /// A row that could not be read; `excerpt` is cut by the sink.
    virtual Result<void> reject(RecordPlace place, std::string_view reason, std::string_view excerpt) = 0;
    /// Something odd about a record that was kept all the same (a time that the clocks skipped). Not counted.
    virtual Result<void> remark(RecordPlace, std::string_view /*text*/, std::string_view /*excerpt*/) { return {}; }
    /// The time of the record at that place is one that the clocks of its zone skipped or showed twice. Counted; the
    /// first hundred become remarks.
    virtual Result<void> doubtfulTime(RecordPlace place, std::string_view text) { return remark(place, text, {}); }
};

} // namespace foreshock
