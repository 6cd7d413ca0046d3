// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/store/incident_file.h"

#include "model/store/readings.h"
#include "model/store/schema.h"
#include "model/store/source_rows.h"

#include <filesystem>
#include <unistd.h>

namespace foreshock::store {

IncidentFile::IncidentFile(std::string path, FileLock lock, Database db)
    : m_path(std::move(path))
    , m_lock(std::make_unique<FileLock>(std::move(lock)))
    , m_db(std::make_unique<Database>(std::move(db))) {}

IncidentFile::~IncidentFile() {
    if (m_db)
        (void)close();
}

Result<IncidentFile> IncidentFile::openOrCreate(const std::string& path) {
    std::error_code ignored;
    const bool isNew = !std::filesystem::exists(path, ignored) || std::filesystem::file_size(path, ignored) == 0;
    auto lock = FileLock::take(path);
    if (!lock)
        return lock.error();
    const auto discardNew = [&] {
        if (isNew)
            std::filesystem::remove(path, ignored);
    };
    auto db = Database::open(path, Database::Mode::Write);
    if (!db) {
        discardNew();
        return db.error();
    }
    if (const auto done = migrate(*db, path); !done) {
        discardNew();
        Error error = done.error();
        if (error.where.empty())
            error.where = path;
        return error;
    }
    if (const auto set = db->execute("PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON; "
                                     "PRAGMA secure_delete=OFF; PRAGMA cache_size=-32000; PRAGMA temp_store=MEMORY; "
                                     "PRAGMA journal_size_limit=67108864;");
        !set)
        return set.error();
    db->countInputs();
    if (const auto cleaned = removeAbandonedSources(*db); !cleaned)
        return cleaned.error();
    if (const auto tidied = tidyReadings(*db); !tidied)
        return tidied.error();
    return IncidentFile(path, std::move(*lock), std::move(*db));
}

Result<IncidentFile> IncidentFile::open(const std::string& path) {
    std::error_code ignored;
    if (!std::filesystem::exists(path, ignored))
        return Error{ErrorCode::Io, "no such incident file", path,
                     "Check the path, or make one: foreshock import PATH -o FILE"};
    if (std::filesystem::is_regular_file(path, ignored) && std::filesystem::file_size(path, ignored) == 0)
        return Error{ErrorCode::Format, "the incident file is empty", path,
                     "Restore it from a copy, or make a new one: foreshock import PATH -o FILE"};
    return openOrCreate(path);
}

Result<void> IncidentFile::close() {
    if (!m_db)
        return {};
    // A file that was moved or removed is made whole where it is now. What stands beside its old place may be another
    // file's by now, and stays.
    auto done = m_db->execute(m_db->hasMoved() ? "PRAGMA wal_checkpoint(TRUNCATE)"
                                               : "PRAGMA wal_checkpoint(TRUNCATE); PRAGMA journal_mode=DELETE");
    // Readers still have it open: they, or the next writer, fold the log in. Nothing is lost.
    if (!done && done.error().code == ErrorCode::Locked)
        done = Result<void>();
    m_db.reset();
    m_lock.reset();
    return done;
}

namespace {

/// A kill while a file was made or closed may leave a rollback journal beside it, which only one who may write can roll
/// back: SQLite does so at the first look, unless the writer still lives.
Result<void> rollBack(const std::string& path) {
    const auto db = Database::open(path, Database::Mode::Write);
    if (!db)
        return db.error();
    const auto looked = db->integer("SELECT count(*) FROM sqlite_schema");
    return looked ? Result<void>() : looked.error();
}

} // namespace

Result<Database> openForReading(const std::string& path, std::stop_token stop) {
    namespace fs = std::filesystem;
    std::error_code problem;
    if (!fs::exists(path, problem))
        return Error{ErrorCode::Io, "no such incident file", path,
                     "Check the path, or make one: foreshock import PATH -o FILE"};
    if (fs::is_directory(path, problem))
        return Error{ErrorCode::Format, "this is a folder, not an incident file", path,
                     "Import it instead: foreshock import FOLDER -o NEW.foreshock"};
    if (::access(path.c_str(), R_OK) != 0)
        return Error{ErrorCode::Io, "the incident file can't be read", path, "Ask its owner for the right to read it"};
    const fs::path folder = fs::absolute(path, problem).parent_path();
    const bool isFolderReadOnly = ::access(folder.c_str(), W_OK) != 0;
    const bool hasLog = fs::exists(path + "-wal", problem);
    if (fs::exists(path + "-journal", problem)) {
        if (isFolderReadOnly || ::access(path.c_str(), W_OK) != 0)
            return Error{ErrorCode::Io, "the incident file was not closed, and it can't be written here", path,
                         "Copy it together with " + path +
                             "-journal to a folder that you may write to, and open the "
                             "copy"};
        if (const auto done = rollBack(path); !done)
            return done.error();
    }
    auto db = Database::open(path, isFolderReadOnly && !hasLog ? Database::Mode::Immutable : Database::Mode::Read);
    if (!db)
        return db.error();
    if (const auto ok = checkSchema(*db, path); !ok) {
        // To read a write-ahead log SQLite needs the -shm beside it, which here it can neither find nor make.
        if (isFolderReadOnly && hasLog && ok.error().code == ErrorCode::Io)
            return Error{ErrorCode::Io, "the incident file was not closed, and its folder can't be written", path,
                         "Copy it together with " + path + "-wal to a folder that you may write to, and open the copy"};
        return ok.error();
    }
    // Filters and headers of ten million log records stay at hand.
    if (const auto set = db->execute("PRAGMA cache_size=-16000"); !set)
        return set.error();
    if (stop.stop_possible())
        db->watch(std::move(stop));
    return db;
}

} // namespace foreshock::store
