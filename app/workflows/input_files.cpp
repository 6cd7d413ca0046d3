// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workflows/input_files.h"

#include "app/workflows/archive_walk.h"
#include "app/workflows/path_pattern.h"
#include "model/base/content_hash.h"

#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <filesystem>
#include <fstream>
#include <poll.h>
#include <set>
#include <sys/stat.h>
#include <unistd.h>

namespace foreshock {
namespace {

namespace fs = std::filesystem;
constexpr std::size_t kChunk = std::size_t{1} << 20;
constexpr std::size_t kPeek = std::size_t{64} << 10;
constexpr std::size_t kMostFiles = 1'000'000;

Error cannotRead(const std::string& path, int code) {
    return {ErrorCode::Io, std::string("can't be read (") + std::strerror(code) + ")", path,
            code == EACCES ? "Ask its owner for the right to read it" : "Check the path"};
}

void walk(const fs::path& folder, std::size_t named, std::set<std::pair<dev_t, ino_t>>& seen, InputList& out) {
    struct stat about {};
    if (::stat(folder.c_str(), &about) != 0 || !seen.insert({about.st_dev, about.st_ino}).second)
        return; // vanished, or a symlink loop
    std::error_code problem;
    std::vector<fs::path> entries;
    for (fs::directory_iterator it(folder, problem), end; !problem && it != end; it.increment(problem))
        entries.push_back(it->path());
    if (problem) {
        out.problems.push_back({named, cannotRead(folder.string(), problem.value())});
        return;
    }
    std::sort(entries.begin(), entries.end());
    for (const fs::path& entry : entries) {
        if (entry.filename().string().starts_with('.') || out.files.size() >= kMostFiles)
            continue;
        if (fs::is_directory(entry, problem))
            walk(entry, named, seen, out);
        else if (fs::is_regular_file(entry, problem))
            out.files.push_back({entry.string(), entry.string(), named, {}});
    }
}

} // namespace

namespace {

void listPath(const std::string& path, std::size_t named, InputList& out) {
    std::error_code problem;
    if (path == "-") {
        out.files.push_back({"-", "standard input", named, {}});
    } else if (fs::is_directory(path, problem)) {
        std::set<std::pair<dev_t, ino_t>> seen;
        walk(path, named, seen, out);
    } else if (::access(path.c_str(), R_OK) != 0) {
        out.problems.push_back({named, cannotRead(path, errno)});
    } else if (!fs::is_regular_file(path, problem)) {
        out.problems.push_back({named, Error{ErrorCode::Unsupported, "is a pipe or a device, not a file", path,
                                             "Feed it to standard input: foreshock import - -o FILE < PATH"}});
    } else {
        out.files.push_back({path, path, named, {}});
    }
}

} // namespace

InputList listInputs(const std::vector<std::string>& paths) {
    InputList out;
    for (std::size_t i = 0; i < paths.size(); ++i) {
        std::error_code problem;
        // A file may be called a*b; only what does not exist is a pattern that no shell expanded.
        if (!isPathPattern(paths[i]) || fs::exists(paths[i], problem)) {
            listPath(paths[i], i, out);
            continue;
        }
        const auto fitting = pathsFitting(paths[i]);
        for (const std::string& path : fitting)
            listPath(path, i, out);
        if (fitting.empty())
            out.problems.push_back({i, Error{ErrorCode::Io, "no file fits this pattern", paths[i],
                                             "* and ? stand within one name, ** for folders: 'logs/**/*.gz'"}});
    }
    return out;
}

InputStream::InputStream(InputStream&& other) noexcept
    : m_descriptor(std::exchange(other.m_descriptor, -1))
    , m_size(other.m_size)
    , m_modified(other.m_modified)
    , m_path(std::move(other.m_path))
    , m_buffer(std::move(other.m_buffer))
    , m_stop(std::move(other.m_stop)) {}

InputStream::~InputStream() {
    if (m_descriptor > 0)
        ::close(m_descriptor);
}

Result<InputStream> InputStream::open(const std::string& path, std::stop_token stop) {
    InputStream out;
    out.m_stop = std::move(stop);
    out.m_path = path;
    out.m_descriptor = path == "-" ? 0 : ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (out.m_descriptor < 0)
        return cannotRead(path, errno);
    struct stat about {};
    if (::fstat(out.m_descriptor, &about) == 0 && S_ISREG(about.st_mode))
        out.m_size = static_cast<std::uint64_t>(about.st_size);
    out.m_modified = Instant{about.st_mtim.tv_sec * 1'000'000'000LL + about.st_mtim.tv_nsec};
    out.m_buffer.resize(kChunk);
    return out;
}

Result<std::string_view> InputStream::next() {
    for (;;) {
        pollfd ready{m_descriptor, POLLIN, 0};
        while (m_stop.stop_possible() && ::poll(&ready, 1, 100) == 0)
            if (m_stop.stop_requested())
                return Error{ErrorCode::Cancelled, "cancelled", m_path, ""};
        const ssize_t got = ::read(m_descriptor, m_buffer.data(), m_buffer.size());
        if (got >= 0)
            return std::string_view(m_buffer.data(), static_cast<std::size_t>(got));
        if (errno != EINTR)
            return cannotRead(m_path, errno);
    }
}

namespace {

SpecimenBytes readFile(const InputFile& input) {
    SpecimenBytes out;
    out.file = input;
    out.name = input.label;
    std::ifstream file(input.path, std::ios::binary);
    struct stat about {};
    if (!file || ::stat(input.path.c_str(), &about) != 0) {
        out.problem = cannotRead(input.path, errno);
        return out;
    }
    out.size = static_cast<std::uint64_t>(about.st_size);
    out.modified = Instant{about.st_mtim.tv_sec * 1'000'000'000LL + about.st_mtim.tv_nsec};
    const auto read = [&](std::uint64_t at) {
        std::string bytes(kPeek, '\0');
        file.clear();
        file.seekg(static_cast<std::streamoff>(at));
        file.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
        bytes.resize(static_cast<std::size_t>(std::max<std::streamsize>(0, file.gcount())));
        return bytes;
    };
    out.head = read(0);
    if (out.size > 3 * kPeek) {
        out.middle = read(out.size / 2);
        out.tail = read(out.size - kPeek);
    }
    return out;
}

SpecimenBytes readStandardInput(const InputFile& input, std::stop_token stop) {
    SpecimenBytes out;
    out.file = input;
    out.name = input.label;
    auto stream = InputStream::open("-", std::move(stop));
    while (stream && out.head.size() < kPeek) {
        const auto more = stream->next();
        if (!more || more->empty())
            break;
        out.head += *more;
    }
    return out;
}

/// Reads a stream to its end for its hash and size, keeping what recognition looks at.
Result<void> readMember(ByteSource& bytes, SpecimenBytes& out) {
    ContentHash hash;
    for (;;) {
        const auto more = bytes.next();
        if (!more)
            return more.error();
        if (more->empty())
            break;
        hash.add(*more);
        out.size += more->size();
        if (out.head.size() < kPeek)
            out.head += more->substr(0, kPeek - out.head.size());
        out.tail += *more;
        if (out.tail.size() > 2 * kPeek)
            out.tail.erase(0, out.tail.size() - kPeek);
    }
    if (out.size <= 3 * kPeek)
        out.tail.clear();
    else if (out.tail.size() > kPeek)
        out.tail.erase(0, out.tail.size() - kPeek);
    out.contentHash = hash.hex();
    return {};
}

Result<void> readArchive(const InputFile& input, const std::function<void(SpecimenBytes)>& visit,
                         std::stop_token stop) {
    std::size_t found = 0;
    bool isTold = false;
    const auto walked = walkArchive(
        input.path,
        [&](const ArchiveMember& member, ByteSource& bytes) -> Result<void> {
            ++found;
            SpecimenBytes out;
            out.file = input;
            out.file.member = member.number;
            if (!member.name.empty())
                out.file.label += "/" + member.name;
            out.name = member.fileName;
            out.modified = member.modified;
            if (member.isEncrypted)
                out.problem = Error{ErrorCode::Unsupported, "is encrypted", out.file.label,
                                    "Unpack it with its password, and import what comes out"};
            else if (const auto read = readMember(bytes, out); !read) {
                if (read.error().code == ErrorCode::Cancelled)
                    return read;
                out.problem = read.error();
                isTold = true;
                visit(std::move(out));
                return read; // nothing behind it can be read either
            }
            visit(std::move(out));
            return {};
        },
        std::move(stop));
    if (!walked && walked.error().code == ErrorCode::Cancelled)
        return walked;
    if (isTold || (walked && found > 0))
        return {};
    SpecimenBytes none;
    none.file = input;
    none.name = input.label;
    none.problem =
        walked ? Error{ErrorCode::Format, "an archive without a file in it", input.label, "Check that the export ran"}
               : walked.error();
    visit(std::move(none));
    return {};
}

} // namespace

Result<void> eachSpecimen(const InputList& inputs, const std::function<void(SpecimenBytes)>& visit,
                          std::stop_token stop) {
    for (const InputFile& input : inputs.files) {
        if (stop.stop_requested())
            return Error{ErrorCode::Cancelled, "cancelled", input.label, ""};
        if (input.isStandardInput()) {
            visit(readStandardInput(input, stop));
            continue;
        }
        SpecimenBytes specimen = readFile(input);
        if (specimen.problem || !looksPacked(specimen.head))
            visit(std::move(specimen));
        else if (const auto read = readArchive(input, visit, stop); !read)
            return read;
    }
    return {};
}

Result<SpecimenBytes> oneSpecimen(const std::string& path, std::stop_token stop) {
    const InputList inputs = listInputs({path});
    if (!inputs.problems.empty())
        return inputs.problems.front().error;
    std::vector<SpecimenBytes> found;
    const auto looked = eachSpecimen(
        inputs, [&](SpecimenBytes bytes) { found.push_back(std::move(bytes)); }, std::move(stop));
    if (!looked)
        return looked.error();
    if (found.size() != 1)
        return Error{ErrorCode::Invalid, fmt::format("holds {} files", found.size()), path, "Name one file"};
    if (found.front().problem)
        return *found.front().problem;
    return std::move(found.front());
}

} // namespace foreshock
