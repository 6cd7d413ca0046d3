// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/store/repair/salvage_pages.h"

#include "model/store/schema.h"

#include <algorithm>
#include <bit>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>

namespace foreshock::store {
namespace {

constexpr std::size_t kCached = 256;
constexpr std::size_t kLogHeader = 32, kFrameHeader = 24;

/// The running checksum of a write-ahead log, over pairs of words in the byte order that its magic number names.
struct LogSum {
    bool isBigEndian = false;
    std::uint32_t a = 0, b = 0;

    void add(std::string_view bytes) {
        for (std::size_t i = 0; i + 8 <= bytes.size(); i += 8) {
            a += word(bytes, i) + b;
            b += word(bytes, i + 4) + a;
        }
    }
    std::uint32_t word(std::string_view bytes, std::size_t at) const {
        const std::uint32_t big = bigEndian(bytes, at, 4);
        return isBigEndian ? big : __builtin_bswap32(big);
    }
};

std::uint64_t sizeOf(int descriptor) {
    struct stat status {};
    return ::fstat(descriptor, &status) == 0 ? static_cast<std::uint64_t>(status.st_size) : 0;
}

} // namespace

std::uint32_t bigEndian(std::string_view bytes, std::size_t at, int size) {
    std::uint32_t value = 0;
    for (int i = 0; i < size; ++i)
        value = value << 8 | static_cast<unsigned char>(bytes[at + static_cast<std::size_t>(i)]);
    return value;
}

PageFile::PageFile(PageFile&& other) noexcept
    : m_file(std::exchange(other.m_file, -1))
    , m_log(std::exchange(other.m_log, -1))
    , m_pageSize(other.m_pageSize)
    , m_count(other.m_count)
    , m_userVersion(other.m_userVersion)
    , m_isLogCutShort(other.m_isLogCutShort)
    , m_inLog(std::move(other.m_inLog))
    , m_cache(std::move(other.m_cache)) {}

PageFile::~PageFile() {
    for (const int descriptor : {m_file, m_log})
        if (descriptor >= 0)
            ::close(descriptor);
}

/// Reads what is there; a sector that can't be read ends it.
std::string PageFile::bytesAt(int descriptor, std::uint64_t offset, std::size_t size) const {
    std::string out(size, '\0');
    std::size_t got = 0;
    while (got < size) {
        const ssize_t n = ::pread(descriptor, out.data() + got, size - got, static_cast<off_t>(offset + got));
        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0)
            break;
        got += static_cast<std::size_t>(n);
    }
    out.resize(got);
    return out;
}

Result<PageFile> PageFile::open(const std::string& path) {
    PageFile out;
    out.m_file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (out.m_file < 0)
        return Error{ErrorCode::Io, std::string("the incident file can't be read (") + std::strerror(errno) + ")", path,
                     "Check the path, and that you may read it"};
    if (::flock(out.m_file, LOCK_SH | LOCK_NB) != 0 && errno == EWOULDBLOCK)
        return Error{ErrorCode::Locked, "the incident file is being written by another Foreshock", path,
                     "Close the window or wait for the import that has it open, then try again"};
    const std::string head = out.bytesAt(out.m_file, 0, 100);
    const bool isDatabase = head.size() == 100 && head.starts_with(std::string_view("SQLite format 3\0", 16));
    if (head.size() == 100) {
        const std::uint32_t size = bigEndian(head, 16, 2) == 1 ? 65536 : bigEndian(head, 16, 2);
        if (isDatabase && size >= 512 && std::has_single_bit(size))
            out.m_pageSize = size;
    }
    out.m_count = static_cast<std::uint32_t>(
        std::min<std::uint64_t>((sizeOf(out.m_file) + out.m_pageSize - 1) / out.m_pageSize, UINT32_MAX));
    out.readLog(path);
    const auto first = out.page(1);
    const bool isOurs = first->size() >= 100 && bigEndian(*first, 68, 4) == static_cast<std::uint32_t>(kApplicationId);
    if (!isDatabase && !isOurs)
        return Error{ErrorCode::Format, "nothing of an incident file is left in it", path,
                     "Import the sources again: foreshock import PATH -o NEW.foreshock"};
    if (first->size() >= 100)
        out.m_userVersion = bigEndian(*first, 60, 4);
    return out;
}

void PageFile::readLog(const std::string& path) {
    m_log = ::open((path + "-wal").c_str(), O_RDONLY | O_CLOEXEC);
    if (m_log < 0)
        return;
    const std::string head = bytesAt(m_log, 0, kLogHeader);
    if (head.size() < kLogHeader)
        return;
    const std::uint32_t magic = bigEndian(head, 0, 4);
    LogSum sum{(magic & 1) != 0};
    sum.add(std::string_view(head).substr(0, 24));
    m_isLogCutShort = true;
    if ((magic | 1) != 0x377f0683 || bigEndian(head, 8, 4) != m_pageSize || sum.a != bigEndian(head, 24, 4) ||
        sum.b != bigEndian(head, 28, 4))
        return;
    std::unordered_map<std::uint32_t, std::uint64_t> open; // of the transaction not committed yet
    const std::uint64_t end = sizeOf(m_log);
    for (std::uint64_t at = kLogHeader;; at += kFrameHeader + m_pageSize) {
        // The end, or frames that an earlier round left behind: both are as they should be.
        if (at == end) {
            m_isLogCutShort = false;
            return;
        }
        const std::string frame = bytesAt(m_log, at, kFrameHeader + m_pageSize);
        if (frame.size() < kFrameHeader + m_pageSize)
            return;
        if (frame.compare(8, 8, head, 16, 8) != 0) {
            m_isLogCutShort = false;
            return;
        }
        sum.add(std::string_view(frame).substr(0, 8));
        sum.add(std::string_view(frame).substr(kFrameHeader));
        if (sum.a != bigEndian(frame, 16, 4) || sum.b != bigEndian(frame, 20, 4))
            return;
        open[bigEndian(frame, 0, 4)] = at + kFrameHeader;
        const std::uint32_t pages = bigEndian(frame, 4, 4);
        if (pages != 0) {
            for (const auto& [number, offset] : open)
                m_inLog[number] = offset;
            open.clear();
            m_count = pages;
        }
    }
}

std::shared_ptr<const std::string> PageFile::page(std::uint32_t number) const {
    if (const auto known = m_cache.find(number); known != m_cache.end())
        return known->second;
    auto bytes = std::make_shared<std::string>();
    if (const auto found = m_inLog.find(number); found != m_inLog.end())
        *bytes = bytesAt(m_log, found->second, m_pageSize);
    else if (number > 0 && number <= m_count)
        *bytes = bytesAt(m_file, (std::uint64_t{number} - 1) * m_pageSize, m_pageSize);
    if (m_cache.size() >= kCached)
        m_cache.clear();
    m_cache[number] = bytes;
    return bytes;
}

} // namespace foreshock::store
