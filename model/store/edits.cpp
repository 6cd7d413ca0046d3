// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/store/edits.h"

#include "model/store/alias_writer.h"
#include "model/store/changeset.h"
#include "model/store/raw_names.h"
#include "model/store/source_rows.h"
#include "model/store/sqlite_api.h"

#include <memory>

namespace foreshock::store {
namespace {

struct DeleteSession {
    void operator()(sqlite3_session* session) const { sqlite3session_delete(session); }
};
struct FreeBytes {
    void operator()(void* bytes) const { sqlite3_free(bytes); }
};

int refuseConflict(void*, int, sqlite3_changeset_iter*) {
    return SQLITE_CHANGESET_ABORT;
}

/// What a person types must survive a power cut; bulk import need not.
class FullSync {
public:
    explicit FullSync(Database& db)
        : m_db(db) {
        (void)m_db.execute("PRAGMA synchronous=FULL");
    }
    ~FullSync() { (void)m_db.execute("PRAGMA synchronous=NORMAL"); }

private:
    Database& m_db;
};

} // namespace

Result<void> Edits::make(const std::string& title, Instant now, const Change& change) {
    const auto nothing = [](Database&) { return Result<void>(); };
    return record(title, now, nothing, change, nothing);
}

Result<void> Edits::name(const std::string& title, Instant now,
                         const std::vector<std::pair<std::int64_t, std::string>>& services) {
    const auto clear = [&](Database& db) {
        std::vector<std::int64_t> names;
        for (const auto& [name, service] : services)
            names.push_back(name);
        return clearRuleAliases(db, names);
    };
    const auto write = [&](Database& db) -> Result<void> {
        for (const auto& [name, service] : services)
            if (const auto done = writeUserAlias(db, name, service); !done)
                return done;
        return {};
    };
    const auto apply = [](Database& db) -> Result<void> {
        const auto applied = applyNameRules(db);
        return applied ? Result<void>() : applied.error();
    };
    return record(title, now, clear, write, apply);
}

Result<void> Edits::correct(const std::string& title, Instant now, const Change& change, const Change& before) {
    const auto nothing = [](Database&) { return Result<void>(); };
    return record(title, now, before ? before : nothing, change, [this](Database&) { return sourcesChanged(); });
}

Result<void> Edits::sourcesChanged() const {
    for (const char* kind : {"logs", "samples", "changes", "alarms", "map", "notes"})
        if (const auto done = raiseRevision(m_db, kind); !done)
            return done;
    const auto applied = applyNameRules(m_db);
    return applied ? Result<void>() : applied.error();
}

/// May readings take each other's place? Not if one of them was read on, or a newer version was compared with it,
/// since.
Result<void> Edits::checkReadings(const std::string& title, const std::set<std::int64_t>& sources) const {
    auto grown = m_db.prepare("SELECT n.path FROM source n JOIN source b ON b.id = n.revision_of "
                              "WHERE n.id = ? AND n.content_hash <> b.content_hash");
    auto newer = m_db.prepare("SELECT v.id, v.path FROM source v JOIN source n ON n.id = v.version_of "
                              "WHERE v.version_of = ? AND v.state <> 'hidden' AND n.state <> 'hidden'");
    auto isFlip = m_db.prepare("SELECT 1 FROM source WHERE id = ? AND revision_of IS NOT NULL");
    if (!grown || !newer || !isFlip)
        return Error{ErrorCode::Sql, "the sources can't be read", "", "Run: foreshock check FILE"};
    const auto refuse = [&](const std::string& path, const char* why) {
        return Error{ErrorCode::Invalid, "\"" + title + "\" can't be taken back: " + why, path,
                     "Read the source again under the earlier settings instead: foreshock sources FILE --source ID"};
    };
    std::optional<Error> problem;
    for (const std::int64_t id : sources) {
        bool isReading = false;
        isFlip->bindAll(id);
        if (const auto done = isFlip->each([&] {
                isReading = true;
                return false;
            });
            !done)
            return done;
        grown->bindAll(id);
        newer->bindAll(id);
        for (const auto& done : {grown->each([&] {
                                     problem = refuse(grown->string(0), "its file has grown since");
                                     return false;
                                 }),
                                 newer->each([&] {
                                     if (isReading && !sources.contains(newer->integer(0)))
                                         problem =
                                             refuse(newer->string(1), "a newer version of the file came in since");
                                     return true;
                                 })})
            if (!done)
                return done;
    }
    return problem ? Result<void>(*problem) : Result<void>();
}

/// Does it touch only what no analysis reads?
static bool isAside(std::string_view changeset) {
    return touchesOnly(changeset, "note") || touchesOnly(changeset, "log_mark") ||
           touchesOnly(changeset, {"hypothesis", "evidence", "hypothesis_evidence", "ruling_out"});
}

/// `before` and `after` run in the edit's transaction and are no part of what is undone.
Result<void> Edits::record(const std::string& title, Instant now, const Change& before, const Change& change,
                           const Change& after) {
    const FullSync sync(m_db);
    auto transaction = Transaction::begin(m_db);
    if (!transaction)
        return transaction.error();
    if (const auto done = before(m_db); !done)
        return done;
    sqlite3_session* raw = nullptr;
    if (sqlite3session_create(m_db.handle(), "main", &raw) != SQLITE_OK)
        return sqlError(m_db.handle(), "");
    const std::unique_ptr<sqlite3_session, DeleteSession> session(raw);
    // raw_name only grows and is shared with imports: it is no part of an edit.
    for (const char* table : {"note", "service_alias", "series_role", "meta", "source", "seen_via", "log_mark",
                              "change", "dependency", "hypothesis", "evidence", "hypothesis_evidence", "ruling_out"})
        if (sqlite3session_attach(raw, table) != SQLITE_OK)
            return sqlError(m_db.handle(), "");
    if (const auto done = change(m_db); !done)
        return done;
    int size = 0;
    void* bytes = nullptr;
    if (sqlite3session_changeset(raw, &size, &bytes) != SQLITE_OK)
        return sqlError(m_db.handle(), "");
    const std::unique_ptr<void, FreeBytes> changeset(bytes);
    if (isAside({static_cast<const char*>(bytes), static_cast<std::size_t>(size)}))
        transaction->leaveInputs();
    if (const auto done = m_db.run("DELETE FROM edit_history WHERE undone = 1"); !done)
        return done;
    if (const auto done = m_db.run("INSERT INTO edit_history (made_ns, title, changeset, undone) VALUES (?, ?, ?, 0)",
                                   now, title, Blob{{static_cast<const char*>(bytes), static_cast<std::size_t>(size)}});
        !done)
        return done;
    if (const auto done = raiseRevision(m_db, "settings"); !done)
        return done;
    sqlite3session_enable(raw, 0);
    if (const auto done = after(m_db); !done)
        return done;
    return transaction->commit();
}

Result<std::optional<std::string>> Edits::replay(const char* find, int undoneAfter, bool invert) {
    const FullSync sync(m_db);
    auto transaction = Transaction::begin(m_db);
    if (!transaction)
        return transaction.error();
    std::int64_t id = 0;
    std::string title, changeset;
    {
        auto statement = m_db.prepare(find);
        if (!statement)
            return statement.error();
        const auto read = statement->each([&] {
            id = statement->integer(0);
            title = statement->string(1);
            changeset = std::string(statement->blob(2));
            return false;
        });
        if (!read)
            return read.error();
    }
    if (id == 0)
        return std::optional<std::string>();
    std::unique_ptr<void, FreeBytes> inverse;
    void* bytes = changeset.data();
    int size = static_cast<int>(changeset.size());
    if (invert) {
        void* inverted = nullptr;
        if (sqlite3changeset_invert(size, bytes, &size, &inverted) != SQLITE_OK)
            return Error{ErrorCode::Format, "the edit's record is damaged", "", "Run: foreshock check FILE"};
        inverse.reset(inverted);
        bytes = inverted;
    }
    const std::string_view touched(static_cast<const char*>(bytes), static_cast<std::size_t>(size));
    const std::set<std::int64_t> named = rowsIn(touched, "service_alias"), sources = rowsIn(touched, "source");
    const std::vector<std::int64_t> names(named.begin(), named.end());
    if (isAside(touched))
        transaction->leaveInputs();
    if (const auto done = checkReadings(title, sources); !done)
        return done.error();
    if (const auto done = clearRuleAliases(m_db, names); !done)
        return done.error();
    if (sqlite3changeset_apply(m_db.handle(), size, bytes, nullptr, refuseConflict, nullptr) != SQLITE_OK)
        return Error{ErrorCode::Invalid, "\"" + title + "\" can't be taken back: what it touched was changed since", "",
                     "Undo the later change first"};
    if (!names.empty()) {
        const auto applied = applyNameRules(m_db);
        if (!applied)
            return applied.error();
        if (const auto done = raiseRevision(m_db, "services"); !done)
            return done.error();
    }
    if (!sources.empty())
        if (const auto done = sourcesChanged(); !done)
            return done.error();
    if (const auto done = m_db.run("UPDATE edit_history SET undone = ? WHERE id = ?", undoneAfter, id); !done)
        return done.error();
    if (const auto done = raiseRevision(m_db, "settings"); !done)
        return done.error();
    if (const auto done = transaction->commit(); !done)
        return done.error();
    return std::optional(title);
}

Result<std::optional<std::string>> Edits::undo() {
    return replay("SELECT id, title, changeset FROM edit_history WHERE undone = 0 ORDER BY id DESC LIMIT 1", 1, true);
}

Result<std::optional<std::string>> Edits::redo() {
    return replay("SELECT id, title, changeset FROM edit_history WHERE undone = 1 ORDER BY id LIMIT 1", 0, false);
}

namespace {

Result<std::optional<std::string>> firstTitle(const Database& db, const char* sql) {
    auto statement = db.prepare(sql);
    if (!statement)
        return statement.error();
    std::optional<std::string> title;
    const auto done = statement->each([&] {
        title = statement->string(0);
        return false;
    });
    if (!done)
        return done.error();
    return title;
}

} // namespace

Result<std::optional<std::string>> undoTitle(const Database& db) {
    return firstTitle(db, "SELECT title FROM edit_history WHERE undone = 0 ORDER BY id DESC LIMIT 1");
}

Result<std::optional<std::string>> redoTitle(const Database& db) {
    return firstTitle(db, "SELECT title FROM edit_history WHERE undone = 1 ORDER BY id LIMIT 1");
}

Result<void> addNote(Database& db, const Note& note, Instant now) {
    RawNames names(db);
    const auto name = names.idOf(note.service.value);
    if (!name)
        return name.error();
    return db.run("INSERT INTO note (source_id, raw_name_id, time_ns, kind, text, basis, arrived_ns) VALUES (NULL, ?, "
                  "?, ?, ?, ?, ?)",
                  *name, note.time, note.kind, note.text, note.basis, now);
}

} // namespace foreshock::store
