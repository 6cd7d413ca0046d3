// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/store/log_block.h"

#include "model/store/blob_codec.h"
#include "model/store/byte_stream.h"

#include <algorithm>

namespace foreshock::store {
namespace {

Error damaged() {
    return {ErrorCode::Format, "a stored log block is damaged (its parts do not fit each other)", "",
            "Run: foreshock check FILE"};
}

/// Where arrival times stand: with the event, or one varint a record.
enum class Arrivals : std::uint8_t { WithEvent = 0, Each = 1 };

} // namespace

std::size_t LogBlockBuilder::hostIndex(std::string_view host) {
    // Neighbours mostly share a host; else the block's few hosts are searched from the newest.
    if (!m_records.empty() && m_hosts[m_records.back().host] == host)
        return m_records.back().host;
    for (std::size_t i = m_hosts.size(); i-- > 0;)
        if (m_hosts[i] == host)
            return i;
    m_hosts.push_back(std::string(host));
    return m_hosts.size() - 1;
}

void LogBlockBuilder::add(const StoredLog& record) {
    Row row{};
    row.time = record.time;
    row.level = record.level;
    row.rawName = record.rawName;
    row.line = record.line;
    row.offset = record.offset;
    row.arrivedAt = record.arrivedAt;
    row.host = hostIndex(record.host);
    row.raw = {m_text.size(), record.raw.size()};
    const char* begin = record.raw.data();
    const bool isInside =
        record.message.empty() ||
        (begin != nullptr && std::less_equal<>{}(begin, record.message.data()) &&
         std::less_equal<>{}(record.message.data() + record.message.size(), begin + record.raw.size()));
    if (isInside) {
        row.message = {record.message.empty() ? 0 : static_cast<std::size_t>(record.message.data() - begin),
                       record.message.size()};
    } else if (const std::size_t at = record.raw.find(record.message); at != std::string_view::npos) {
        row.message = {at, record.message.size()};
    } else {
        row.isMessageExtra = true;
        row.message = {m_extra.size(), record.message.size()};
        m_extra += record.message;
    }
    m_text += record.raw;
    m_records.push_back(row);
}

LogBlockBuilder::Header LogBlockBuilder::header() const {
    Header header;
    header.count = m_records.size();
    header.rawBytes = m_text.size();
    for (const Row& row : m_records) {
        header.first = std::min(header.first, row.time);
        header.last = std::max(header.last, row.time);
        ++header.levels[static_cast<std::size_t>(row.level)];
        if (row.arrivedAt)
            header.maxArrived = std::max(header.maxArrived.value_or(Instant::earliest()), *row.arrivedAt);
    }
    if (header.maxArrived) // some arrive with the event: the header's figure must cover those too
        header.maxArrived = std::max(*header.maxArrived, header.last);
    return header;
}

std::string LogBlockBuilder::columnBlob() const {
    ByteWriter out;
    out.varint(m_records.size());
    out.varint(m_hosts.size());
    for (const std::string& host : m_hosts)
        out.text(host);
    out.text(m_extra);
    // Column by column: alike values side by side compress well. Deltas may wrap; they wrap back when read.
    std::uint64_t before = 0, stepBefore = 0;
    for (const Row& row : m_records) {
        const std::uint64_t step = static_cast<std::uint64_t>(row.time.ns) - before;
        out.signedVarint(static_cast<std::int64_t>(step - stepBefore));
        before = static_cast<std::uint64_t>(row.time.ns);
        stepBefore = step;
    }
    for (const Row& row : m_records)
        out.byte(static_cast<std::uint8_t>(row.level));
    for (const Row& row : m_records)
        out.varint(row.raw.size);
    for (const Row& row : m_records)
        out.varint(row.host);
    std::int64_t last = 0;
    for (const Row& row : m_records) {
        out.signedVarint(row.rawName - last);
        last = row.rawName;
    }
    last = 0;
    for (const Row& row : m_records) {
        out.signedVarint(row.line - last);
        last = row.line;
    }
    std::int64_t expected = 0; // a record usually starts one byte behind the last one's end
    for (const Row& row : m_records) {
        out.signedVarint(row.offset - expected);
        expected = row.offset + static_cast<std::int64_t>(row.raw.size) + 1;
    }
    for (const Row& row : m_records)
        out.varint((row.message.at << 1) | (row.isMessageExtra ? 1 : 0));
    for (const Row& row : m_records)
        out.varint(row.message.size);
    const bool hasArrivals =
        std::any_of(m_records.begin(), m_records.end(), [](const Row& r) { return r.arrivedAt.has_value(); });
    out.byte(static_cast<std::uint8_t>(hasArrivals ? Arrivals::Each : Arrivals::WithEvent));
    if (hasArrivals)
        for (const Row& row : m_records) {
            out.byte(row.arrivedAt ? 1 : 0);
            if (row.arrivedAt)
                out.signedVarint(row.arrivedAt->ns - row.time.ns);
        }
    return packed(out.bytes());
}

std::string LogBlockBuilder::textBlob() const {
    return packed(m_text);
}

StoredLog LogBlockBuilder::record(std::size_t index) const {
    const Row& row = m_records[index];
    const std::string_view raw = std::string_view(m_text).substr(row.raw.at, row.raw.size);
    return {row.time,
            row.level,
            row.rawName,
            m_hosts[row.host],
            row.line,
            row.offset,
            raw,
            row.isMessageExtra ? std::string_view(m_extra).substr(row.message.at, row.message.size)
                               : raw.substr(row.message.at, row.message.size),
            row.arrivedAt};
}

void LogBlockBuilder::clear() {
    m_records.clear();
    m_text.clear();
    m_extra.clear();
    m_hosts.clear();
}

Result<LogBlock> LogBlock::decode(std::string_view columnBlob, std::string_view textBlob) {
    auto columns = unpacked(columnBlob, kBlobLimit);
    if (!columns)
        return columns.error();
    auto text = unpacked(textBlob, kBlobLimit);
    if (!text)
        return text.error();
    LogBlock block;
    block.m_columns = std::make_unique<const std::string>(std::move(*columns));
    block.m_text = std::make_unique<const std::string>(std::move(*text));
    const std::string_view texts = *block.m_text;
    ByteReader in(*block.m_columns);
    const std::uint64_t count = in.varint();
    const std::uint64_t hostCount = in.varint();
    if (count > kBlockRecords || hostCount > kBlockRecords)
        return damaged();
    std::vector<std::string_view> hosts(hostCount);
    for (std::string_view& host : hosts)
        host = in.text();
    const std::string_view extra = in.text();
    std::vector<StoredLog>& records = block.m_records;
    records.resize(count);
    std::uint64_t before = 0, stepBefore = 0;
    for (StoredLog& record : records) {
        stepBefore += static_cast<std::uint64_t>(in.signedVarint());
        before += stepBefore;
        record.time = Instant{static_cast<std::int64_t>(before)};
    }
    for (StoredLog& record : records) {
        const std::uint8_t level = in.byte();
        if (level > static_cast<std::uint8_t>(LogLevel::Fatal))
            return damaged();
        record.level = static_cast<LogLevel>(level);
    }
    std::size_t at = 0;
    for (StoredLog& record : records) {
        const std::uint64_t size = in.varint();
        if (size > texts.size() - at)
            return damaged();
        record.raw = texts.substr(at, size);
        at += size;
    }
    for (StoredLog& record : records) {
        const std::uint64_t host = in.varint();
        if (host >= hosts.size())
            return damaged();
        record.host = hosts[host];
    }
    std::uint64_t last = 0;
    for (StoredLog& record : records)
        record.rawName = static_cast<std::int64_t>(last += static_cast<std::uint64_t>(in.signedVarint()));
    last = 0;
    for (StoredLog& record : records)
        record.line = static_cast<std::int64_t>(last += static_cast<std::uint64_t>(in.signedVarint()));
    std::uint64_t expected = 0;
    for (StoredLog& record : records) {
        record.offset = static_cast<std::int64_t>(expected += static_cast<std::uint64_t>(in.signedVarint()));
        expected += record.raw.size() + 1;
    }
    std::vector<std::uint64_t> starts(count);
    for (std::uint64_t& start : starts)
        start = in.varint();
    for (std::size_t i = 0; i < count; ++i) {
        const std::uint64_t size = in.varint(), start = starts[i] >> 1;
        const std::string_view home = starts[i] & 1 ? extra : records[i].raw;
        if (start > home.size() || size > home.size() - start)
            return damaged();
        records[i].message = home.substr(start, size);
    }
    if (static_cast<Arrivals>(in.byte()) == Arrivals::Each)
        for (StoredLog& record : records)
            if (in.byte() == 1)
                record.arrivedAt = record.time + Duration{in.signedVarint()};
    if (in.isBroken())
        return damaged();
    return block;
}

} // namespace foreshock::store
