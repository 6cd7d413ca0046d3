// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/store/samples/sample_pyramid.h"

#include "model/store/blob_codec.h"
#include "model/store/samples/byte_planes.h"

#include <algorithm>
#include <cmath>

namespace foreshock::store {
namespace {

constexpr double kMostSteps = 65535;
constexpr std::size_t kFewSamples = 64;

Error damaged() {
    return {ErrorCode::Format, "a stored pyramid of samples is damaged", "", "Run: foreshock check FILE"};
}

/// Calls visit(time, value) for what a reader of the whole chunk would see: of equal times the last, no nulls.
template<class Visit>
void eachValue(const SampleColumns& samples, Visit visit) {
    const std::size_t n = samples.size();
    for (std::size_t i = 0; i < n; ++i)
        if ((i + 1 == n || samples.times[i] != samples.times[i + 1]) && !std::isnan(samples.values[i]))
            visit(samples.times[i], samples.values[i]);
}

std::vector<SeriesSpan> groupsOf(const SampleColumns& samples, ChunkFigures& figures) {
    std::vector<SeriesSpan> groups;
    groups.reserve(samples.size() / kGroupSamples + 1);
    const std::int64_t most =
        figures.step.ns > 0 && figures.step.ns < Instant::latest().ns / 2 ? 2 * figures.step.ns : Instant::latest().ns;
    int room = 0;
    eachValue(samples, [&](Instant t, double v) {
        const bool isBreak = !groups.empty() && distance(groups.back().range.to, t).ns > most;
        figures.breaks += isBreak ? 1 : 0;
        if (room == 0 || isBreak) {
            groups.push_back({{t, t}, v, v, v, v});
            room = kGroupSamples - 1;
            return;
        }
        SeriesSpan& g = groups.back();
        g.range.to = t;
        g.least = std::min(g.least, v);
        g.most = std::max(g.most, v);
        g.last = v;
        --room;
    });
    return groups;
}

void append(SeriesSpan& span, const SeriesSpan& next) {
    span.range.to = next.range.to;
    span.least = std::min(span.least, next.least);
    span.most = std::max(span.most, next.most);
    span.last = next.last;
}

std::int64_t unitOf(const std::vector<SeriesSpan>& groups, Instant begin) {
    for (const std::int64_t unit : {1'000'000'000, 1'000'000, 1'000})
        if (std::all_of(groups.begin(), groups.end(), [&](const SeriesSpan& g) {
                return (g.range.from - begin).ns % unit == 0 && (g.range.to - begin).ns % unit == 0;
            }))
            return unit;
    return 1;
}

} // namespace

std::optional<SamplePyramid> SamplePyramid::build(const SampleColumns& samples, Duration step,
                                                  const std::optional<Decimals>& decimals, ChunkFigures& figures) {
    figures = {step, 0, std::nullopt};
    const std::vector<SeriesSpan> groups = groupsOf(samples, figures);
    if (groups.empty())
        return std::nullopt;
    figures.values = groups.front();
    for (const SeriesSpan& g : groups)
        append(*figures.values, g);
    figures.breaks += figures.values->range.from != samples.times.front() ? 1 : 0;
    figures.breaks += figures.values->range.to != samples.times.back() ? 1 : 0;
    if (samples.size() < kFewSamples || step.ns <= 0 || groups.size() > samples.size() / 4)
        return std::nullopt;
    SamplePyramid out;
    out.m_step = step.ns;
    if (!out.setTimes(groups) || !out.setValues(groups, *figures.values, decimals))
        return std::nullopt;
    return out;
}

bool SamplePyramid::setTimes(const std::vector<SeriesSpan>& groups) {
    m_begin = groups.front().range.from;
    const std::int64_t length = distance(m_begin, groups.back().range.to).ns;
    if (length < 0)
        return false;
    // Exact wherever the sources' own unit allows; else a four-billionth of the chunk, rounded outwards.
    constexpr std::int64_t kMost = 0xFFFFFFFF;
    m_unit = unitOf(groups, m_begin);
    if (length / m_unit > kMost)
        m_unit = length / kMost + 1;
    m_groups.resize(groups.size());
    for (std::size_t i = 0; i < groups.size(); ++i) {
        m_groups[i].from = static_cast<std::uint32_t>((groups[i].range.from - m_begin).ns / m_unit);
        m_groups[i].to = static_cast<std::uint32_t>(((groups[i].range.to - m_begin).ns + m_unit - 1) / m_unit);
    }
    return true;
}

bool SamplePyramid::setValues(const std::vector<SeriesSpan>& groups, const SeriesSpan& all,
                              const std::optional<Decimals>& decimals) {
    m_least = all.least;
    if (decimals && std::isfinite(all.least) && std::isfinite(all.most)) {
        const double scale = 1 / decimal(1, decimals->exponent);
        const auto whole = [scale](double v) { return static_cast<std::int64_t>(std::nearbyint(v * scale)); };
        if (whole(all.most) - whole(all.least) <= static_cast<std::int64_t>(kMostSteps)) {
            m_exponent = decimals->exponent;
            m_whole = whole(all.least);
            const auto at = [&](double v) { return static_cast<std::uint16_t>(whole(v) - m_whole); };
            for (std::size_t i = 0; i < groups.size(); ++i) {
                m_groups[i].least = at(groups[i].least);
                m_groups[i].most = at(groups[i].most);
                m_groups[i].first = at(groups[i].first);
                m_groups[i].last = at(groups[i].last);
            }
            return true;
        }
    }
    m_scale = (all.most - all.least) / kMostSteps;
    if (!std::isfinite(m_scale) || (m_scale == 0 && all.most != all.least))
        return false;
    // Rounding may put the last step below the most: one part in 2^52 more, and nothing is left out.
    while (m_least + kMostSteps * m_scale < all.most)
        m_scale = std::nextafter(m_scale, std::numeric_limits<double>::infinity());
    const double steps = m_scale == 0 ? 0 : 1 / m_scale;
    if (!std::isfinite(steps))
        return false;
    const auto at = [&](double v, double rounding) {
        const double q = std::clamp(std::floor((v - m_least) * steps + rounding), 0., kMostSteps);
        return static_cast<std::uint16_t>(q);
    };
    for (std::size_t i = 0; i < groups.size(); ++i) {
        Group& g = m_groups[i];
        g.least = at(groups[i].least, 0);
        while (g.least > 0 && value(g.least) > groups[i].least)
            --g.least;
        g.most = at(groups[i].most, 0);
        while (g.most < kMostSteps && value(g.most) < groups[i].most)
            ++g.most;
        g.first = std::clamp(at(groups[i].first, .5), g.least, g.most);
        g.last = std::clamp(at(groups[i].last, .5), g.least, g.most);
    }
    return true;
}

std::string SamplePyramid::encode() const {
    ByteWriter out;
    out.varint(m_groups.size());
    out.signedVarint(m_begin.ns);
    out.signedVarint(m_unit);
    out.signedVarint(m_step);
    out.byte(static_cast<std::uint8_t>(m_exponent + 1));
    out.signedVarint(m_whole);
    out.raw({reinterpret_cast<const char*>(&m_least), 8});
    out.raw({reinterpret_cast<const char*>(&m_scale), 8});
    // Evenly spaced groups leave nothing but zeros of their times.
    const std::size_t n = m_groups.size();
    const std::uint32_t pace = n > 1 ? m_groups[1].from - m_groups[0].from : 0, length = m_groups[0].to;
    out.varint(pace);
    out.varint(length);
    std::vector<std::uint64_t> numbers(n);
    const auto write = [&](auto numberOf) {
        std::uint64_t any = 0;
        for (std::size_t i = 0; i < n; ++i)
            any |= numbers[i] = numberOf(i, m_groups[i]);
        writePlanes(numbers, any, out);
    };
    write([&](std::size_t i, const Group& g) {
        return zigzag(i == 0 ? 0 : std::int64_t{g.from} - m_groups[i - 1].from - pace);
    });
    write([&](std::size_t, const Group& g) { return zigzag(std::int64_t{g.to} - g.from - length); });
    write([](std::size_t, const Group& g) { return std::uint64_t{g.least}; });
    write([](std::size_t, const Group& g) { return static_cast<std::uint64_t>(g.most - g.least); });
    write([](std::size_t, const Group& g) { return static_cast<std::uint64_t>(g.first - g.least); });
    write([](std::size_t, const Group& g) { return static_cast<std::uint64_t>(g.last - g.least); });
    return packed(out.bytes());
}

Result<SamplePyramid> SamplePyramid::decode(std::string_view blob) {
    const auto bytes = unpacked(blob, kBlobLimit);
    if (!bytes)
        return bytes.error();
    ByteReader in(*bytes);
    SamplePyramid out;
    const std::uint64_t n = in.varint();
    if (n == 0 || n > kChunkSamples)
        return damaged();
    out.m_groups.resize(n);
    out.m_begin = Instant{in.signedVarint()};
    out.m_unit = in.signedVarint();
    out.m_step = in.signedVarint();
    out.m_exponent = in.byte() - 1;
    out.m_whole = in.signedVarint();
    const std::string_view least = in.raw(8), scale = in.raw(8);
    const std::uint64_t pace = in.varint(), length = in.varint();
    if (in.isBroken() || out.m_unit <= 0 || out.m_step <= 0 || out.m_exponent > 6)
        return damaged();
    std::memcpy(&out.m_least, least.data(), 8);
    std::memcpy(&out.m_scale, scale.data(), 8);
    std::vector<std::uint64_t> numbers(n);
    const auto read = [&](auto take) {
        if (!readPlanes(in, numbers))
            return false;
        for (std::size_t i = 0; i < n; ++i)
            take(out.m_groups[i], numbers[i]);
        return true;
    };
    std::uint64_t from = 0 - pace; // the first group begins at 0
    const auto signedOf = [](std::uint64_t v) { return static_cast<std::uint64_t>(unzigzag(v)); };
    if (!read([&](Group& g, std::uint64_t v) {
            from += pace + signedOf(v);
            g.from = static_cast<std::uint32_t>(from);
        }) ||
        !read([&](Group& g, std::uint64_t v) { g.to = static_cast<std::uint32_t>(g.from + length + signedOf(v)); }) ||
        !read([](Group& g, std::uint64_t v) { g.least = static_cast<std::uint16_t>(v); }) ||
        !read([](Group& g, std::uint64_t v) { g.most = static_cast<std::uint16_t>(g.least + v); }) ||
        !read([](Group& g, std::uint64_t v) { g.first = static_cast<std::uint16_t>(g.least + v); }) ||
        !read([](Group& g, std::uint64_t v) { g.last = static_cast<std::uint16_t>(g.least + v); }) || !in.isAtEnd())
        return damaged();
    return out;
}

SamplePyramid SamplePyramid::coarser(std::size_t factor) const {
    SamplePyramid out;
    out.m_begin = m_begin;
    out.m_unit = m_unit;
    out.m_step = m_step;
    out.m_exponent = m_exponent;
    out.m_whole = m_whole;
    out.m_least = m_least;
    out.m_scale = m_scale;
    out.m_groups.reserve(m_groups.size() / factor + 1);
    const std::int64_t most = m_step * 2;
    std::size_t room = 0;
    for (const Group& g : m_groups) {
        if (room == 0 || distance(out.time(out.m_groups.back().to), time(g.from)).ns > most) {
            out.m_groups.push_back(g);
            room = factor - 1;
            continue;
        }
        Group& into = out.m_groups.back();
        into.to = g.to;
        into.least = std::min(into.least, g.least);
        into.most = std::max(into.most, g.most);
        into.last = g.last;
        --room;
    }
    return out;
}

} // namespace foreshock::store
