// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/analysis/limits/plateau_search.h"

#include <algorithm>
#include <cmath>

namespace foreshock {
namespace {

constexpr Minute kHeld = 15;

bool isHeld(View y, const Plateau& plateau, Minute moment) {
    const Values top = present(cut(y, plateau.since, moment + 20));
    const Values before = present(cut(y, 0, plateau.since - 3));
    if (static_cast<Minute>(top.size()) < kHeld || moment + 20 - plateau.since < kHeld || isStepwise(before))
        return false;
    const double most = highest(top);
    const auto shared = std::count(top.begin(), top.end(), most);
    return 4 * shared >= static_cast<std::ptrdiff_t>(top.size()) || stepNoise(top) < .4 * stepNoise(before);
}

} // namespace

bool isStepwise(View y) {
    const Values moved = present(steps(y));
    const auto still = std::count(moved.begin(), moved.end(), 0.0);
    return 2 * still > static_cast<std::ptrdiff_t>(moved.size());
}

std::optional<Plateau> findPlateau(View y, std::span<const Minute> moments) {
    for (const Minute moment : moments) {
        const Ceiling ceiling = ceilingBefore(y, moment);
        if (ceiling.weight < 1)
            continue;
        const Plateau plateau = plateauOf(y, 1, ceiling.minute, moment);
        if (isHeld(y, plateau, moment))
            return plateau;
    }
    return std::nullopt;
}

} // namespace foreshock
