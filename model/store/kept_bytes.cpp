// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/store/kept_bytes.h"

#include "model/store/blob_codec.h"

#include <zstd.h>

namespace foreshock::store {
namespace {

constexpr std::size_t kPart = std::size_t{1} << 20;
constexpr std::size_t kMost = std::size_t{64} << 20;

} // namespace

void KeptBytes::Free::operator()(ZSTD_CCtx_s* c) const {
    ZSTD_freeCCtx(c);
}

KeptBytes::KeptBytes(const Database& db, std::int64_t source)
    : m_db(db)
    , m_source(source) {}

KeptBytes::~KeptBytes() = default;

Result<void> KeptBytes::add(std::string_view chunk) {
    if (!m_stream) {
        m_stream.reset(ZSTD_createCCtx());
        ZSTD_CCtx_setParameter(m_stream.get(), ZSTD_c_compressionLevel, 1);
    }
    return pump(chunk, false);
}

Result<void> KeptBytes::pump(std::string_view chunk, bool isEnd) {
    if (m_isTooLarge)
        return {};
    ZSTD_inBuffer in{chunk.data(), chunk.size(), 0};
    std::string buffer(ZSTD_CStreamOutSize(), '\0');
    for (;;) {
        ZSTD_outBuffer out{buffer.data(), buffer.size(), 0};
        const std::size_t left = ZSTD_compressStream2(m_stream.get(), &out, &in, isEnd ? ZSTD_e_end : ZSTD_e_continue);
        if (ZSTD_isError(left))
            return Error{ErrorCode::Io, std::string("can't compress the source (") + ZSTD_getErrorName(left) + ")", "",
                         ""};
        m_part.append(buffer.data(), out.pos);
        m_total += out.pos;
        if (m_total > kMost) {
            m_isTooLarge = true;
            m_part.clear();
            return m_db.run("DELETE FROM source_bytes WHERE source_id = ?", m_source);
        }
        if (m_part.size() >= kPart)
            if (const auto done = writePart(); !done)
                return done;
        if (isEnd ? left == 0 : in.pos == in.size)
            return {};
    }
}

Result<void> KeptBytes::writePart() {
    const std::string blob = static_cast<char>(Codec::Zstd) + m_part;
    m_part.clear();
    return m_db.run("INSERT INTO source_bytes (source_id, part, data) VALUES (?, ?, ?)", m_source, m_parts++,
                    Blob{blob});
}

Result<void> KeptBytes::finish() {
    if (!m_stream)
        return {};
    if (const auto done = pump({}, true); !done)
        return done;
    return m_part.empty() ? Result<void>() : writePart();
}

namespace {

Result<std::int64_t> keeperOf(const Database& db, std::string_view contentHash) {
    auto find = db.prepare("SELECT b.source_id FROM source_bytes b JOIN source s ON s.id = b.source_id "
                           "WHERE s.content_hash = ? AND s.content_hash <> '' AND b.part = 0 LIMIT 1");
    if (!find)
        return find.error();
    std::int64_t source = 0;
    find->bindAll(contentHash);
    const auto done = find->each([&] {
        source = find->integer(0);
        return false;
    });
    if (!done)
        return done.error();
    return source;
}

Error damagedOriginal() {
    return {ErrorCode::Format, "the kept bytes of a source are damaged", "", "Run: foreshock check FILE"};
}

} // namespace

Result<bool> hasOriginal(const Database& db, std::string_view contentHash) {
    const auto keeper = keeperOf(db, contentHash);
    return keeper ? Result<bool>(*keeper != 0) : keeper.error();
}

void KeptReader::Free::operator()(ZSTD_DCtx_s* c) const {
    ZSTD_freeDCtx(c);
}

KeptReader::KeptReader(const Database& db, std::int64_t source)
    : m_db(&db)
    , m_source(source)
    , m_stream(ZSTD_createDCtx()) {}
KeptReader::KeptReader(KeptReader&&) noexcept = default;
KeptReader::~KeptReader() = default;

Result<KeptReader> KeptReader::open(const Database& db, std::string_view contentHash) {
    const auto keeper = keeperOf(db, contentHash);
    if (!keeper)
        return keeper.error();
    if (*keeper == 0)
        return Error{ErrorCode::Unsupported, "its bytes are not kept", "", "Import the file again"};
    return KeptReader(db, *keeper);
}

Result<std::string_view> KeptReader::next() {
    m_buffer.resize(ZSTD_DStreamOutSize());
    for (;;) {
        if (m_at >= m_part.size() && !m_isFull) {
            auto read = m_db->prepare("SELECT data FROM source_bytes WHERE source_id = ? AND part = ?");
            if (!read)
                return read.error();
            m_part.clear();
            read->bindAll(m_source, m_next++);
            const auto done = read->each([&] {
                m_part = std::string(read->blob(0));
                return false;
            });
            if (!done)
                return done.error();
            if (m_part.empty())
                return std::string_view();
            if (m_part[0] != static_cast<char>(Codec::Zstd))
                return damagedOriginal();
            m_at = 1;
        }
        ZSTD_inBuffer in{m_part.data(), m_part.size(), m_at};
        ZSTD_outBuffer out{m_buffer.data(), m_buffer.size(), 0};
        if (ZSTD_isError(ZSTD_decompressStream(m_stream.get(), &out, &in)))
            return damagedOriginal();
        m_at = in.pos;
        m_isFull = out.pos == m_buffer.size();
        if (out.pos > 0)
            return std::string_view(m_buffer).substr(0, out.pos);
    }
}

void KeptHash::Free::operator()(ZSTD_DCtx_s* c) const {
    ZSTD_freeDCtx(c);
}

KeptHash::KeptHash()
    : m_stream(ZSTD_createDCtx()) {}

KeptHash::~KeptHash() = default;

Result<void> KeptHash::add(std::string_view part) {
    const Error damaged{ErrorCode::Format, "the kept bytes of a source are damaged", "", "Run: foreshock check FILE"};
    if (part.empty() || part[0] != static_cast<char>(Codec::Zstd))
        return damaged;
    ZSTD_inBuffer in{part.data() + 1, part.size() - 1, 0};
    std::string buffer(ZSTD_DStreamOutSize(), '\0');
    for (;;) {
        ZSTD_outBuffer out{buffer.data(), buffer.size(), 0};
        const std::size_t left = ZSTD_decompressStream(m_stream.get(), &out, &in);
        if (ZSTD_isError(left))
            return damaged;
        m_hash.add({buffer.data(), out.pos});
        m_isWhole = left == 0;
        // A full buffer may hide more that the decoder still holds.
        if (in.pos == in.size && out.pos < buffer.size())
            return {};
    }
}

} // namespace foreshock::store
