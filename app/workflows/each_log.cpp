// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workflows/each_log.h"

#include "model/query/log_query.h"
#include "model/store/logs/log_reader.h"

namespace foreshock {
namespace {

constexpr std::size_t kLogsAtOnce = 4096;

} // namespace

Result<void> eachLog(IncidentSession& session, const std::stop_token& stop,
                     const std::function<void(const LogRecord&)>& visit) {
    const auto query = parseLogQuery("");
    if (!query)
        return query.error();
    auto result = store::LogResult::open(session.database(), session.gate(), *query, TimeRange::everything());
    if (!result)
        return result.error();
    store::LogResult::Place place;
    for (;;) {
        const auto records = result->next(place, kLogsAtOnce, stop);
        if (!records)
            return records.error();
        if (records->empty())
            return {};
        for (const LogRecord& record : *records)
            visit(record);
    }
}

} // namespace foreshock
