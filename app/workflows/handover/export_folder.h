// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/base/result.h"

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace foreshock {

/// The exchange files of an export. They are written into FOLDER.part, which becomes FOLDER when all of them are on the
/// disk: a folder that looks whole is whole. Goes with its owner unless it was committed. Memory: 64 KiB a file.
class ExportFolder {
public:
    /// Errors: Io where the folder holds something, or can't be made.
    static Result<ExportFolder> make(const std::string& path);
    ExportFolder(ExportFolder&& other) noexcept;
    ExportFolder& operator=(ExportFolder&&) = delete;
    ~ExportFolder();

    Result<void> write(const std::string& file, std::string_view bytes);
    /// Everything written is on the disk, or an error.
    Result<void> close();
    /// The folder gets its name; after close().
    Result<void> commit();

    /// Where its files are until it is committed.
    const std::string& part() const { return m_part; }
    const std::string& path() const { return m_path; }
    /// In order of their first bytes.
    const std::vector<std::string>& files() const { return m_names; }

private:
    struct File {
        int descriptor = -1;
        std::string waiting;
    };
    explicit ExportFolder(std::string path);
    Result<void> flush(const std::string& name, File& file);

    std::string m_path, m_part;
    int m_lock = -1; ///< on the part folder, against a second export into it
    std::map<std::string, File> m_files;
    std::vector<std::string> m_names;
    bool m_isOver = false;
};

/// Why a file can't be written, in a sentence; of errno.
Error writeError(const std::string& path, int number);
/// Every byte, whatever a signal interrupts. Errors: Io.
Result<void> writeAll(int descriptor, std::string_view bytes, const std::string& path);

} // namespace foreshock
