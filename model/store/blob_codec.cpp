// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/store/blob_codec.h"

#include <zstd.h>

namespace foreshock::store {
namespace {

Error damaged(const char* what) {
    return {ErrorCode::Format, std::string("a stored block is damaged (") + what + ")", "",
            "Run: foreshock check FILE"};
}

} // namespace

std::string packed(std::string_view bytes) {
    std::string out(1 + ZSTD_compressBound(bytes.size()), '\0');
    out[0] = static_cast<char>(Codec::Zstd);
    const std::size_t size = ZSTD_compress(out.data() + 1, out.size() - 1, bytes.data(), bytes.size(), 1);
    if (ZSTD_isError(size) || size >= bytes.size()) {
        out.resize(1);
        out[0] = static_cast<char>(Codec::Plain);
        out += bytes;
        return out;
    }
    out.resize(1 + size);
    return out;
}

Result<std::string> unpacked(std::string_view blob, std::size_t limit) {
    if (blob.empty())
        return damaged("empty");
    const std::string_view body = blob.substr(1);
    switch (static_cast<Codec>(blob[0])) {
    case Codec::Plain:
        return std::string(body);
    case Codec::Zstd: {
        const unsigned long long size = ZSTD_getFrameContentSize(body.data(), body.size());
        if (size == ZSTD_CONTENTSIZE_ERROR || size == ZSTD_CONTENTSIZE_UNKNOWN || size > limit)
            return damaged("size");
        std::string out(size, '\0');
        const std::size_t got = ZSTD_decompress(out.data(), out.size(), body.data(), body.size());
        if (ZSTD_isError(got) || got != size)
            return damaged("content");
        return out;
    }
    }
    return damaged("unknown codec");
}

} // namespace foreshock::store
