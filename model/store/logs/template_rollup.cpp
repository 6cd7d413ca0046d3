// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/store/logs/template_rollup.h"

#include "model/store/blob_codec.h"
#include "model/store/byte_stream.h"
#include "model/store/logs/stored_log.h"

#include <algorithm>
#include <tuple>
#include <unordered_map>

namespace foreshock::store {
namespace {

constexpr std::int64_t kMinute = 60'000'000'000;

Error damaged() {
    return {ErrorCode::Format, "a stored count of log templates is damaged", "", "Run: foreshock check FILE"};
}

auto keyOf(const TemplateCount& c) {
    return std::tie(c.minute, c.rawName, c.templateId);
}

constexpr std::size_t kSlots = 4 * kBlockRecords;

std::size_t slotOf(Instant minute, std::int64_t rawName, std::uint32_t id) {
    std::uint64_t h = static_cast<std::uint64_t>(minute.ns / kMinute) * 0x9E3779B97F4A7C15ULL;
    h = (h ^ static_cast<std::uint64_t>(rawName)) * 0xBF58476D1CE4E5B9ULL;
    h = (h ^ (h >> 31) ^ id) * 0x94D049BB133111EBULL;
    return h >> 50;
}
static_assert(kSlots == std::size_t{1} << 14);

} // namespace

Instant minuteOf(Instant t) {
    const std::int64_t rest = t.ns % kMinute;
    if (t.ns < Instant::earliest().ns + kMinute)
        return Instant{t.ns - rest}; // there is no minute before it
    return Instant{t.ns - (rest < 0 ? rest + kMinute : rest)};
}

TemplateSpan& TemplateRollupBuilder::spanOf(std::uint32_t templateId, Instant time) {
    for (std::size_t at = slotOf({}, 0, templateId);; at = (at + 1) % kSlots) {
        if (m_spanSlots[at] == 0) {
            m_spans.push_back({templateId, time, time});
            m_spanSlots[at] = static_cast<std::uint16_t>(m_spans.size());
        }
        if (TemplateSpan& known = m_spans[m_spanSlots[at] - 1U]; known.templateId == templateId)
            return known;
    }
}

std::size_t TemplateRollupBuilder::countPlace(Instant minute, std::int64_t rawName, std::uint32_t templateId) {
    for (std::size_t at = slotOf(minute, rawName, templateId);; at = (at + 1) % kSlots) {
        if (m_countSlots[at] == 0) {
            m_counts.push_back({minute, rawName, templateId, 0});
            m_countSlots[at] = static_cast<std::uint16_t>(m_counts.size());
        }
        const TemplateCount& known = m_counts[m_countSlots[at] - 1U];
        if (known.minute == minute && known.rawName == rawName && known.templateId == templateId)
            return m_countSlots[at] - 1U;
    }
}

void TemplateRollupBuilder::add(Instant time, std::int64_t rawName, std::uint32_t templateId) {
    if (templateId == 0)
        return;
    if (m_counts.empty()) {
        m_countSlots.resize(kSlots);
        m_spanSlots.resize(kSlots);
    }
    TemplateSpan& all = spanOf(templateId, time);
    all.first = std::min(all.first, time);
    all.last = std::max(all.last, time);
    // Neighbours mostly share their minute: the division is made when it changes.
    Instant minute;
    if (!m_counts.empty()) {
        minute = m_counts[m_last].minute;
        if (time < minute || static_cast<std::uint64_t>(time.ns) - static_cast<std::uint64_t>(minute.ns) >=
                                 static_cast<std::uint64_t>(kMinute))
            minute = minuteOf(time);
    } else {
        minute = minuteOf(time);
    }
    m_last = countPlace(minute, rawName, templateId);
    ++m_counts[m_last].count;
}

std::string TemplateRollupBuilder::blob() const {
    if (m_counts.empty())
        return {};
    std::vector<TemplateSpan> spans = m_spans;
    std::sort(spans.begin(), spans.end(),
              [](const TemplateSpan& a, const TemplateSpan& b) { return a.templateId < b.templateId; });
    std::vector<TemplateCount> counts = m_counts;
    std::sort(counts.begin(), counts.end(), [](const auto& a, const auto& b) { return keyOf(a) < keyOf(b); });
    std::unordered_map<std::uint32_t, std::uint64_t> places;
    std::unordered_map<std::int64_t, std::uint64_t> namePlaces;
    std::vector<std::int64_t> names;
    for (const TemplateCount& c : counts)
        if (namePlaces.try_emplace(c.rawName, names.size()).second)
            names.push_back(c.rawName);
    ByteWriter out;
    out.varint(spans.size());
    std::uint32_t before = 0;
    for (const TemplateSpan& span : spans) {
        places.emplace(span.templateId, places.size());
        out.varint(span.templateId - before);
        before = span.templateId;
    }
    const std::int64_t start = spans.front().first.ns;
    out.signedVarint(start);
    for (const TemplateSpan& span : spans) {
        // Unsigned: broken clocks may lie more than 292 years apart.
        out.signedVarint(
            static_cast<std::int64_t>(static_cast<std::uint64_t>(span.first.ns) - static_cast<std::uint64_t>(start)));
        out.signedVarint(static_cast<std::int64_t>(static_cast<std::uint64_t>(span.last.ns) -
                                                   static_cast<std::uint64_t>(span.first.ns)));
    }
    out.varint(names.size());
    for (const std::int64_t name : names)
        out.signedVarint(name);
    out.varint(counts.size());
    std::int64_t minuteBefore = 0;
    for (const TemplateCount& c : counts) {
        out.signedVarint(c.minute.ns / kMinute - minuteBefore);
        minuteBefore = c.minute.ns / kMinute;
    }
    for (const TemplateCount& c : counts)
        out.varint(namePlaces[c.rawName]);
    for (const TemplateCount& c : counts)
        out.varint(places[c.templateId]);
    for (const TemplateCount& c : counts)
        out.varint(static_cast<std::uint64_t>(c.count));
    return packed(out.bytes());
}

Result<TemplateRollup> decodeTemplateRollup(std::string_view blob) {
    const auto bytes = unpacked(blob, kBlobLimit);
    if (!bytes)
        return bytes.error();
    ByteReader in(*bytes);
    TemplateRollup out;
    const std::uint64_t spans = in.varint();
    if (spans > kBlockRecords)
        return damaged();
    out.spans.resize(spans);
    std::uint64_t id = 0;
    for (TemplateSpan& span : out.spans) {
        id += in.varint();
        if (id == 0 || id > UINT32_MAX)
            return damaged();
        span.templateId = static_cast<std::uint32_t>(id);
    }
    const auto start = static_cast<std::uint64_t>(in.signedVarint());
    for (TemplateSpan& span : out.spans) {
        const std::uint64_t first = start + static_cast<std::uint64_t>(in.signedVarint());
        span.first = Instant{static_cast<std::int64_t>(first)};
        span.last = Instant{static_cast<std::int64_t>(first + static_cast<std::uint64_t>(in.signedVarint()))};
    }
    const std::uint64_t names = in.varint();
    if (names > kBlockRecords)
        return damaged();
    std::vector<std::int64_t> name(names);
    for (std::int64_t& one : name)
        one = in.signedVarint();
    const std::uint64_t counts = in.varint();
    if (counts > kBlockRecords)
        return damaged();
    out.counts.resize(counts);
    std::uint64_t minute = 0;
    for (TemplateCount& c : out.counts) {
        minute += static_cast<std::uint64_t>(in.signedVarint());
        c.minute = Instant{static_cast<std::int64_t>(minute * static_cast<std::uint64_t>(kMinute))};
    }
    for (TemplateCount& c : out.counts) {
        const std::uint64_t place = in.varint();
        if (place >= names)
            return damaged();
        c.rawName = name[place];
    }
    for (TemplateCount& c : out.counts) {
        const std::uint64_t place = in.varint();
        if (place >= spans)
            return damaged();
        c.templateId = out.spans[place].templateId;
    }
    for (TemplateCount& c : out.counts)
        c.count = static_cast<std::int64_t>(in.varint());
    if (in.isBroken())
        return damaged();
    return out;
}

} // namespace foreshock::store
