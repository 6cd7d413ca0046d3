// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/store/logs/log_block.h"

#include "model/store/byte_stream.h"

#include <algorithm>

namespace foreshock::store {
namespace {

Error damaged() {
    return {ErrorCode::Format, "a stored log block is damaged (its parts do not fit each other)", "",
            "Run: foreshock check FILE"};
}

/// Running sums of signed steps; wraps like the writer's.
bool readSteps(std::string_view section, std::vector<std::int64_t>& out) {
    ByteReader in(section);
    std::uint64_t last = 0;
    for (std::int64_t& value : out)
        value = static_cast<std::int64_t>(last += static_cast<std::uint64_t>(in.signedVarint()));
    return !in.isBroken();
}

} // namespace

Result<LogBlock> LogBlock::open(std::string_view columnBlob) {
    LogBlock block;
    const auto bytes = unpackedInto(columnBlob, kBlobLimit, block.m_columns);
    if (!bytes)
        return bytes.error();
    block.m_columnSize = bytes->size();
    ByteReader in(*bytes);
    const std::uint64_t count = in.varint();
    if (count > kBlockRecords)
        return damaged();
    const std::string_view times = in.text(), levels = in.text(), names = in.text(), arrivals = in.text();
    if (in.isBroken() || levels.size() != count)
        return damaged();
    block.m_details = in.rest();
    block.m_times.resize(count);
    ByteReader time(times);
    std::uint64_t before = 0, step = 0;
    for (Instant& t : block.m_times) {
        step += static_cast<std::uint64_t>(time.signedVarint());
        before += step;
        t = Instant{static_cast<std::int64_t>(before)};
    }
    constexpr auto kMostLevel = static_cast<char>(LogLevel::Fatal);
    if (std::any_of(levels.begin(), levels.end(), [](char level) { return level < 0 || level > kMostLevel; }))
        return damaged();
    block.m_levels = levels;
    block.m_names.resize(count);
    if (time.isBroken() || !readSteps(names, block.m_names))
        return damaged();
    if (!arrivals.empty()) {
        ByteReader arrival(arrivals);
        block.m_arrivals.resize(count);
        for (std::size_t i = 0; i < count; ++i)
            if (arrival.byte() == 1)
                block.m_arrivals[i] = block.m_times[i] + Duration{arrival.signedVarint()};
        if (arrival.isBroken())
            return damaged();
    }
    return block;
}

Result<void> LogBlock::openDetails() {
    if (m_hasDetails)
        return {};
    ByteReader in(m_details);
    const std::string_view sizes = in.text(), hosts = in.text(), lines = in.text(), offsets = in.text(),
                           starts = in.text(), lengths = in.text();
    m_extra = in.text();
    if (in.isBroken())
        return damaged();
    const std::size_t n = count();
    m_rawEnds.resize(n);
    ByteReader size(sizes);
    std::size_t end = 0;
    for (std::size_t& rawEnd : m_rawEnds) {
        const std::uint64_t bytes = size.varint();
        if (bytes > kBlobLimit)
            return damaged();
        rawEnd = end += bytes;
    }
    ByteReader host(hosts);
    const std::uint64_t hostCount = host.varint();
    if (hostCount > kBlockRecords || (hostCount == 0 && n > 0))
        return damaged();
    m_hosts.resize(hostCount);
    for (std::string_view& name : m_hosts)
        name = host.text();
    if (hostCount > 1) {
        m_hostOf.resize(n);
        for (std::uint32_t& of : m_hostOf) {
            const std::uint64_t place = host.varint();
            if (place >= hostCount)
                return damaged();
            of = static_cast<std::uint32_t>(place);
        }
    }
    m_lines.resize(n);
    if (size.isBroken() || host.isBroken() || !readSteps(lines, m_lines))
        return damaged();
    m_offsets.resize(n);
    ByteReader offset(offsets);
    std::uint64_t expected = 0;
    for (std::size_t i = 0; i < n; ++i) {
        expected += static_cast<std::uint64_t>(offset.signedVarint());
        m_offsets[i] = static_cast<std::int64_t>(expected);
        expected += m_rawEnds[i] - rawStart(i) + 1;
    }
    m_messageAt.resize(n);
    m_messageSizes.resize(n);
    ByteReader start(starts), length(lengths);
    for (std::size_t i = 0; i < n; ++i) {
        m_messageAt[i] = start.varint();
        const std::uint64_t at = m_messageAt[i] >> 1,
                            home = m_messageAt[i] & 1 ? m_extra.size() : m_rawEnds[i] - rawStart(i);
        const std::uint64_t bytes = length.varint();
        if (at > home)
            return damaged();
        m_messageSizes[i] = bytes == 0 ? home - at : bytes - 1;
        if (m_messageSizes[i] > home - at)
            return damaged();
    }
    if (offset.isBroken() || start.isBroken() || length.isBroken())
        return damaged();
    if (!in.isAtEnd()) { // blocks of earlier files end here
        ByteReader section(in.text());
        const std::uint64_t templates = section.varint();
        if (templates > kBlockRecords)
            return damaged();
        std::vector<std::uint32_t> ids(templates);
        for (std::uint32_t& id : ids)
            id = static_cast<std::uint32_t>(section.varint());
        m_templates.resize(n);
        for (std::uint32_t& id : m_templates) {
            const std::uint64_t place = section.varint();
            if (place >= templates)
                return damaged();
            id = ids[place];
        }
        if (in.isBroken() || section.isBroken())
            return damaged();
    }
    m_hasDetails = true;
    return {};
}

Result<void> LogBlock::attachText(std::string_view textBlob) {
    const auto text = unpackedInto(textBlob, kBlobLimit, m_text);
    if (!text)
        return text.error();
    if (!m_hasDetails || text->size() != (m_rawEnds.empty() ? 0 : m_rawEnds.back()))
        return damaged();
    m_textSize = text->size();
    m_hasText = true;
    return {};
}

Result<LogBlock> LogBlock::decode(std::string_view columnBlob, std::string_view textBlob) {
    auto block = open(columnBlob);
    if (!block)
        return block;
    if (const auto done = block->openDetails(); !done)
        return done.error();
    if (const auto done = block->attachText(textBlob); !done)
        return done.error();
    return block;
}

std::string_view LogBlock::message(std::size_t i) const {
    const std::string_view home = m_messageAt[i] & 1 ? m_extra : raw(i);
    return home.substr(m_messageAt[i] >> 1, m_messageSizes[i]);
}

StoredLog LogBlock::record(std::size_t i) const {
    return {time(i),      level(i), rawName(i), host(i),      m_lines[i],
            m_offsets[i], raw(i),   message(i), arrivedAt(i), templateId(i)};
}

std::vector<StoredLog> LogBlock::records() const {
    std::vector<StoredLog> out;
    for (std::size_t i = 0; i < count(); ++i)
        out.push_back(record(i));
    return out;
}

} // namespace foreshock::store
