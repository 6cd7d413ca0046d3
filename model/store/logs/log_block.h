// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/base/result.h"
#include "model/store/blob_codec.h"
#include "model/store/logs/stored_log.h"

#include <string>
#include <vector>

namespace foreshock::store {

/// A stored block, opened as far as a question needs: first times, levels and names; then places and hosts; then text.
/// Views point into the block, which stays where it is: share it through a pointer.
class LogBlock {
public:
    /// Times, levels, names and arrivals. Errors: Format where the blob is damaged.
    static Result<LogBlock> open(std::string_view columnBlob);
    /// All of it. Errors: Format where the blobs are damaged or do not fit each other.
    static Result<LogBlock> decode(std::string_view columnBlob, std::string_view textBlob);
    LogBlock(LogBlock&&) = default;
    LogBlock& operator=(LogBlock&&) = default;

    std::size_t count() const { return m_times.size(); }
    Instant time(std::size_t i) const { return m_times[i]; }
    LogLevel level(std::size_t i) const { return static_cast<LogLevel>(m_levels[i]); }
    std::int64_t rawName(std::size_t i) const { return m_names[i]; }
    std::optional<Instant> arrivedAt(std::size_t i) const { return m_arrivals.empty() ? std::nullopt : m_arrivals[i]; }

    /// Hosts, lines, offsets and where messages lie; once. Errors: Format.
    Result<void> openDetails();
    bool hasDetails() const { return m_hasDetails; }
    /// Unpacks the texts; needs the details. Errors: Format where they do not fit.
    Result<void> attachText(std::string_view textBlob);
    bool hasText() const { return m_hasText; }

    /// All raw texts one after the other; record i ends at rawEnd(i).
    std::string_view text() const { return {m_text.data(), m_textSize}; }
    std::size_t rawEnd(std::size_t i) const { return m_rawEnds[i]; }
    std::size_t rawStart(std::size_t i) const { return i == 0 ? 0 : m_rawEnds[i - 1]; }
    std::string_view raw(std::size_t i) const { return text().substr(rawStart(i), rawEnd(i) - rawStart(i)); }
    std::string_view message(std::size_t i) const;
    /// Is the message a text of its own rather than a stretch of the raw one?
    bool isMessageApart(std::size_t i) const { return m_messageAt[i] & 1; }
    bool hasMessagesApart() const { return !m_extra.empty(); }
    /// The messages that are texts of their own, one after the other; and each host once. Need the details.
    std::string_view messagesApart() const { return m_extra; }
    const std::vector<std::string_view>& hosts() const { return m_hosts; }
    std::string_view host(std::size_t i) const { return m_hosts[m_hostOf.empty() ? 0 : m_hostOf[i]]; }
    std::int64_t line(std::size_t i) const { return m_lines[i]; }
    std::int64_t offset(std::size_t i) const { return m_offsets[i]; }
    /// As given when it was stored; 0: it has none. Needs the details.
    std::uint32_t templateId(std::size_t i) const { return m_templates.empty() ? 0 : m_templates[i]; }
    /// Needs details and text.
    StoredLog record(std::size_t i) const;
    std::vector<StoredLog> records() const;
    /// Memory it takes.
    std::size_t bytes() const { return m_textSize + m_columnSize + count() * 64; }

private:
    LogBlock() = default;

    ByteBuffer m_columns;
    std::size_t m_columnSize = 0;
    ByteBuffer m_text;
    std::size_t m_textSize = 0;
    bool m_hasDetails = false, m_hasText = false;
    std::string_view m_details; ///< sections not opened yet, in m_columns
    std::vector<Instant> m_times;
    std::string_view m_levels; ///< a byte a record
    std::vector<std::int64_t> m_names;
    std::vector<std::optional<Instant>> m_arrivals; ///< empty: all with the event
    std::vector<std::size_t> m_rawEnds;
    std::vector<std::string_view> m_hosts;
    std::vector<std::uint32_t> m_hostOf; ///< empty: one host
    std::vector<std::int64_t> m_lines, m_offsets;
    std::vector<std::uint64_t> m_messageAt; ///< place << 1, +1: in m_extra
    std::vector<std::uint64_t> m_messageSizes;
    std::string_view m_extra;
    std::vector<std::uint32_t> m_templates; ///< empty: none has one
};

} // namespace foreshock::store
