// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/store/public_sql.h"

#include "model/base/text.h"
#include "model/base/time_text.h"
#include "model/store/sqlite_api.h"
#include "model/store/virtual_tables.h"

#include <fmt/format.h>

#include <algorithm>

namespace foreshock::store {
namespace {

void timeText(sqlite3_context* context, int, sqlite3_value** values) {
    if (sqlite3_value_type(values[0]) == SQLITE_NULL)
        return sqlite3_result_null(context);
    const std::string text = rfc3339(Instant{sqlite3_value_int64(values[0])});
    sqlite3_result_text(context, text.data(), static_cast<int>(text.size()), SQLITE_TRANSIENT);
}

int readOnly(void*, int action, const char* detail, const char*, const char*, const char*) {
    switch (action) {
    case SQLITE_SELECT:
    case SQLITE_READ:
    case SQLITE_RECURSIVE:
        return SQLITE_OK;
    case SQLITE_FUNCTION:
        return SQLITE_OK;
    case SQLITE_PRAGMA: // what the shell's describe-the-table questions need
        return detail && (std::string_view(detail) == "table_info" || std::string_view(detail) == "table_list")
                   ? SQLITE_OK
                   : SQLITE_DENY;
    default:
        return SQLITE_DENY;
    }
}

/// %1% is the condition "the source is visible", %2% the asOf instant.
constexpr const char* kViews = R"(
CREATE TEMP VIEW changes AS
SELECT c.key AS id, coalesce(a.service, r.text) AS service, c.kind, c.title,
       rfc3339(c.start_ns + s.offset_ns) AS start, rfc3339(c.end_ns + s.offset_ns) AS end, c.actor, c.ref,
       c.rollout AS "group", c.scope, c.basis, s.path AS source, c.line, c.start_ns + s.offset_ns AS start_ns
  FROM main.change c JOIN main.source s ON s.id = c.source_id JOIN main.raw_name r ON r.id = c.raw_name_id
  LEFT JOIN main.service_alias a ON a.raw_name_id = r.id
 WHERE {0} AND coalesce(c.arrived_ns, c.start_ns + s.offset_ns) <= {1};
CREATE TEMP VIEW alarms AS
SELECT m.key AS id, coalesce(a.service, r.text) AS service, m.metric, m.title, m.rule, m.severity, m.state,
       rfc3339(m.start_ns + s.offset_ns) AS start, rfc3339(m.end_ns + s.offset_ns) AS end, m.basis, s.path AS source, m.line,
       m.start_ns + s.offset_ns AS start_ns
  FROM main.alarm m JOIN main.source s ON s.id = m.source_id JOIN main.raw_name r ON r.id = m.raw_name_id
  LEFT JOIN main.service_alias a ON a.raw_name_id = r.id
 WHERE {0} AND coalesce(m.arrived_ns, m.start_ns + s.offset_ns) <= {1};
CREATE TEMP VIEW services AS
SELECT coalesce(a.service, r.text) AS id, v.name, v.role, v.basis, s.path AS source
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
       s.zone_basis, s.offset_ns / 1000000 AS offset_ms
  FROM main.source s WHERE {0};
CREATE TEMP VIEW issues AS
SELECT CASE i.remark WHEN 1 THEN 'remark' ELSE 'rejected' END AS kind, s.path AS source, i.line, i.offset, i.reason, i.excerpt
  FROM main.import_issue i JOIN main.source s ON s.id = i.source_id WHERE {0};
)";

} // namespace

Result<void> registerPublicSql(const Database& db, const Snapshot& snapshot) {
    sqlite3_create_function(db.handle(), "rfc3339", 1, SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS, nullptr,
                            timeText, nullptr, nullptr);
    if (const auto made = registerVirtualTables(db, snapshot); !made)
        return made;
    const std::string visible = snapshot.showsLoading ? "s.state <> 'hidden'" : "s.state IN ('live', 'complete')";
    if (const auto made = db.execute(fmt::format(fmt::runtime(kViews), visible, snapshot.asOf.ns)); !made)
        return made;
    // Connects the virtual tables now: later the authorizer would refuse their declaration.
    return db.execute("SELECT 1 FROM logs LIMIT 0; SELECT 1 FROM samples LIMIT 0");
}

namespace {

/// A join has columns of one name: as members of an object the second would hide the first.
std::string unusedName(const std::string& name, const std::vector<std::string>& taken) {
    std::string out = name;
    for (int n = 2; std::find(taken.begin(), taken.end(), out) != taken.end(); ++n)
        out = fmt::format("{}_{}", name, n);
    return out;
}

} // namespace

Result<SqlQuestion> SqlQuestion::ask(const Database& db, const std::string& sql) {
    if (trimmed(sql).empty())
        return Error{ErrorCode::Invalid, "the question is empty", "", "Example: SELECT * FROM changes"};
    sqlite3_set_authorizer(db.handle(), readOnly, nullptr);
    sqlite3_stmt* raw = nullptr;
    const char* rest = nullptr;
    const int code = sqlite3_prepare_v2(db.handle(), sql.c_str(), static_cast<int>(sql.size()), &raw, &rest);
    sqlite3_finalize(raw);
    if (code == SQLITE_AUTH)
        return Error{ErrorCode::Invalid, "only questions are allowed here, nothing that writes or attaches", "",
                     "Start with SELECT or WITH"};
    if (code != SQLITE_OK) {
        Error error = sqlError(db.handle(), "");
        error.help = "Tables: logs, samples, changes, alarms, services, dependencies, notes, sources, issues";
        return error;
    }
    if (rest && !trimmed(rest).empty() && trimmed(rest) != ";")
        return Error{ErrorCode::Invalid, "one statement at a time", "", "Remove what follows the first semicolon"};
    auto statement = db.prepare(sql);
    if (!statement)
        return statement.error();
    SqlQuestion question(std::move(*statement));
    for (int i = 0; i < question.m_statement.columns(); ++i)
        question.m_columns.push_back(unusedName(std::string(question.m_statement.columnName(i)), question.m_columns));
    if (question.m_columns.empty())
        return Error{ErrorCode::Invalid, "only questions are allowed here", "", "Start with SELECT or WITH"};
    return question;
}

Result<std::optional<std::vector<SqlValue>>> SqlQuestion::next() {
    switch (m_statement.step()) {
    case Statement::Step::Error:
        return m_statement.error();
    case Statement::Step::Done:
        return std::optional<std::vector<SqlValue>>();
    case Statement::Step::Row:
        break;
    }
    std::vector<SqlValue> row;
    for (int i = 0; i < m_statement.columns(); ++i) {
        switch (m_statement.columnType(i)) {
        case SQLITE_INTEGER:
            row.emplace_back(m_statement.integer(i));
            break;
        case SQLITE_FLOAT:
            row.emplace_back(m_statement.real(i));
            break;
        case SQLITE_NULL:
            row.emplace_back();
            break;
        case SQLITE_BLOB: {
            std::string hex = "X'";
            for (const char c : m_statement.blob(i))
                hex += fmt::format("{:02X}", static_cast<unsigned char>(c));
            row.emplace_back(hex + "'");
            break;
        }
        default:
            row.emplace_back(m_statement.string(i));
        }
    }
    return std::optional(std::move(row));
}

} // namespace foreshock::store
