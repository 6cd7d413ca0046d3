// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/base/result.h"

#include <string>
#include <utility>

namespace foreshock::store {

/// The right to write an incident file: flock on the file itself. Opened before and closed after every SQLite
/// connection of this process: closing any other descriptor of the file would drop SQLite's own POSIX locks.
class FileLock {
public:
    /// Makes the file if it is absent. Errors: Locked (someone else writes), Io.
    static Result<FileLock> take(const std::string& path);
    FileLock(FileLock&& other) noexcept
        : m_descriptor(std::exchange(other.m_descriptor, -1)) {}
    FileLock& operator=(FileLock&&) = delete;
    ~FileLock();

private:
    explicit FileLock(int descriptor)
        : m_descriptor(descriptor) {}
    int m_descriptor;
};

} // namespace foreshock::store
