// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workflows/handover/export_folder.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <filesystem>

namespace foreshock {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kPiece = std::size_t{64} << 10;
constexpr std::array<std::string_view, 8> kOurs = {"alarms.jsonl", "changes.jsonl", "incident.json",
                                                   "logs.jsonl",   "metrics.csv",   "metrics_instances.csv",
                                                   "notes.jsonl",  "topology.json"};

/// Does a folder hold nothing but what an export that was cut off left there?
bool isLeftover(const std::string& path) {
    std::error_code problem;
    for (const fs::directory_entry& entry : fs::directory_iterator(path, problem))
        if (std::find(kOurs.begin(), kOurs.end(), entry.path().filename().string()) == kOurs.end())
            return false;
    return !problem;
}

} // namespace

Error writeError(const std::string& path, int number) {
    if (number == ENOSPC || number == EDQUOT)
        return {ErrorCode::Io, "the disk is full", path, "Free some space and export again"};
    if (number == EFBIG)
        return {ErrorCode::Io, "files may not grow that large here", path, "Export to another file system"};
    return {ErrorCode::Io, std::string("can't be written: ") + std::strerror(number), path,
            "Check the folder's rights, or choose another one"};
}

Result<void> writeAll(int descriptor, std::string_view bytes, const std::string& path) {
    while (!bytes.empty()) {
        const ssize_t count = ::write(descriptor, bytes.data(), bytes.size());
        if (count < 0 && errno == EINTR)
            continue;
        if (count < 0)
            return writeError(path, errno);
        bytes.remove_prefix(static_cast<std::size_t>(count));
    }
    return {};
}

ExportFolder::ExportFolder(std::string path)
    : m_path(std::move(path))
    , m_part(m_path + ".part") {}

ExportFolder::ExportFolder(ExportFolder&& other) noexcept
    : m_path(std::move(other.m_path))
    , m_part(std::move(other.m_part))
    , m_lock(std::exchange(other.m_lock, -1))
    , m_files(std::move(other.m_files))
    , m_names(std::move(other.m_names))
    , m_isOver(std::exchange(other.m_isOver, true)) {}

ExportFolder::~ExportFolder() {
    for (auto& [name, file] : m_files)
        if (file.descriptor >= 0)
            ::close(file.descriptor);
    std::error_code ignored;
    if (!m_isOver)
        fs::remove_all(m_part, ignored);
    if (m_lock >= 0)
        ::close(m_lock);
}

Result<ExportFolder> ExportFolder::make(const std::string& wanted) {
    std::string path = wanted;
    while (path.size() > 1 && path.ends_with('/'))
        path.pop_back();
    std::error_code problem;
    const fs::file_status there = fs::status(path, problem);
    if (fs::exists(there) && !fs::is_directory(there))
        return Error{ErrorCode::Io, "there is a file of that name", path, "Choose another folder with -o"};
    if (fs::exists(there) && !fs::is_empty(path, problem))
        return Error{ErrorCode::Io, "the folder is not empty", path,
                     "An export becomes a folder of its own: choose another name with -o"};
    ExportFolder folder(path);
    folder.m_isOver = true; // not ours yet
    if (::mkdir(folder.m_part.c_str(), 0777) != 0 && errno != EEXIST)
        return writeError(folder.m_part, errno);
    folder.m_lock = ::open(folder.m_part.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (folder.m_lock < 0)
        return writeError(folder.m_part, errno);
    if (::flock(folder.m_lock, LOCK_EX | LOCK_NB) != 0)
        return Error{ErrorCode::Io, "another export is being written there", folder.m_part,
                     "Wait for it, or choose another folder with -o"};
    if (!isLeftover(folder.m_part))
        return Error{ErrorCode::Io, "the folder is in the way: it holds what no export left there", folder.m_part,
                     "Move it away, or choose another folder with -o"};
    for (const std::string_view name : kOurs)
        fs::remove(fs::path(folder.m_part) / name, problem);
    folder.m_isOver = false;
    return folder;
}

Result<void> ExportFolder::flush(const std::string& name, File& file) {
    const Result<void> done = writeAll(file.descriptor, file.waiting, m_part + "/" + name);
    file.waiting.clear();
    return done;
}

Result<void> ExportFolder::write(const std::string& name, std::string_view bytes) {
    auto [found, isNew] = m_files.try_emplace(name);
    File& file = found->second;
    if (isNew) {
        const std::string path = m_part + "/" + name;
        file.descriptor = ::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
        if (file.descriptor < 0)
            return writeError(path, errno);
        m_names.push_back(name);
    }
    file.waiting += bytes;
    return file.waiting.size() < kPiece ? Result<void>() : flush(name, file);
}

Result<void> ExportFolder::close() {
    for (auto& [name, file] : m_files) {
        if (file.descriptor < 0)
            continue;
        if (const auto done = flush(name, file); !done)
            return done;
        if (::fsync(file.descriptor) != 0 || ::close(std::exchange(file.descriptor, -1)) != 0)
            return writeError(m_part + "/" + name, errno);
    }
    return {};
}

Result<void> ExportFolder::commit() {
    if (::rename(m_part.c_str(), m_path.c_str()) != 0)
        return writeError(m_path, errno);
    m_isOver = true;
    return {};
}

} // namespace foreshock
