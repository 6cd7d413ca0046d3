// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/store/sql/log_scan.h"

#include "model/base/time_text.h"
#include "model/store/sql/sql_values.h"

namespace foreshock::store {
namespace {

/// The request as a log query: its nodes and its names must all hold.
LogQuery queryOf(const ScanRequest& request) {
    std::vector<LogQuery::Node> all = request.nodes;
    for (const ScanRequest::Names& names : request.names) {
        const std::string_view column = LogScan::kColumns[names.column].name;
        LogQuery::Node either;
        either.kind = LogQuery::Kind::Or;
        for (const std::string& glob : names.globs) {
            LogQuery::Node& one = either.parts.emplace_back();
            one.kind = column == "service" ? LogQuery::Kind::Service
                       : column == "host"  ? LogQuery::Kind::Host
                                           : LogQuery::Kind::Source;
            one.text = glob;
        }
        all.push_back(either.parts.size() == 1 ? std::move(either.parts.front()) : std::move(either));
    }
    LogQuery query;
    if (all.size() == 1) {
        query.root = std::move(all.front());
    } else if (!all.empty()) {
        query.root.kind = LogQuery::Kind::And;
        query.root.parts = std::move(all);
    }
    return query;
}

constexpr int bit(int column) {
    return 1 << column;
}

} // namespace

LogScan::LogScan(std::shared_ptr<const ScanContext> context, const ScanRequest& request, int used)
    : m_context(std::move(context))
    , m_query(queryOf(request))
    , m_range(request.isImpossible ? TimeRange{} : request.range)
    , m_wanted{(used & (bit(2) | bit(4) | bit(7))) != 0, (used & (bit(5) | bit(10))) != 0} {}

Result<void> LogScan::start() {
    auto result = LogResult::open(m_context->db, m_context->gate, m_query, m_range, m_context->pieces);
    if (!result)
        return result.error();
    m_result.emplace(std::move(*result));
    return load();
}

Result<void> LogScan::load() {
    m_at = 0;
    auto batch = m_result->next(m_place, m_size.records(), *m_context->allowance, m_wanted);
    if (!batch)
        return batch.error();
    if (m_result->hitLimit())
        return Error{ErrorCode::Invalid, "the expression was too costly on some records", "",
                     "Make it more exact: fewer stars within each other"};
    m_batch = std::move(*batch);
    m_size.saw(m_batch);
    return {};
}

void LogScan::column(sqlite3_context* result, int column) const {
    const LogRecord& r = m_batch[m_at];
    switch (column) {
    case 0:
        return resultText(result, rfc3339(r.time));
    case 1:
        return resultShown(result, r.service.value);
    case 2:
        return resultShown(result, r.host);
    case 3:
        return resultText(result, nameOf(r.level));
    case 5:
        return resultShown(result, r.message);
    case 6:
        return resultShown(result, m_context->gate.path(r.source.value));
    case 7:
        return sqlite3_result_int64(result, r.line);
    case 8:
        return sqlite3_result_int64(result, r.seq);
    case 9:
        return sqlite3_result_int64(result, r.time.ns);
    case 10:
        return resultBlob(result, r.raw);
    default:
        return r.templateId == 0 ? sqlite3_result_null(result) : sqlite3_result_int64(result, r.templateId);
    }
}

} // namespace foreshock::store
