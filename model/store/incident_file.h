// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/base/result.h"
#include "model/store/database.h"
#include "model/store/file_lock.h"

#include <memory>
#include <stop_token>
#include <string>

namespace foreshock::store {

/// An incident file opened for writing: holds the lock and the one write connection; owned by the writer's thread.
/// Open: write-ahead log. Closed: checkpointed into a single file that also opens from a read-only folder.
class IncidentFile {
public:
    /// Opens an incident file for writing, or makes it if the path is free (an empty file counts as free).
    /// What a dead process left in state `loading` is removed. Errors: Locked, Io, Format, SchemaTooNew.
    static Result<IncidentFile> openOrCreate(const std::string& path);
    /// Opens an incident file that must exist.
    static Result<IncidentFile> open(const std::string& path);
    IncidentFile(IncidentFile&&) noexcept = default;
    IncidentFile& operator=(IncidentFile&&) = delete;
    ~IncidentFile();

    /// Checkpoints and closes; says what went wrong, which the destructor can't.
    Result<void> close();
    Database& database() { return *m_db; }
    const std::string& path() const { return m_path; }

private:
    IncidentFile(std::string path, FileLock lock, Database db);
    std::string m_path;
    std::unique_ptr<FileLock> m_lock; ///< dies after the connection
    std::unique_ptr<Database> m_db;
};

/// A read-only connection to an incident file, for one thread. Never writes, not even a cache.
/// Errors: Io (no such file, no right), Format, SchemaTooNew.
Result<Database> openForReading(const std::string& path, std::stop_token stop = {});

} // namespace foreshock::store
