// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <string>
#include <sys/mount.h>

namespace foreshock::test {

/// A file system of a few megabytes in memory, mounted on a folder for as long as it lives. Needs root.
class SmallDisk {
public:
    SmallDisk(std::string folder, int megabytes)
        : m_folder(std::move(folder)) {
        std::filesystem::create_directories(m_folder);
        const std::string size = "size=" + std::to_string(megabytes) + "m";
        m_isMounted = ::mount("tmpfs", m_folder.c_str(), "tmpfs", 0, size.c_str()) == 0;
    }
    SmallDisk(const SmallDisk&) = delete;
    ~SmallDisk() {
        if (m_isMounted)
            ::umount2(m_folder.c_str(), MNT_DETACH);
    }
    bool isMounted() const { return m_isMounted; }

private:
    std::string m_folder;
    bool m_isMounted = false;
};

} // namespace foreshock::test
