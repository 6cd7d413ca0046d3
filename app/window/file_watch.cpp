// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/file_watch.h"

#include <algorithm>
#include <sys/stat.h>

namespace foreshock {

FileWatch::FileWatch(std::string path)
    : m_path(std::move(path))
    , m_opened(facts()) {}

FileWatch::Facts FileWatch::facts() const {
    struct stat about {};
    if (::stat(m_path.c_str(), &about) != 0)
        return {};
    return {true, about.st_dev, about.st_ino, about.st_size};
}

FileFate FileWatch::look(const store::Database& reading, bool isReadOnly) {
    const Facts now = facts();
    if (!now.isThere)
        return FileFate::Gone;
    if (now.device != m_opened.device || now.number != m_opened.number)
        return FileFate::Replaced;
    // While we hold the lock the file only grows. Another writer may make it smaller (a repair), but never empty.
    if (isReadOnly ? now.size == 0 && m_opened.size > 0 : now.size < m_opened.size)
        return FileFate::CutShort;
    m_opened.size = isReadOnly ? now.size : std::max(m_opened.size, now.size);
    if (!isReadOnly)
        return FileFate::Same;
    const auto version = reading.integer("PRAGMA data_version");
    if (!version)
        return FileFate::Same; // whoever reads next is told what is wrong
    const bool isWritten = m_version >= 0 && *version != m_version;
    if (m_version < 0)
        m_version = *version;
    return isWritten ? FileFate::Written : FileFate::Same;
}

Error FileWatch::wordsFor(FileFate fate, const std::string& path) {
    const char* stays = "What is shown stays, nothing can be written. ";
    if (fate == FileFate::Gone)
        return {ErrorCode::Io, "the incident file is gone: it was moved, renamed or removed", path,
                std::string(stays) + "Put it back and go on, or open it where it is now (Ctrl+O)"};
    if (fate == FileFate::Replaced)
        return {ErrorCode::Io, "another file stands where the incident file was", path,
                std::string(stays) + "Press F5 to open what is there now"};
    return {ErrorCode::Io, "the incident file was cut short by another program", path,
            std::string(stays) + "What was not read yet may be lost. Restore the file from a copy, then press F5"};
}

} // namespace foreshock
