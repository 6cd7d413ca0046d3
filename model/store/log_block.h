// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/base/result.h"
#include "model/base/time.h"
#include "model/domain/log_record.h"

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

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
};

/// Up to 4,096 records on their way into one block. Text is copied; bounded by the caller through bytes().
class LogBlockBuilder {
public:
    void add(const StoredLog& record);
    std::size_t count() const { return m_records.size(); }
    std::size_t bytes() const { return m_text.size() + m_extra.size() + m_records.size() * sizeof(Row); }
    bool isFull() const { return count() >= kBlockRecords || m_text.size() >= (std::size_t{32} << 20); }

    /// What the header row needs.
    struct Header {
        std::size_t count = 0;
        Instant first = Instant::latest();
        Instant last = Instant::earliest();
        std::optional<Instant> maxArrived;
        std::array<std::int64_t, 7> levels{};
        std::size_t rawBytes = 0;
    };
    Header header() const;
    std::string columnBlob() const;
    std::string textBlob() const;
    StoredLog record(std::size_t index) const;
    void clear();

private:
    struct Span {
        std::size_t at = 0;
        std::size_t size = 0;
    };
    struct Row {
        Instant time;
        LogLevel level;
        std::int64_t rawName;
        std::int64_t line;
        std::int64_t offset;
        Span raw;     ///< in m_text
        Span message; ///< in raw, or in m_extra
        bool isMessageExtra;
        std::size_t host; ///< in m_hosts
        std::optional<Instant> arrivedAt;
    };
    std::size_t hostIndex(std::string_view host);

    std::vector<Row> m_records;
    std::string m_text;
    std::string m_extra; ///< messages that do not stand in their raw text (unescaped JSON)
    std::vector<std::string> m_hosts;
};

/// A block unpacked: records point into its own text.
class LogBlock {
public:
    /// Errors: Format where the blobs are damaged or do not fit each other.
    static Result<LogBlock> decode(std::string_view columnBlob, std::string_view textBlob);
    const std::vector<StoredLog>& records() const { return m_records; }

private:
    // At fixed addresses: the records point into them, and a short std::string moves its bytes with itself.
    std::unique_ptr<const std::string> m_columns;
    std::unique_ptr<const std::string> m_text;
    std::vector<StoredLog> m_records;
};

} // namespace foreshock::store
