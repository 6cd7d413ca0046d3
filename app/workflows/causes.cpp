// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workflows/causes.h"

#include "app/workflows/stored_samples.h"
#include "model/analysis/causes/find_causes.h"
#include "model/base/time_text.h"
#include "model/store/logs/log_reader.h"

#include <algorithm>

namespace foreshock {
namespace {

constexpr std::int64_t kMostRecords = 1'000'000;
constexpr std::size_t kAtOnce = 4096;
constexpr Duration kLeastPast = Duration::minutes(4);

/// Reads log records into `surge`; the past that was read is shorter where there are too many. Gives where it begins.
Result<TimeRange> readLogs(IncidentSession& session, Instant alarm, LogSurge& surge, const std::stop_token& stop) {
    TimeRange range = surge.wanted();
    auto result = store::LogResult::open(session.database(), session.gate(), LogQuery{}, range);
    if (!result)
        return result.error();
    for (;;) {
        if (const auto counted = result->count(stop); !counted)
            return counted.error();
        const Duration past = alarm - range.from;
        if (result->matching() <= kMostRecords || past <= kLeastPast)
            break;
        range.from = alarm - std::max(past / 2, kLeastPast);
        if (const auto moved = result->moveTo(range); !moved)
            return moved.error();
    }
    store::LogResult::Place place;
    store::LogResult::Wanted wanted;
    wanted.places = false;
    for (;;) {
        const auto records = result->next(place, kAtOnce, store::Allowance{stop}, wanted);
        if (!records)
            return records.error();
        if (records->empty())
            return range;
        for (const LogRecord& r : *records)
            surge.add(r.time, r.service, r.message);
    }
}

CauseAnswer unasked() {
    CauseAnswer out;
    out.headline = "No alarms here.";
    out.reason = "Mark when the trouble began (--at 05:15), or import alarms, to have services ranked.";
    return out;
}

} // namespace

Result<CauseAnswer> causesOf(IncidentSession& session, const Incident& incident, const RankRequest& asked,
                             std::stop_token stop) {
    const RankRequest request = underMark(asked, incident);
    if (request.alarm && !knowsAlarm(incident, *request.alarm))
        return noSuchAlarm(*request.alarm);
    RankOptions options;
    options.alarm = request.alarm;
    options.at = request.at;
    StoredSamples samples(session, stop);
    const auto question = causeQuestion(incident, samples, options);
    if (samples.error())
        return *samples.error();
    if (!question)
        return unasked();
    LogSurge logs(epochMinute(question->at));
    const auto read = readLogs(session, question->at, logs, stop);
    if (!read)
        return read.error();
    auto answer = findCauses(incident, samples, *question, logs, request.zone, stop);
    if (samples.error())
        return *samples.error();
    if (!answer)
        return Error{ErrorCode::Cancelled, "cancelled", "", ""};
    if (read->from > logs.wanted().from)
        answer->notes.push_back("Too many log records for all of the hour before: those of the last " +
                                durationText(question->at - read->from) + " were read.");
    return std::move(*answer);
}

} // namespace foreshock
