// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/store/file_lock.h"

#include "model/store/statement.h"

#include <fmt/format.h>

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <fstream>
#include <sstream>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <unistd.h>

namespace foreshock::store {
namespace {

/// " (process 4711)", from a line such as "3: FLOCK  ADVISORY  WRITE 4711 08:01:1311 0 EOF" of /proc/locks; empty if it
/// is not told there (other systems, another container, a file on a share).
std::string holderOf(int descriptor) {
    struct stat about {};
    if (::fstat(descriptor, &about) != 0)
        return {};
    const std::string file = fmt::format("{:02x}:{:02x}:{}", major(about.st_dev), minor(about.st_dev), about.st_ino);
    std::ifstream locks("/proc/locks");
    for (std::string line; std::getline(locks, line);) {
        std::istringstream words(line);
        std::string number, kind, manner, access, process, place;
        if (words >> number >> kind >> manner >> access >> process >> place && kind == "FLOCK" && place == file)
            return process == "0" ? "" : " (process " + process + ")";
    }
    return {};
}

} // namespace

Result<FileLock> FileLock::take(const std::string& path) {
    const int descriptor = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644);
    if (descriptor < 0) {
        const int code = errno;
        if (code == ENOSPC || code == EDQUOT)
            return noRoomError(code, path);
        const std::string why = std::strerror(code);
        return Error{ErrorCode::Io, "can't write the incident file (" + why + ")", path,
                     "Choose a file in a folder that you may write to, with -o FILE"};
    }
    if (::flock(descriptor, LOCK_EX | LOCK_NB) != 0) {
        const std::string holder = holderOf(descriptor);
        ::close(descriptor);
        return Error{ErrorCode::Locked, "the incident file is being written by another Foreshock" + holder, path,
                     "Close the window or wait for the import that has it open, then try again"};
    }
    return FileLock(descriptor);
}

FileLock::~FileLock() {
    if (m_descriptor >= 0)
        ::close(m_descriptor);
}

} // namespace foreshock::store
