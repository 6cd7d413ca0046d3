// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/store/logs/log_block_builder.h"

#include "model/store/blob_codec.h"
#include "model/store/byte_stream.h"
#include "model/store/logs/log_filter.h"
#include "model/store/logs/log_rollup.h"
#include "model/store/logs/template_book.h"
#include "model/store/logs/template_rollup.h"

#include <algorithm>
#include <functional>

namespace foreshock::store {

std::uint32_t LogBlockBuilder::hostIndex(std::string_view host) {
    // Neighbours mostly share a host.
    if (!m_records.empty() && m_hosts[m_records.back().host] == host)
        return m_records.back().host;
    const auto [found, isNew] = m_hostPlaces.try_emplace(std::string(host), static_cast<std::uint32_t>(m_hosts.size()));
    if (isNew)
        m_hosts.push_back(found->first);
    return found->second;
}

void LogBlockBuilder::add(const StoredLog& record) {
    Row row{};
    row.time = record.time;
    row.level = record.level;
    row.rawName = record.rawName;
    row.line = record.line;
    row.offset = record.offset;
    row.arrivedAt = record.arrivedAt;
    row.templateId = record.templateId;
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

void LogBlockBuilder::mine(TemplateBook& templates) {
    for (std::size_t i = 0; i < m_records.size(); ++i)
        if (m_records[i].templateId == 0)
            m_records[i].templateId = templates.add(record(i).message, m_records[i].time);
}

EncodedBlock LogBlockBuilder::encode() const {
    EncodedBlock out;
    out.count = m_records.size();
    out.rawBytes = m_text.size();
    LogRollupBuilder rollup;
    TemplateRollupBuilder templates;
    for (const Row& row : m_records) {
        out.first = std::min(out.first, row.time);
        out.last = std::max(out.last, row.time);
        ++out.levels[static_cast<std::size_t>(row.level)];
        rollup.add(row.time, row.rawName, row.level);
        templates.add(row.time, row.rawName, row.templateId);
        if (row.arrivedAt)
            out.maxArrived = std::max(out.maxArrived.value_or(Instant::earliest()), *row.arrivedAt);
    }
    if (out.maxArrived) // some arrive with the event: the header's figure must cover those too
        out.maxArrived = std::max(*out.maxArrived, out.last);
    out.columns = columnBlob();
    out.text = textBlob();
    out.rollup = rollup.blob();
    out.templates = templates.blob();
    thread_local LogFilterBuilder filter; // half a megabyte that every block needs
    filter.clear();
    filter.add(m_text);
    filter.add(m_extra);
    for (const std::string& host : m_hosts)
        filter.add(host);
    out.trigrams = filter.trigramBlob();
    out.grams = filter.gramBlob();
    return out;
}

std::string LogBlockBuilder::columnBlob() const {
    ByteWriter out;
    out.varint(m_records.size());
    // Section by section: alike values side by side compress well, and a reader opens only the ones it needs.
    const auto section = [&](auto write) {
        ByteWriter bytes;
        write(bytes);
        out.text(bytes.bytes());
    };
    section([&](ByteWriter& to) { // deltas of deltas may wrap; they wrap back when read
        std::uint64_t before = 0, stepBefore = 0;
        for (const Row& row : m_records) {
            const std::uint64_t step = static_cast<std::uint64_t>(row.time.ns) - before;
            to.signedVarint(static_cast<std::int64_t>(step - stepBefore));
            before = static_cast<std::uint64_t>(row.time.ns);
            stepBefore = step;
        }
    });
    section([&](ByteWriter& to) {
        for (const Row& row : m_records)
            to.byte(static_cast<std::uint8_t>(row.level));
    });
    section([&](ByteWriter& to) {
        std::int64_t last = 0;
        for (const Row& row : m_records) {
            to.signedVarint(row.rawName - last);
            last = row.rawName;
        }
    });
    section([&](ByteWriter& to) {
        const bool hasArrivals =
            std::any_of(m_records.begin(), m_records.end(), [](const Row& r) { return r.arrivedAt.has_value(); });
        if (!hasArrivals)
            return; // all arrived with the event
        for (const Row& row : m_records) {
            to.byte(row.arrivedAt ? 1 : 0);
            if (row.arrivedAt)
                to.signedVarint(row.arrivedAt->ns - row.time.ns);
        }
    });
    section([&](ByteWriter& to) {
        for (const Row& row : m_records)
            to.varint(row.raw.size);
    });
    section([&](ByteWriter& to) {
        to.varint(m_hosts.size());
        for (const std::string& host : m_hosts)
            to.text(host);
        if (m_hosts.size() > 1)
            for (const Row& row : m_records)
                to.varint(row.host);
    });
    section([&](ByteWriter& to) {
        std::int64_t last = 0;
        for (const Row& row : m_records) {
            to.signedVarint(row.line - last);
            last = row.line;
        }
    });
    section([&](ByteWriter& to) {
        std::int64_t expected = 0; // a record usually starts one byte behind the last one's end
        for (const Row& row : m_records) {
            to.signedVarint(row.offset - expected);
            expected = row.offset + static_cast<std::int64_t>(row.raw.size) + 1;
        }
    });
    section([&](ByteWriter& to) {
        for (const Row& row : m_records)
            to.varint((row.message.at << 1) | (row.isMessageExtra ? 1 : 0));
    });
    section([&](ByteWriter& to) { // a message mostly reaches to the record's end: 0, else its size and one
        for (const Row& row : m_records)
            to.varint(!row.isMessageExtra && row.message.at + row.message.size == row.raw.size ? 0
                                                                                               : row.message.size + 1);
    });
    section([&](ByteWriter& to) { to.raw(m_extra); });
    if (std::any_of(m_records.begin(), m_records.end(), [](const Row& r) { return r.templateId != 0; }))
        section([&](ByteWriter& to) { // each template once, then which of them: a byte a record, mostly
            std::unordered_map<std::uint32_t, std::uint64_t> places;
            std::vector<std::uint32_t> ids;
            for (const Row& row : m_records)
                if (places.try_emplace(row.templateId, ids.size()).second)
                    ids.push_back(row.templateId);
            to.varint(ids.size());
            for (const std::uint32_t id : ids)
                to.varint(id);
            for (const Row& row : m_records)
                to.varint(places[row.templateId]);
        });
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
            row.arrivedAt,
            row.templateId};
}

void LogBlockBuilder::clear() {
    m_records.clear();
    m_text.clear();
    m_extra.clear();
    m_hosts.clear();
    m_hostPlaces.clear();
}

} // namespace foreshock::store
