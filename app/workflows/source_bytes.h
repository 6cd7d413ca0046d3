// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/workflows/byte_source.h"
#include "model/store/source_rows.h"

#include <memory>
#include <stop_token>
#include <string>

namespace foreshock {

/// The bytes of a stored source, to be read again.
struct SourceBytes {
    enum class From {
        AtHand,   ///< the caller has them
        File,     ///< still where it was, with the same hash
        Original, ///< kept in the incident file
        Texts     ///< those of its log records: less what was rejected or cut away
    };
    std::unique_ptr<ByteSource> stream;
    From from = From::File;
    std::int64_t firstLine = 1; ///< of the first byte
    std::int64_t firstOffset = 0;

    std::string words() const; ///< "the kept original"
};

/// Errors: Unsupported (nothing has them any more), with what to do; Cancelled.
Result<SourceBytes> bytesOf(const store::Database& db, const store::KnownSource& source, std::stop_token stop);

} // namespace foreshock
