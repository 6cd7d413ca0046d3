// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/store/file_lock.h"

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

namespace foreshock::store {

Result<FileLock> FileLock::take(const std::string& path) {
    const int descriptor = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644);
    if (descriptor < 0) {
        const std::string why = std::strerror(errno);
        return Error{ErrorCode::Io, "can't write the incident file (" + why + ")", path,
                     "Choose a file in a folder that you may write to, with -o FILE"};
    }
    if (::flock(descriptor, LOCK_EX | LOCK_NB) != 0) {
        ::close(descriptor);
        return Error{ErrorCode::Locked, "the incident file is being written by another Foreshock", path,
                     "Close the window or wait for the import that has it open, then try again"};
    }
    return FileLock(descriptor);
}

FileLock::~FileLock() {
    if (m_descriptor >= 0)
        ::close(m_descriptor);
}

} // namespace foreshock::store
