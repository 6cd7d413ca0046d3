// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/base/result.h"
#include "model/store/database.h"

#include <cstdint>
#include <string>

namespace foreshock {

/// What others did to an incident file that is open.
enum class FileFate {
    Same,
    Gone,     ///< moved, renamed or removed
    Replaced, ///< another file stands in its place
    CutShort, ///< it is smaller than it was, and nobody may make it so
    Written,  ///< open read-only, and another program wrote to it
};

/// Looks after an open file by what the system tells of its path: which file it is, and how large. Never opens it: a
/// second descriptor, once closed, would drop SQLite's locks. For one thread.
class FileWatch {
public:
    explicit FileWatch(std::string path);
    /// `reading` is a connection that wrote nothing; `isReadOnly`: others may write, we may not.
    FileFate look(const store::Database& reading, bool isReadOnly);
    /// What was written so far is known: the connection is a fresh one.
    void takeAsRead() { m_version = -1; }

    /// What to tell, and what to do about it; for all but Same and Written.
    static Error wordsFor(FileFate fate, const std::string& path);

private:
    struct Facts {
        bool isThere = false;
        std::uint64_t device = 0, number = 0;
        std::int64_t size = 0;
    };
    Facts facts() const;

    std::string m_path;
    Facts m_opened;
    std::int64_t m_version = -1; ///< SQLite's count of others' writes; −1: not asked yet
};

} // namespace foreshock
