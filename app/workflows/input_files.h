// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/workflows/byte_source.h"
#include "importers/importer.h"
#include "model/base/result.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

namespace foreshock {

/// One file that an import or a detection looks at.
struct InputFile {
    std::string path;                  ///< to open; "-" is standard input
    std::string label;                 ///< how the incident file names it
    std::size_t named = 0;             ///< index of the path on the command line that led here
    std::optional<std::size_t> member; ///< number within the archive at `path`

    bool isStandardInput() const { return path == "-"; }
};

/// The files behind the paths: patterns that no shell expanded are (path_pattern.h), folders are walked by name (hidden
/// files and symlink loops left out). Errors are per path: Io for one that does not exist or can't be read.
struct InputList {
    std::vector<InputFile> files;
    struct Problem {
        std::size_t named;
        Error error;
    };
    std::vector<Problem> problems;
};
InputList listInputs(const std::vector<std::string>& paths);

/// Reads a file or standard input in chunks of 1 MiB.
class InputStream : public ByteSource {
public:
    /// A stop ends next() with Cancelled, even while a pipe is silent.
    static Result<InputStream> open(const std::string& path, std::stop_token stop = {});
    InputStream(InputStream&& other) noexcept;
    InputStream& operator=(InputStream&&) = delete;
    ~InputStream() override;
    /// Up to 1 MiB more.
    Result<std::string_view> next() override;
    /// Size at opening; 0 for a pipe.
    std::uint64_t size() const { return m_size; }
    Instant modified() const { return m_modified; }

private:
    InputStream() = default;
    int m_descriptor = -1;
    std::uint64_t m_size = 0;
    Instant m_modified;
    std::string m_path;
    std::string m_buffer;
    std::stop_token m_stop;
};

/// What recognition looks at: up to 64 KiB from start, middle (not of a stream) and end. Owns the bytes.
struct SpecimenBytes {
    InputFile file;
    std::string name; ///< for recognition: of an archive's member its own, without the suffix of a compression
    std::string head, middle, tail;
    std::uint64_t size = 0; ///< 0: unknown (a pipe)
    Instant modified;
    std::string contentHash;      ///< of an archive's member, which was read to its end
    std::optional<Error> problem; ///< why there is nothing to look at

    Specimen specimen() const { return {name, head, middle, tail, size}; }
};
/// Calls `visit` with every file that an import would read: those of archives and compressed files are found here, with
/// one pass over each. Of standard input only the head is taken. Errors: Cancelled.
Result<void> eachSpecimen(const InputList& inputs, const std::function<void(SpecimenBytes)>& visit,
                          std::stop_token stop = {});

/// The one file behind a path, or within its archive. Errors: Io, Invalid (none, or more than one), what is wrong with
/// it.
Result<SpecimenBytes> oneSpecimen(const std::string& path, std::stop_token stop = {});

} // namespace foreshock
