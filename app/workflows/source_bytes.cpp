// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workflows/source_bytes.h"

#include "app/workflows/input_files.h"
#include "importers/registry.h"
#include "model/base/content_hash.h"
#include "model/store/kept_bytes.h"
#include "model/store/logs/stored_texts.h"

#include <filesystem>

namespace foreshock {
namespace {

class OriginalBytes : public ByteSource {
public:
    explicit OriginalBytes(store::KeptReader reader)
        : m_reader(std::move(reader)) {}
    Result<std::string_view> next() override { return m_reader.next(); }

private:
    store::KeptReader m_reader;
};

class TextBytes : public ByteSource {
public:
    explicit TextBytes(store::StoredTexts texts)
        : m_texts(std::move(texts)) {}
    Result<std::string_view> next() override { return m_texts.next(); }

private:
    store::StoredTexts m_texts;
};

/// Is the file at the path still the one that was read?
Result<bool> isUnchanged(const store::KnownSource& source, std::stop_token stop) {
    const std::string& path = source.info.path;
    std::error_code failed;
    if (source.contentHash.empty() || !std::filesystem::is_regular_file(path, failed) ||
        std::filesystem::file_size(path, failed) != static_cast<std::uintmax_t>(source.info.size) || failed)
        return false;
    auto stream = InputStream::open(path, stop);
    ContentHash hash;
    while (stream) {
        if (stop.stop_requested())
            return Error{ErrorCode::Cancelled, "cancelled", path, "The earlier reading stays"};
        const auto chunk = stream->next();
        if (!chunk)
            return false;
        if (chunk->empty())
            return hash.hex() == source.contentHash;
        hash.add(*chunk);
    }
    return false;
}

} // namespace

std::string SourceBytes::words() const {
    switch (from) {
    case From::AtHand:
    case From::File:
        return "the file";
    case From::Original:
        return "the kept original";
    case From::Texts:
        return "the stored text";
    }
    return {};
}

Result<SourceBytes> bytesOf(const store::Database& db, const store::KnownSource& source, std::stop_token stop) {
    const auto isThere = isUnchanged(source, stop);
    if (!isThere)
        return isThere.error();
    if (*isThere) {
        auto stream = InputStream::open(source.info.path, stop);
        if (stream)
            return SourceBytes{std::make_unique<InputStream>(std::move(*stream)), SourceBytes::From::File};
    }
    const auto isKept = store::hasOriginal(db, source.contentHash);
    if (!isKept)
        return isKept.error();
    if (*isKept) {
        auto reader = store::KeptReader::open(db, source.contentHash);
        if (!reader)
            return reader.error();
        return SourceBytes{std::make_unique<OriginalBytes>(std::move(*reader)), SourceBytes::From::Original};
    }
    const Importer* before = importerById(source.info.format);
    if (source.info.counts.stored.logs > 0 && before && before->keepsText()) {
        auto texts = store::StoredTexts::open(db, source.info.id);
        if (!texts)
            return texts.error();
        const std::int64_t line = texts->firstLine(), offset = texts->firstOffset();
        return SourceBytes{std::make_unique<TextBytes>(std::move(*texts)), SourceBytes::From::Texts, line, offset};
    }
    return Error{ErrorCode::Unsupported, "its bytes are neither at its path nor in the incident file", source.info.path,
                 "Put the file back where it was, or import it with the settings that it needs"};
}

} // namespace foreshock
