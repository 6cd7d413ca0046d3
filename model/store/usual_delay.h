// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/base/time.h"

#include <algorithm>
#include <cstdint>
#include <vector>

namespace foreshock::store {

/// How far behind their events the records of a source could be seen, usually: the median. Records before their event
/// (clocks differ) count as at once. Exact up to 8,192 records; of more, every second, fourth… is looked at.
class UsualDelay {
public:
    void add(Duration delay) {
        if (m_seen++ % m_stride != 0)
            return;
        m_delays.push_back(std::max<std::int64_t>(delay.ns, 0));
        if (m_delays.size() < kMost)
            return;
        for (std::size_t i = 0; i < kMost / 2; ++i)
            m_delays[i] = m_delays[2 * i];
        m_delays.resize(kMost / 2);
        m_stride *= 2;
    }
    std::int64_t seen() const { return m_seen; }
    Duration median() const {
        if (m_delays.empty())
            return {};
        std::vector<std::int64_t> sorted = m_delays;
        const auto middle = sorted.begin() + static_cast<std::ptrdiff_t>((sorted.size() - 1) / 2);
        std::nth_element(sorted.begin(), middle, sorted.end());
        return Duration{*middle};
    }

private:
    static constexpr std::size_t kMost = 8192;
    std::vector<std::int64_t> m_delays;
    std::int64_t m_stride = 1;
    std::int64_t m_seen = 0;
};

} // namespace foreshock::store
