// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workflows/compare_ranges.h"

#include "app/workflows/stored_samples.h"
#include "model/analysis/compare/range_comparison.h"
#include "model/query/log_query.h"
#include "model/store/logs/log_reader.h"

namespace foreshock {
namespace {

constexpr std::size_t kLogsAtOnce = 4096;
constexpr std::size_t kMostValues = 20000; ///< of all attributes; hosts can be many

Result<void> countLogs(IncidentSession& session, TimeRange range,
                       std::int64_t std::pair<std::int64_t, std::int64_t>::*side, AttributeCounts& counts,
                       std::stop_token stop) {
    const auto query = parseLogQuery("");
    if (!query)
        return query.error();
    auto result = store::LogResult::open(session.database(), session.gate(), *query, range);
    if (!result)
        return result.error();
    const auto add = [&](const char* attribute, const std::string& value) {
        const auto found = counts.find({attribute, value});
        if (found != counts.end())
            ++(found->second.*side);
        else if (counts.size() < kMostValues)
            ++(counts[{attribute, value}].*side);
    };
    store::LogResult::Place place;
    const store::Allowance allowance{stop};
    for (;;) {
        const auto records = result->next(place, kLogsAtOnce, allowance, {true, false});
        if (!records)
            return records.error();
        if (records->empty())
            return {};
        for (const LogRecord& r : *records) {
            add("level", r.level == LogLevel::Unknown ? "none" : std::string(nameOf(r.level)));
            add("service", r.service.value);
            add("host", r.host);
            add("source", session.gate().path(r.source.value));
        }
    }
}

} // namespace

Result<RangeComparison> askComparison(IncidentSession& session, TimeRange a, TimeRange b, std::stop_token stop) {
    const auto incident = session.incident();
    if (!incident)
        return incident.error();
    AttributeCounts logs;
    using Sides = std::pair<std::int64_t, std::int64_t>;
    for (const auto& counted :
         {countLogs(session, a, &Sides::first, logs, stop), countLogs(session, b, &Sides::second, logs, stop)})
        if (!counted)
            return counted.error();
    StoredSamples samples(session, stop);
    auto out = compareRanges(incident->series, samples, a, b, logs, std::move(stop));
    if (samples.error())
        return *samples.error();
    if (!out)
        return Error{ErrorCode::Cancelled, "cancelled", "", ""};
    return std::move(*out);
}

} // namespace foreshock
