// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/workflows/byte_source.h"
#include "model/base/time.h"

#include <cstdint>
#include <functional>
#include <stop_token>
#include <string>
#include <string_view>

namespace foreshock {

/// Where unpacking stops: nothing that people keep logs in comes near.
struct ArchiveLimits {
    int depth = 4;                 ///< archives within archives
    std::size_t members = 100'000; ///< files in all
    std::uint64_t ratio = 400;     ///< unpacked ÷ packed bytes, once more than `free` are unpacked
    std::uint64_t free = std::uint64_t{64} << 20;
};

/// A file within an archive, or the one within a compressed file.
struct ArchiveMember {
    std::string name; ///< its path, through archives within: "inner.tar.gz/a.log"; empty: the compressed file itself
    std::string fileName;   ///< its last part, without the suffix of a compression
    std::size_t number = 0; ///< among all files of the archive, the same in every walk
    Instant modified;       ///< as the archive says, else the archive's own
    bool isEncrypted = false;
};

/// Do these first bytes begin a tar, zip or 7z archive, or gzip, bzip2, xz, zstd, lz4 or compress data?
bool looksPacked(std::string_view head);

/// Calls `visit` with every regular file of an archive or compressed file, in its order, as a stream: nothing is
/// unpacked to disk. What the visit does not read is skipped. Hidden files are left out. Its error ends the walk.
/// Memory: a buffer and the decoder's window a level.
/// Errors: Format (damaged, cut off, beyond the limits), Io, Cancelled.
Result<void> walkArchive(const std::string& path,
                         const std::function<Result<void>(const ArchiveMember&, ByteSource&)>& visit,
                         std::stop_token stop = {}, const ArchiveLimits& limits = {});

} // namespace foreshock
