// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/store/logs/stored_log.h"

#include <array>
#include <string>
#include <unordered_map>
#include <vector>

namespace foreshock::store {

class TemplateBook;

/// A block as it is stored: what the header row needs, and its blobs.
struct EncodedBlock {
    std::size_t count = 0;
    Instant first = Instant::latest();
    Instant last = Instant::earliest();
    std::optional<Instant> maxArrived;
    std::array<std::int64_t, 7> levels{};
    std::size_t rawBytes = 0;
    std::string columns, text, trigrams, grams, rollup;
    std::string templates; ///< TemplateRollup; empty if no record has one
};

/// Up to 4,096 records on their way into one block. Text is copied: at most 4 MiB and one record.
class LogBlockBuilder {
public:
    void add(const StoredLog& record);
    std::size_t count() const { return m_records.size(); }
    std::size_t bytes() const { return m_text.size() + m_extra.size() + m_records.size() * sizeof(Row); }
    bool isFull() const { return count() >= kBlockRecords || m_text.size() + m_extra.size() >= kFullBytes; }
    /// Views live until the next add() or clear().
    StoredLog record(std::size_t index) const;
    /// Gives a template to each record that has none yet.
    void mine(TemplateBook& templates);
    /// Columns, text, filters and rollup; a few milliseconds. Needs no database: any thread may do it.
    EncodedBlock encode() const;
    std::string columnBlob() const;
    std::string textBlob() const;
    void clear();

private:
    static constexpr std::size_t kFullBytes = std::size_t{4} << 20;
    struct Span {
        std::size_t at = 0;
        std::size_t size = 0;
    };
    struct Row {
        Instant time;
        LogLevel level;
        bool isMessageExtra;
        std::uint32_t host; ///< in m_hosts
        std::int64_t rawName;
        std::int64_t line;
        std::int64_t offset;
        Span raw;     ///< in m_text
        Span message; ///< in raw, or in m_extra
        std::optional<Instant> arrivedAt;
        std::uint32_t templateId = 0;
    };
    std::uint32_t hostIndex(std::string_view host);

    std::vector<Row> m_records;
    std::string m_text;
    std::string m_extra; ///< messages that do not stand in their raw text (unescaped JSON)
    std::vector<std::string> m_hosts;
    std::unordered_map<std::string, std::uint32_t> m_hostPlaces;
};

} // namespace foreshock::store
