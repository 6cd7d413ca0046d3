// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/store/virtual_tables.h"

#include "model/base/text.h"
#include "model/base/time_text.h"
#include "model/store/log_reader.h"
#include "model/store/series_reader.h"
#include "model/store/sqlite_api.h"

#include <cmath>
#include <memory>

namespace foreshock::store {
namespace {

constexpr std::int64_t kPage = 4096;

void resultText(sqlite3_context* context, std::string_view text) {
    sqlite3_result_text64(context, text.data() ? text.data() : "", text.size(), SQLITE_TRANSIENT, SQLITE_UTF8);
}

/// What both tables share: a Gate opened per scan, and an error told to SQLite in words.
struct Table : sqlite3_vtab {
    sqlite3* db = nullptr;
    Snapshot snapshot;
};

int failWith(sqlite3_vtab* table, const Error& error) {
    sqlite3_free(table->zErrMsg);
    table->zErrMsg = sqlite3_mprintf("%s", error.text().c_str());
    return error.code == ErrorCode::Cancelled ? SQLITE_INTERRUPT : SQLITE_ERROR;
}

/// Rows of `logs`, page by page.
struct LogScan {
    static constexpr const char* kSchema =
        "CREATE TABLE logs (time TEXT, service TEXT, host TEXT, level TEXT, message TEXT, "
        "source TEXT, line INTEGER, seq INTEGER, time_ns INTEGER, raw BLOB)";
    Database db;
    Gate gate;
    std::optional<LogResult> result;
    std::vector<LogRecord> page;
    std::size_t at = 0;
    std::int64_t row = 0;

    Result<void> start() {
        auto opened = LogResult::open(db, gate, LogQuery{}, TimeRange::everything());
        if (!opened)
            return opened.error();
        result.emplace(std::move(*opened));
        if (const auto counted = result->count(); !counted)
            return counted;
        return load();
    }
    Result<void> load() {
        auto rows = result->rows(row, kPage);
        if (!rows)
            return rows.error();
        page = std::move(*rows);
        at = 0;
        return {};
    }
    bool isAtEnd() const { return at >= page.size(); }
    Result<void> advance() {
        ++row;
        ++at;
        return at < page.size() ? Result<void>() : load();
    }
    void column(sqlite3_context* context, int column) const {
        const LogRecord& r = page[at];
        switch (column) {
        case 0:
            return resultText(context, rfc3339(r.time));
        case 1:
            return resultText(context, r.service.value);
        case 2:
            return resultText(context, shown(r.host));
        case 3:
            return resultText(context, nameOf(r.level));
        case 4:
            return resultText(context, shown(r.message));
        case 5:
            return resultText(context, gate.path(r.source.value));
        case 6:
            return sqlite3_result_int64(context, r.line);
        case 7:
            return sqlite3_result_int64(context, r.seq);
        case 8:
            return sqlite3_result_int64(context, r.time.ns);
        default:
            return sqlite3_result_blob64(context, r.raw.data(), r.raw.size(), SQLITE_TRANSIENT);
        }
    }
};

/// Rows of `samples`, series by series.
struct SampleScan {
    static constexpr const char* kSchema = "CREATE TABLE samples (time TEXT, service TEXT, instance TEXT, metric TEXT, "
                                           "unit TEXT, value REAL, time_ns INTEGER)";
    Database db;
    Gate gate;
    std::vector<SeriesInfo> catalogue;
    std::size_t series = 0;
    std::vector<Sample> page;
    std::size_t at = 0;
    std::int64_t row = 0;

    Result<void> start() {
        auto all = seriesCatalogue(db, gate);
        if (!all)
            return all.error();
        catalogue = std::move(*all);
        return load();
    }
    Result<void> load() {
        at = 0;
        page.clear();
        while (page.empty() && series < catalogue.size()) {
            auto read = samples(db, gate, catalogue[series].id, TimeRange::everything());
            if (!read)
                return read.error();
            page = std::move(*read);
            if (page.empty())
                ++series;
        }
        return {};
    }
    bool isAtEnd() const { return series >= catalogue.size(); }
    Result<void> advance() {
        ++row;
        if (++at < page.size())
            return {};
        ++series;
        return load();
    }
    void column(sqlite3_context* context, int column) const {
        const SeriesInfo& info = catalogue[series];
        switch (column) {
        case 0:
            return resultText(context, rfc3339(page[at].time));
        case 1:
            return resultText(context, info.service.value);
        case 2:
            return resultText(context, info.instance);
        case 3:
            return resultText(context, info.metric);
        case 4:
            return resultText(context, info.unit);
        case 5:
            return std::isnan(page[at].value) ? sqlite3_result_null(context)
                                              : sqlite3_result_double(context, page[at].value);
        default:
            return sqlite3_result_int64(context, page[at].time.ns);
        }
    }
};

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
        table->snapshot = *static_cast<const Snapshot*>(aux);
        *out = table.release();
        return SQLITE_OK;
    }
    static int disconnect(sqlite3_vtab* table) {
        delete static_cast<Table*>(table);
        return SQLITE_OK;
    }
    static int bestIndex(sqlite3_vtab*, sqlite3_index_info* info) {
        info->estimatedCost = 1e6;
        return SQLITE_OK;
    }
    static int open(sqlite3_vtab*, sqlite3_vtab_cursor** out) {
        *out = std::make_unique<Cursor<Scan>>().release();
        return SQLITE_OK;
    }
    static int close(sqlite3_vtab_cursor* cursor) {
        delete static_cast<Cursor<Scan>*>(cursor);
        return SQLITE_OK;
    }
    static int filter(sqlite3_vtab_cursor* cursor, int, const char*, int, sqlite3_value**) {
        auto* table = static_cast<Table*>(cursor->pVtab);
        auto& scan = static_cast<Cursor<Scan>*>(cursor)->scan;
        Database db = Database::borrow(table->db);
        auto gate = Gate::open(db, table->snapshot);
        if (!gate)
            return failWith(table, gate.error());
        scan = std::make_unique<Scan>();
        scan->db = std::move(db);
        scan->gate = std::move(*gate);
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
        *id = static_cast<Cursor<Scan>*>(cursor)->scan->row;
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
};

void deleteSnapshot(void* snapshot) {
    delete static_cast<Snapshot*>(snapshot);
}

} // namespace

Result<void> registerVirtualTables(const Database& db, const Snapshot& snapshot) {
    for (const auto& [name, module] :
         {std::pair{"logs", Module<LogScan>::table()}, std::pair{"samples", Module<SampleScan>::table()}})
        if (sqlite3_create_module_v2(db.handle(), name, module, new Snapshot(snapshot), deleteSnapshot) != SQLITE_OK)
            return sqlError(db.handle(), "");
    return {};
}

} // namespace foreshock::store
