// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/store/sql/public_sql.h"

#include "model/store/sql/sql_values.h"
#include "model/store/sql/virtual_tables.h"

#include <fmt/format.h>

#include <algorithm>

namespace foreshock::store {
namespace {

/// {0} is the condition "the source is visible", {1} the asOf instant. {2} and {3} tell the planner how few changes and
/// alarms there are: without statistics it would take each table for a million rows and scan `logs` outermost.
constexpr const char* kViews = R"(
CREATE TEMP VIEW changes AS
SELECT c.key AS id, coalesce(a.service, r.text) AS service, c.kind, c.title,
       rfc3339(c.start_ns + s.offset_ns) AS start, rfc3339(c.end_ns + s.offset_ns) AS end, c.actor, c.ref,
       c.rollout AS "group", c.scope, c.basis, c.details, s.path AS source, c.line, c.start_ns + s.offset_ns AS start_ns, r.environment
  FROM main.change c JOIN main.source s ON s.id = c.source_id JOIN main.raw_name r ON r.id = c.raw_name_id
  LEFT JOIN main.service_alias a ON a.raw_name_id = r.id
 WHERE {0} AND likelihood(c.line > -1, {2}) AND coalesce(c.arrived_ns, c.start_ns + s.offset_ns) <= {1};
CREATE TEMP VIEW alarms AS
SELECT m.key AS id, coalesce(a.service, r.text) AS service, m.metric, m.title, m.rule, m.severity, m.state,
       rfc3339(m.start_ns + s.offset_ns) AS start, rfc3339(m.end_ns + s.offset_ns) AS end, m.basis, m.details, s.path AS source, m.line,
       m.start_ns + s.offset_ns AS start_ns, r.environment
  FROM main.alarm m JOIN main.source s ON s.id = m.source_id JOIN main.raw_name r ON r.id = m.raw_name_id
  LEFT JOIN main.service_alias a ON a.raw_name_id = r.id
 WHERE {0} AND likelihood(m.line > -1, {3}) AND coalesce(m.arrived_ns, m.start_ns + s.offset_ns) <= {1};
CREATE TEMP VIEW services AS
SELECT coalesce(a.service, r.text) AS id, v.name, v.role, v.basis, v.details, s.path AS source
  FROM main.service v JOIN main.source s ON s.id = v.source_id JOIN main.raw_name r ON r.id = v.raw_name_id
  LEFT JOIN main.service_alias a ON a.raw_name_id = r.id WHERE {0};
CREATE TEMP VIEW dependencies AS
SELECT coalesce(fa.service, f.text) AS "from", coalesce(ta.service, t.text) AS "to", d.kind, d.documented, d.confirmed,
       d.why, d.basis, s.path AS source
  FROM main.dependency d JOIN main.source s ON s.id = d.source_id
  JOIN main.raw_name f ON f.id = d.from_name_id JOIN main.raw_name t ON t.id = d.to_name_id
  LEFT JOIN main.service_alias fa ON fa.raw_name_id = f.id LEFT JOIN main.service_alias ta ON ta.raw_name_id = t.id WHERE {0};
CREATE TEMP VIEW notes AS
SELECT rfc3339(n.time_ns + coalesce(s.offset_ns, 0)) AS time, coalesce(a.service, r.text) AS service, n.kind, n.text, n.basis,
       coalesce(s.path, '') AS source
  FROM main.note n LEFT JOIN main.source s ON s.id = n.source_id JOIN main.raw_name r ON r.id = n.raw_name_id
  LEFT JOIN main.service_alias a ON a.raw_name_id = r.id
 WHERE (n.source_id IS NULL OR {0}) AND coalesce(n.arrived_ns, n.time_ns + coalesce(s.offset_ns, 0)) <= {1};
CREATE TEMP VIEW sources AS
SELECT s.path, s.format, s.score, s.reason, s.state, s.read, s.logs, s.samples, s.changes, s.alarms, s.dependencies, s.notes,
       s.rejected, s.duplicates, s.outside, s.folded, rfc3339(s.first_ns) AS first, rfc3339(s.last_ns) AS last, s.zone,
       s.zone_basis, s.offset_ns / 1000000 AS offset_ms, s.offset_error_ns / 1e6 AS offset_error_ms, s.doubtful_times,
       s.told_arrivals, s.usual_delay_ns / 1e6 AS usual_delay_ms, rfc3339(s.covers_from_ns) AS covers_from,
       rfc3339(s.covers_to_ns) AS covers_to, s.covers_basis, s.id
  FROM main.source s WHERE {0};
CREATE TEMP VIEW issues AS
SELECT CASE i.remark WHEN 1 THEN 'remark' ELSE 'rejected' END AS kind, s.path AS source, i.line, i.offset, i.reason, i.excerpt
  FROM main.import_issue i JOIN main.source s ON s.id = i.source_id WHERE {0};
)";

/// A table's share of the million rows that the planner takes it for.
Result<std::string> shareOf(const Database& db, const char* count) {
    const auto rows = db.integer(count);
    if (!rows)
        return rows.error();
    return fmt::format("{:.7f}", std::clamp(static_cast<double>(*rows) / 1048576, 1e-6, .9));
}

} // namespace

Result<void> registerPublicSql(const Database& db, const Snapshot& snapshot) {
    if (registerSqlFunctions(db.handle()) != SQLITE_OK)
        return sqlError(db.handle(), "");
    if (const auto made = registerVirtualTables(db, snapshot); !made)
        return made;
    const std::string visible = snapshot.showsLoading
                                    ? "s.state <> 'hidden' AND (s.state <> 'loading' OR s.revision_of IS NULL)"
                                    : "s.state IN ('live', 'complete')";
    const auto changes = shareOf(db, "SELECT count(*) FROM main.change");
    const auto alarms = shareOf(db, "SELECT count(*) FROM main.alarm");
    if (!changes || !alarms)
        return changes ? alarms.error() : changes.error();
    if (const auto made = db.execute(fmt::format(fmt::runtime(kViews), visible, snapshot.asOf.ns, *changes, *alarms));
        !made)
        return made;
    // Connects the virtual tables now: later the authorizer would refuse their declaration.
    return db.execute("SELECT 1 FROM logs LIMIT 0; SELECT 1 FROM samples LIMIT 0; SELECT 1 FROM templates LIMIT 0");
}

Result<std::vector<SqlSource>> publicTables(const Database& db) {
    std::vector<SqlSource> out;
    for (const char* name : {"logs", "samples", "changes", "alarms", "services", "dependencies", "templates", "notes",
                             "sources", "issues"}) {
        auto columns = db.prepare(fmt::format("PRAGMA table_info({})", name)); // without the hidden ones
        if (!columns)
            return columns.error();
        SqlSource table{name, {}};
        const auto read = columns->each([&] {
            table.columns.push_back(columns->string(1));
            return true;
        });
        if (!read)
            return read.error();
        out.push_back(std::move(table));
    }
    return out;
}

Result<std::string> publicRevision(const Database& db) {
    auto row = db.prepare("SELECT (SELECT n FROM main.revision WHERE kind = 'inputs'), count(*), coalesce(sum(id), 0), "
                          "coalesce(sum(length(text)), 0) FROM main.note");
    if (!row)
        return row.error();
    std::string out;
    const auto read = row->each([&] {
        out = fmt::format("{} {} {} {}", row->integer(0), row->integer(1), row->integer(2), row->integer(3));
        return true;
    });
    return read ? Result<std::string>(out) : Result<std::string>(read.error());
}

} // namespace foreshock::store
