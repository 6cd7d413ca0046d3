// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workflows/archive_walk.h"

#include <archive.h>
#include <archive_entry.h>
#include <fmt/format.h>

#include <cerrno>
#include <filesystem>
#include <memory>
#include <optional>
#include <sys/stat.h>

namespace foreshock {
namespace {

constexpr std::size_t kChunk = std::size_t{256} << 10;

struct Close {
    void operator()(archive* a) const { archive_read_free(a); }
};
using Reading = std::unique_ptr<archive, Close>;

/// What a whole walk has seen, over all levels.
struct Walk {
    const std::string& path;
    const std::function<Result<void>(const ArchiveMember&, ByteSource&)>& visit;
    const std::stop_token& stop;
    const ArchiveLimits& limits;
    archive* outer = nullptr;
    std::size_t members = 0;
    std::uint64_t unpacked = 0;

    Error cannotUnpack(const std::string& where, archive* a) const {
        const char* said = archive_error_string(a);
        return {ErrorCode::Format, fmt::format("can't be unpacked ({})", said ? said : "damaged"), where,
                "Copy it again; or unpack what is whole by hand and import that"};
    }
    Result<void> take(std::uint64_t bytes, const std::string& where) {
        if (stop.stop_requested())
            return Error{ErrorCode::Cancelled, "cancelled", where, ""};
        unpacked += bytes;
        const auto packed = static_cast<std::uint64_t>(std::max<la_int64_t>(1, archive_filter_bytes(outer, -1)));
        if (unpacked > limits.free && unpacked / limits.ratio > packed)
            return Error{ErrorCode::Format,
                         fmt::format("unpacks to more than {} times its size, as no log does", limits.ratio), where,
                         "If it is meant to be so, unpack it by hand and import that"};
        return {};
    }
};

/// The bytes of the entry at hand.
class EntryBytes : public ByteSource {
public:
    EntryBytes(Walk& walk, archive* a, std::string where)
        : m_walk(walk)
        , m_archive(a)
        , m_where(std::move(where))
        , m_buffer(kChunk, '\0') {}
    Result<std::string_view> next() override {
        if (!m_peeked.empty()) {
            m_given = std::move(m_peeked);
            m_peeked.clear();
            return std::string_view(m_given);
        }
        const la_ssize_t got = archive_read_data(m_archive, m_buffer.data(), m_buffer.size());
        if (got < 0)
            return m_walk.cannotUnpack(m_where, m_archive);
        if (const auto done = m_walk.take(static_cast<std::uint64_t>(got), m_where); !done)
            return done.error();
        return std::string_view(m_buffer.data(), static_cast<std::size_t>(got));
    }
    /// The first bytes, which next() gives all the same.
    Result<std::string_view> peek(std::size_t least) {
        while (m_peeked.size() < least) {
            const la_ssize_t got = archive_read_data(m_archive, m_buffer.data(), m_buffer.size());
            if (got < 0)
                return m_walk.cannotUnpack(m_where, m_archive);
            if (got == 0)
                break;
            m_peeked.append(m_buffer.data(), static_cast<std::size_t>(got));
            if (const auto done = m_walk.take(static_cast<std::uint64_t>(got), m_where); !done)
                return done.error();
        }
        return std::string_view(m_peeked);
    }
    const std::string& where() const { return m_where; }

private:
    Walk& m_walk;
    archive* m_archive;
    std::string m_where;
    std::string m_buffer;
    std::string m_peeked, m_given;
};

/// An entry that is an archive itself, as libarchive asks for it.
struct Nested {
    EntryBytes& bytes;
    std::optional<Error> error;
};

la_ssize_t readNested(archive* a, void* data, const void** buffer) {
    auto* nested = static_cast<Nested*>(data);
    const auto more = nested->bytes.next();
    if (!more) {
        nested->error = more.error();
        archive_set_error(a, EIO, "%s", more.error().message.c_str());
        return -1;
    }
    *buffer = more->data();
    return static_cast<la_ssize_t>(more->size());
}

/// Formats and filters that are read in process: libarchive's "all" would start programs.
Reading newReading() {
    Reading a(archive_read_new());
    for (const auto support :
         {archive_read_support_format_tar, archive_read_support_format_zip, archive_read_support_format_7zip,
          archive_read_support_format_raw, archive_read_support_filter_gzip, archive_read_support_filter_bzip2,
          archive_read_support_filter_xz, archive_read_support_filter_lzma, archive_read_support_filter_zstd,
          archive_read_support_filter_lz4, archive_read_support_filter_compress})
        (void)support(a.get());
    return a;
}

bool isHidden(const std::filesystem::path& name) {
    for (const auto& part : name)
        if ((part.string().starts_with('.') && part != "." && part != "..") || part == "__MACOSX")
            return true;
    return false;
}

/// "a.log" of "logs/a.log.gz".
std::string withoutSuffix(const std::string& name) {
    const std::filesystem::path path(name);
    return path.extension().empty() ? name : path.stem().string();
}

Result<void> walkEntries(Walk& walk, archive* a, const std::string& prefix, const std::string& own, Instant modified,
                         int depth) {
    for (;;) {
        archive_entry* entry = nullptr;
        const int status = archive_read_next_header(a, &entry);
        if (status == ARCHIVE_EOF)
            return {};
        if (status < ARCHIVE_WARN)
            return walk.cannotUnpack(prefix.empty() ? walk.path : walk.path + "/" + prefix, a);
        if (const auto done = walk.take(0, walk.path); !done)
            return done;
        if (archive_entry_filetype(entry) != AE_IFREG && archive_entry_filetype(entry) != 0)
            continue;
        const bool isRaw = archive_format(a) == ARCHIVE_FORMAT_RAW;
        const char* named = archive_entry_pathname_utf8(entry);
        if (!named)
            named = archive_entry_pathname(entry);
        const std::string name = isRaw ? withoutSuffix(own) : named ? named : "";
        if (!isRaw && (isHidden(name) || name.ends_with('/')))
            continue;
        if (walk.members >= walk.limits.members)
            return Error{ErrorCode::Format, fmt::format("holds more than {} files", walk.limits.members), walk.path,
                         "Unpack it by hand and import the folder's parts one after the other"};
        ArchiveMember member;
        member.name = isRaw ? prefix : prefix.empty() ? name : prefix + "/" + name;
        member.fileName = std::filesystem::path(name).filename();
        member.modified = archive_entry_mtime_is_set(entry) && !isRaw
                              ? Instant{static_cast<std::int64_t>(archive_entry_mtime(entry)) * 1'000'000'000LL}
                              : modified;
        member.isEncrypted = archive_entry_is_data_encrypted(entry) > 0;
        EntryBytes bytes(walk, a, member.name.empty() ? walk.path : walk.path + "/" + member.name);
        if (!member.isEncrypted) {
            const auto head = bytes.peek(512);
            if (!head)
                return head.error();
            if (looksPacked(*head)) {
                if (depth + 1 >= walk.limits.depth)
                    return Error{ErrorCode::Format,
                                 fmt::format("holds archives within archives, more than {} deep", walk.limits.depth),
                                 bytes.where(), "Unpack it by hand and import that"};
                Nested nested{bytes, {}};
                const Reading inner = newReading();
                if (archive_read_open(inner.get(), &nested, nullptr, readNested, nullptr) != ARCHIVE_OK)
                    return nested.error ? *nested.error : walk.cannotUnpack(bytes.where(), inner.get());
                const auto done = walkEntries(walk, inner.get(), member.name,
                                              std::filesystem::path(member.name.empty() ? own : member.name).filename(),
                                              member.modified, depth + 1);
                if (!done)
                    return nested.error ? *nested.error : done;
                continue;
            }
        }
        member.number = walk.members++;
        if (const auto done = walk.visit(member, bytes); !done)
            return done;
    }
}

} // namespace

bool looksPacked(std::string_view head) {
    using namespace std::string_view_literals;
    for (const auto magic : {"\x1F\x8B"sv, "\x1F\x9D"sv, "\x28\xB5\x2F\xFD"sv, "\x04\x22\x4D\x18"sv, "PK\x03\x04"sv,
                             "7z\xBC\xAF\x27\x1C"sv,
                             "\xFD"
                             "7zXZ\0"sv})
        if (head.starts_with(magic))
            return true;
    if (head.starts_with("BZh") && head.size() > 9 && head.substr(4, 6) == "1AY&SY")
        return true;
    return head.size() >= 262 && head.substr(257, 5) == "ustar";
}

Result<void> walkArchive(const std::string& path,
                         const std::function<Result<void>(const ArchiveMember&, ByteSource&)>& visit,
                         std::stop_token stop, const ArchiveLimits& limits) {
    struct stat about {};
    (void)::stat(path.c_str(), &about);
    const Reading a = newReading();
    Walk walk{path, visit, stop, limits, a.get()};
    if (archive_read_open_filename(a.get(), path.c_str(), kChunk) != ARCHIVE_OK)
        return walk.cannotUnpack(path, a.get());
    return walkEntries(walk, a.get(), "", std::filesystem::path(path).filename(),
                       Instant{about.st_mtim.tv_sec * 1'000'000'000LL + about.st_mtim.tv_nsec}, 0);
}

} // namespace foreshock
