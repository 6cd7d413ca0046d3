// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/base/result.h"

#include <cstring>
#include <memory>
#include <span>
#include <string>
#include <string_view>

namespace foreshock::store {

/// Every blob of the incident file starts with one of these; each ever released stays readable.
enum class Codec : unsigned char { Plain = 1, Zstd = 2 };

/// Bytes to write into, kept from one block to the next; never zeroed.
class ByteBuffer {
public:
    char* room(std::size_t size) {
        if (size > m_size) {
            m_bytes = std::make_unique_for_overwrite<char[]>(size);
            m_size = size;
        }
        return m_bytes.get();
    }
    const char* data() const { return m_bytes.get(); }

private:
    std::unique_ptr<char[]> m_bytes;
    std::size_t m_size = 0;
};

/// Compresses at zstd level 1; stays plain where that is no shorter. `cuts`, rising, say where bytes of another kind
/// begin: each part gets statistics of its own.
std::string packed(std::string_view bytes, std::span<const std::size_t> cuts = {});
/// At most `limit` bytes come out, as a view of the buffer. Errors: Format (unknown codec, damage).
Result<std::string_view> unpackedInto(std::string_view blob, std::size_t limit, ByteBuffer& buffer);
/// The same as a text of its own.
Result<std::string> unpacked(std::string_view blob, std::size_t limit);

/// Upper bound of one unpacked blob; a block holds at most 4 MiB of text and one record.
inline constexpr std::size_t kBlobLimit = std::size_t{64} << 20;

} // namespace foreshock::store
