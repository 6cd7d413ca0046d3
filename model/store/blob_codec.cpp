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

/// In one frame, each part flushed so that the next starts its own tables; 0 where it does not fit.
std::size_t compressParts(std::string_view bytes, std::span<const std::size_t> cuts, char* room, std::size_t size) {
    ZSTD_CCtx* context = compressor();
    ZSTD_CCtx_reset(context, ZSTD_reset_session_and_parameters);
    ZSTD_CCtx_setParameter(context, ZSTD_c_compressionLevel, 1);
    ZSTD_CCtx_setPledgedSrcSize(context, bytes.size());
    ZSTD_outBuffer into{room, size, 0};
    std::size_t from = 0;
    for (std::size_t i = 0; i <= cuts.size(); ++i) {
        const std::size_t to = i < cuts.size() ? cuts[i] : bytes.size();
        ZSTD_inBuffer part{bytes.data() + from, to - from, 0};
        const std::size_t left =
            ZSTD_compressStream2(context, &into, &part, i < cuts.size() ? ZSTD_e_flush : ZSTD_e_end);
        if (ZSTD_isError(left) || left != 0)
            return 0;
        from = to;
    }
    return into.pos;
}

} // namespace

std::string packed(std::string_view bytes, std::span<const std::size_t> cuts) {
    const std::size_t bound = ZSTD_compressBound(bytes.size());
    const auto buffer = std::make_unique_for_overwrite<char[]>(bound);
    const std::size_t size = cuts.empty()
                                 ? ZSTD_compressCCtx(compressor(), buffer.get(), bound, bytes.data(), bytes.size(), 1)
                                 : compressParts(bytes, cuts, buffer.get(), bound);
    const bool isShorter = !ZSTD_isError(size) && size > 0 && size < bytes.size();
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
        if (body.empty())
            return std::string_view();
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
