// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/base/result.h"
#include "model/domain/series.h"
#include "model/store/samples/sample_chunk.h"
#include "model/store/samples/time_column.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace foreshock::store {

/// Samples of one group at the lowest level.
inline constexpr int kGroupSamples = 16;

/// What a chunk's samples come to before any rounding.
struct ChunkFigures {
    Duration step;  ///< usual distance of neighbours; 0: fewer than two, or most are at one time
    int breaks = 0; ///< stretches of more than two steps without a value, and null samples at either end
    std::optional<SeriesSpan> values; ///< first to last value with least and most; empty: it has none
};

/// A chunk in groups of samples with a value, in time order: a group ends before a stretch of more than two steps.
/// Of samples at one time the last counts. Values are kept in 16 bits: whole decimals where the chunk's range allows,
/// else steps from the chunk's least to its most, `least` rounded down and `most` up, so that nothing is left out.
class SamplePyramid {
public:
    /// Empty for chunks that are as well decoded: few samples, mostly apart, or values beyond all steps (infinities).
    /// The samples are in time order. `figures` is filled either way.
    static std::optional<SamplePyramid> build(const SampleColumns& samples, Duration step,
                                              const std::optional<Decimals>& decimals, ChunkFigures& figures);
    std::string encode() const;
    /// Errors: Format where the blob is damaged.
    static Result<SamplePyramid> decode(std::string_view blob);

    std::size_t size() const { return m_groups.size(); }
    SeriesSpan operator[](std::size_t i) const {
        const Group& g = m_groups[i];
        return {{time(g.from), time(g.to)}, value(g.least), value(g.most), value(g.first), value(g.last)};
    }
    /// The same with up to `factor` neighbours in one group; never across a stretch of more than two steps.
    SamplePyramid coarser(std::size_t factor) const;
    std::size_t bytes() const { return sizeof(*this) + m_groups.capacity() * sizeof(Group); }
    bool operator==(const SamplePyramid&) const = default;

private:
    /// Times in m_unit since m_begin, values in steps; 16 B, because a plot holds hundreds of thousands.
    struct Group {
        std::uint32_t from, to;
        std::uint16_t least, most, first, last;
        bool operator==(const Group&) const = default;
    };
    Instant time(std::uint32_t t) const {
        return after(m_begin, Duration{static_cast<std::int64_t>(t * static_cast<std::uint64_t>(m_unit))});
    }
    double value(std::uint16_t q) const {
        return m_exponent >= 0 ? decimal(m_whole + q, m_exponent) : m_least + q * m_scale;
    }
    bool setTimes(const std::vector<SeriesSpan>& groups);
    bool setValues(const std::vector<SeriesSpan>& groups, const SeriesSpan& all,
                   const std::optional<Decimals>& decimals);

    Instant m_begin;
    std::int64_t m_unit = 1;  ///< ns
    std::int64_t m_step = 0;  ///< ns
    int m_exponent = -1;      ///< of decimals; -1: values are m_least + q × m_scale
    std::int64_t m_whole = 0; ///< the least value as a decimal
    double m_least = 0;
    double m_scale = 0;
    std::vector<Group> m_groups;
};

} // namespace foreshock::store
