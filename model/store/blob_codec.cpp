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

// One of each a thread: making them costs more than a short blob.
struct Compressor {
    ZSTD_CCtx* context = ZSTD_createCCtx();
    Compressor() { ZSTD_CCtx_setParameter(context, ZSTD_c_compressionLevel, 1); }
    Compressor(const Compressor&) = delete;
    ~Compressor() { ZSTD_freeCCtx(context); }
};
struct Decompressor {
    ZSTD_DCtx* context = ZSTD_createDCtx();
    Decompressor() = default;
    Decompressor(const Decompressor&) = delete;
    ~Decompressor() { ZSTD_freeDCtx(context); }
};

} // namespace

std::string packed(std::string_view bytes, std::span<const std::size_t> cuts) {
    thread_local const Compressor compressor;
    ZSTD_CCtx* context = compressor.context;
    std::string out(1 + bytes.size(), '\0');
    out[0] = static_cast<char>(Codec::Zstd);
    ZSTD_outBuffer into{out.data() + 1, bytes.size(), 0};
    bool isShorter = ZSTD_CCtx_reset(context, ZSTD_reset_session_only) == 0 &&
                     ZSTD_CCtx_setPledgedSrcSize(context, bytes.size()) == 0;
    std::size_t from = 0;
    for (std::size_t i = 0; i <= cuts.size() && isShorter; ++i) {
        const std::size_t to = i < cuts.size() ? cuts[i] : bytes.size();
        ZSTD_inBuffer part{bytes.data() + from, to - from, 0};
        const std::size_t left =
            ZSTD_compressStream2(context, &into, &part, i < cuts.size() ? ZSTD_e_flush : ZSTD_e_end);
        isShorter = !ZSTD_isError(left) && left == 0;
        from = to;
    }
    if (!isShorter || into.pos >= bytes.size()) {
        out.resize(1);
        out[0] = static_cast<char>(Codec::Plain);
        out += bytes;
        return out;
    }
    out.resize(1 + into.pos);
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
        thread_local const Decompressor decompressor;
        const std::size_t got =
            ZSTD_decompressDCtx(decompressor.context, out.data(), out.size(), body.data(), body.size());
        if (ZSTD_isError(got) || got != size)
            return damaged("content");
        return out;
    }
    }
    return damaged("unknown codec");
}

} // namespace foreshock::store
