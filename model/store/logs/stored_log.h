// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/base/time.h"
#include "model/domain/log_record.h"

#include <cstdint>
#include <optional>
#include <string_view>

namespace foreshock::store {

inline constexpr std::size_t kBlockRecords = 4096;

/// A log record as a block holds it: names are raw-name ids, its source and first seq stand in the block's header.
struct StoredLog {
    Instant time; ///< as read, without the source's offset
    LogLevel level = LogLevel::Unknown;
    std::int64_t rawName = 0;
    std::string_view host;
    std::int64_t line = 0;
    std::int64_t offset = 0;
    std::string_view raw;
    std::string_view message;
    std::optional<Instant> arrivedAt;
    std::uint32_t templateId = 0; ///< as given when it was stored; 0: it has none
};

} // namespace foreshock::store
