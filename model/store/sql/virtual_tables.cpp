// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/store/sql/virtual_tables.h"

#include "model/store/sql/log_scan.h"
#include "model/store/sql/sample_scan.h"
#include "model/store/sql/template_scan.h"
#include "model/store/sqlite_api.h"

namespace foreshock::store {
namespace {

/// What the tables of one connection are made from.
struct Origin {
    Snapshot snapshot;
    std::shared_ptr<Allowance> allowance;
};

struct Table : sqlite3_vtab {
    sqlite3* db = nullptr;
    Origin origin;
    double rows = 0; ///< about, for the planner
    std::shared_ptr<const ScanContext> context;
    unsigned version = 0; ///< of the file that `context` was read from
};

int failWith(sqlite3_vtab* table, const Error& error) {
    sqlite3_free(table->zErrMsg);
    table->zErrMsg = sqlite3_mprintf("%s", error.text().c_str());
    switch (error.code) { // whoever asked tells damage from a question that can't be answered
    case ErrorCode::Cancelled:
        return SQLITE_INTERRUPT;
    case ErrorCode::Format:
        return SQLITE_CORRUPT;
    case ErrorCode::Io:
        return SQLITE_IOERR;
    default:
        return SQLITE_ERROR;
    }
}

/// The gate and the blocks' headers, read again only after somebody has written: a join starts many scans.
Result<std::shared_ptr<const ScanContext>> contextOf(Table& table) {
    unsigned version = 0;
    const bool isKnown =
        sqlite3_file_control(table.db, "main", SQLITE_FCNTL_DATA_VERSION, &version) == SQLITE_OK && table.context;
    if (isKnown && version == table.version)
        return table.context;
    auto context = std::make_shared<ScanContext>();
    context->db = Database::borrow(table.db);
    context->allowance = table.origin.allowance;
    auto gate = Gate::open(context->db, table.origin.snapshot);
    if (!gate)
        return gate.error();
    context->gate = std::move(*gate);
    auto pieces = logPieces(context->db, context->gate, TimeRange::everything());
    if (!pieces)
        return pieces.error();
    context->pieces = std::move(*pieces);
    table.context = std::move(context);
    table.version = version;
    return table.context;
}

template<class Scan>
struct Cursor : sqlite3_vtab_cursor {
    std::unique_ptr<Scan> scan;
};

template<class Scan>
struct Module {
    static int connect(sqlite3* db, void* aux, int, const char* const*, sqlite3_vtab** out, char**) {
        if (const int code = sqlite3_declare_vtab(db, Scan::kSchema); code != SQLITE_OK)
            return code;
        sqlite3_vtab_config(db, SQLITE_VTAB_INNOCUOUS);
        auto table = std::make_unique<Table>();
        table->db = db;
        table->origin = *static_cast<const Origin*>(aux);
        const auto rows = Database::borrow(db).integer(Scan::kRows);
        table->rows = rows ? static_cast<double>(*rows) : 1e6;
        *out = table.release();
        return SQLITE_OK;
    }
    static int disconnect(sqlite3_vtab* table) {
        delete static_cast<Table*>(table);
        return SQLITE_OK;
    }
    static int bestIndex(sqlite3_vtab* table, sqlite3_index_info* info) {
        info->orderByConsumed =
            info->nOrderBy == 1 && Scan::isOrderedBy(info->aOrderBy[0].iColumn) && !info->aOrderBy[0].desc;
        return chooseScan(info, Scan::kColumns, static_cast<Table*>(table)->rows);
    }
    static int open(sqlite3_vtab*, sqlite3_vtab_cursor** out) {
        *out = std::make_unique<Cursor<Scan>>().release();
        return SQLITE_OK;
    }
    static int close(sqlite3_vtab_cursor* cursor) {
        delete static_cast<Cursor<Scan>*>(cursor);
        return SQLITE_OK;
    }
    static int filter(sqlite3_vtab_cursor* cursor, int used, const char* plan, int count, sqlite3_value** values) {
        auto* table = static_cast<Table*>(cursor->pVtab);
        auto& scan = static_cast<Cursor<Scan>*>(cursor)->scan;
        const auto request = readScan(plan, {values, static_cast<std::size_t>(count)}, Scan::kColumns);
        if (!request)
            return failWith(table, request.error());
        auto context = contextOf(*table);
        if (!context)
            return failWith(table, context.error());
        scan = std::make_unique<Scan>(std::move(*context), *request, used);
        const auto started = scan->start();
        return started ? SQLITE_OK : failWith(table, started.error());
    }
    static int next(sqlite3_vtab_cursor* cursor) {
        const auto moved = static_cast<Cursor<Scan>*>(cursor)->scan->advance();
        return moved ? SQLITE_OK : failWith(cursor->pVtab, moved.error());
    }
    static int eof(sqlite3_vtab_cursor* cursor) { return static_cast<Cursor<Scan>*>(cursor)->scan->isAtEnd() ? 1 : 0; }
    static int column(sqlite3_vtab_cursor* cursor, sqlite3_context* context, int column) {
        static_cast<Cursor<Scan>*>(cursor)->scan->column(context, column);
        return SQLITE_OK;
    }
    static int rowid(sqlite3_vtab_cursor* cursor, sqlite3_int64* id) {
        *id = static_cast<Cursor<Scan>*>(cursor)->scan->rowId();
        return SQLITE_OK;
    }
    static const sqlite3_module* table() {
        static const sqlite3_module module = [] {
            sqlite3_module m{};
            m.xConnect = connect; // no xCreate: eponymous only, nothing in the file can name it
            m.xDisconnect = disconnect;
            m.xBestIndex = bestIndex;
            m.xOpen = open;
            m.xClose = close;
            m.xFilter = filter;
            m.xNext = next;
            m.xEof = eof;
            m.xColumn = column;
            m.xRowid = rowid;
            return m;
        }();
        return &module;
    }
    static int make(sqlite3* db, const Origin& origin) {
        return sqlite3_create_module_v2(db, Scan::kName, table(), new Origin(origin),
                                        [](void* made) { delete static_cast<Origin*>(made); });
    }
};

} // namespace

Result<void> registerVirtualTables(const Database& db, const Snapshot& snapshot) {
    const Origin origin{snapshot, db.allowance()};
    if (Module<LogScan>::make(db.handle(), origin) != SQLITE_OK ||
        Module<SampleScan>::make(db.handle(), origin) != SQLITE_OK ||
        Module<TemplateScan>::make(db.handle(), origin) != SQLITE_OK)
        return sqlError(db.handle(), "");
    return {};
}

} // namespace foreshock::store
