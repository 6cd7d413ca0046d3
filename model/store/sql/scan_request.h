// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/base/result.h"
#include "model/base/time.h"
#include "model/query/log_query.h"
#include "model/store/sqlite_api.h"

#include <span>
#include <string>
#include <vector>

namespace foreshock::store {

/// What a column of a virtual table holds, and so which constraints on it narrow a scan.
enum class ColumnKind {
    Other,    ///< none
    TimeText, ///< RFC 3339: = < <= > >=
    TimeNs,   ///< nanoseconds: the same
    Name,     ///< a short text: = in glob
    Level,    ///< = <> in
    Template, ///< a template's number: =
    Message,  ///< = like glob regexp match
    Query,    ///< hidden, named as the table: match, and the argument of the table as a function
};

struct ScanColumn {
    const char* name;
    ColumnKind kind;
    double selectivity = 1; ///< share of rows that an = leaves (assumed)
};

/// What a scan must look at, drawn from the WHERE of a statement. It may be more than was asked for: SQLite looks again
/// at every row, except for `match`, which is exact.
struct ScanRequest {
    /// One of the globs must fit the column; letters alike.
    struct Names {
        std::size_t column;
        std::vector<std::string> globs;
    };
    TimeRange range = TimeRange::everything();
    bool isImpossible = false; ///< no row can meet it
    std::vector<Names> names;
    std::vector<LogQuery::Node> nodes; ///< all of them must hold
};

/// For xBestIndex: takes the constraints that narrow a scan and tells SQLite what they cost. `idxStr` names them in
/// the order of xFilter's arguments, as EXPLAIN QUERY PLAN shows them ("service=,time_ns>="); `idxNum` has a bit for
/// each column that will be read. Returns SQLite's code.
int chooseScan(sqlite3_index_info* info, std::span<const ScanColumn> columns, double rows);

/// For xFilter. Errors: Invalid (a log query that can't be read).
Result<ScanRequest> readScan(const char* plan, std::span<sqlite3_value*> values, std::span<const ScanColumn> columns);

} // namespace foreshock::store
