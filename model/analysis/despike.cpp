// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/analysis/despike.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace foreshock {

Values despiked(View y) {
    constexpr int kHalf = 3;
    const int n = static_cast<int>(y.size());
    Values out(y.begin(), y.end());
    if (n < 2 * kHalf + 3)
        return out;
    Values middle(y.size());
    Values local(y.size());
    Values distance(y.size());
    for (int i = 0; i < n; ++i) {
        std::array<double, 2 * kHalf + 1> window;
        for (int k = -kHalf; k <= kHalf; ++k)
            window[k + kHalf] = y[std::clamp(i + k, 0, n - 1)];
        middle[i] = median(window);
        for (double& w : window)
            w = std::abs(w - middle[i]);
        local[i] = 1.4826 * median(window);
        distance[i] = std::abs(y[i] - middle[i]);
    }
    const double usual = std::max(1.4826 * median(distance), 1e-12);
    const auto isOut = [&](int i) { return i < n && distance[i] > 5 * std::max(local[i], usual); };
    for (int i = 0; i < n; ++i) {
        if (!isOut(i))
            continue;
        int end = i;
        while (isOut(end))
            ++end;
        if (end - i <= 2)
            std::copy(middle.begin() + i, middle.begin() + end, out.begin() + i);
        i = end;
    }
    return out;
}

} // namespace foreshock
