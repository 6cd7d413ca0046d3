// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/store/blob_codec.h"

#include <zstd.h>

#include <memory>

namespace foreshock::store {
namespace {

Error damaged(const char* what) {
    return {ErrorCode::Format, std::string("a stored block is damaged (") + what + ")", "",
            "Run: foreshock check FILE"};
}

struct FreeContext {
    void operator()(ZSTD_CCtx* context) const { ZSTD_freeCCtx(context); }
    void operator()(ZSTD_DCtx* context) const { ZSTD_freeDCtx(context); }
};

// Making a context costs as much as a small block; each thread keeps one of each (about 1 MB).
ZSTD_CCtx* compressor() {
    thread_local const std::unique_ptr<ZSTD_CCtx, FreeContext> context(ZSTD_createCCtx());
    return context.get();
}
ZSTD_DCtx* decompressor() {
    thread_local const std::unique_ptr<ZSTD_DCtx, FreeContext> context(ZSTD_createDCtx());
    return context.get();
}

} // namespace

std::string packed(std::string_view bytes) {
    const std::size_t bound = ZSTD_compressBound(bytes.size());
    const auto buffer = std::make_unique_for_overwrite<char[]>(bound);
    const std::size_t size = ZSTD_compressCCtx(compressor(), buffer.get(), bound, bytes.data(), bytes.size(), 1);
    const bool isShorter = !ZSTD_isError(size) && size < bytes.size();
    std::string out;
    out.reserve(1 + (isShorter ? size : bytes.size()));
    out += static_cast<char>(isShorter ? Codec::Zstd : Codec::Plain);
    out += isShorter ? std::string_view(buffer.get(), size) : bytes;
    return out;
}

Result<std::string_view> unpackedInto(std::string_view blob, std::size_t limit, ByteBuffer& buffer) {
    if (blob.empty())
        return damaged("empty");
    const std::string_view body = blob.substr(1);
    switch (static_cast<Codec>(blob[0])) {
    case Codec::Plain:
        std::memcpy(buffer.room(body.size()), body.data(), body.size());
        return std::string_view(buffer.data(), body.size());
    case Codec::Zstd: {
        const unsigned long long size = ZSTD_getFrameContentSize(body.data(), body.size());
        if (size == ZSTD_CONTENTSIZE_ERROR || size == ZSTD_CONTENTSIZE_UNKNOWN || size > limit)
            return damaged("size");
        char* room = buffer.room(size);
        const std::size_t got = ZSTD_decompressDCtx(decompressor(), room, size, body.data(), body.size());
        if (ZSTD_isError(got) || got != size)
            return damaged("content");
        return std::string_view(room, size);
    }
    }
    return damaged("unknown codec");
}

Result<std::string> unpacked(std::string_view blob, std::size_t limit) {
    ByteBuffer buffer;
    const auto bytes = unpackedInto(blob, limit, buffer);
    if (!bytes)
        return bytes.error();
    return std::string(*bytes);
}

} // namespace foreshock::store
