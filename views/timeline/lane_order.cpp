// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/timeline/lane_order.h"

#include <algorithm>

namespace foreshock {
namespace {

template<class Lanes>
auto find(Lanes& lanes, const std::string& key) {
    return std::find_if(lanes.begin(), lanes.end(), [&](const Lane& l) { return l.key == key; });
}

} // namespace

std::vector<Lane> arranged(std::vector<Lane> usual, const LaneSetup& setup) {
    for (const auto& [key, behind] : setup.moves) {
        const auto from = find(usual, key);
        if (from == usual.end())
            continue;
        auto to = behind.empty() ? usual.begin() : find(usual, behind);
        if (to == usual.end())
            continue;
        if (!behind.empty())
            ++to;
        if (to > from)
            std::rotate(from, from + 1, to);
        else
            std::rotate(to, from, from + 1);
    }
    if (!setup.hidden.empty())
        std::erase_if(usual, [&](const Lane& l) { return setup.hidden.contains(l.key); });
    if (!setup.heights.empty())
        for (Lane& lane : usual)
            if (const auto height = setup.heights.find(lane.key); height != setup.heights.end())
                lane.height = height->second;
    auto top = usual.begin();
    for (const std::string& key : setup.pinned) {
        const auto from = std::find_if(top, usual.end(), [&](const Lane& l) { return l.key == key; });
        if (from == usual.end())
            continue;
        from->isPinned = true;
        std::rotate(top, from, from + 1);
        ++top;
    }
    // Hairlines part kinds and metrics wherever they ended up.
    if (!setup.moves.empty() || !setup.pinned.empty())
        for (std::size_t i = 0; i < usual.size(); ++i)
            usual[i].startsGroup = i > 0 && (usual[i].kind == LaneKind::Metric || usual[i].kind != usual[i - 1].kind ||
                                             usual[i].isPinned != usual[i - 1].isPinned);
    return usual;
}

void putBehind(LaneSetup& setup, const std::vector<Lane>& shown, const std::string& lane, const std::string& behind) {
    const auto after = find(shown, behind);
    const auto next = after == shown.end() ? shown.begin() : after + 1;
    const bool isAmongPinned = after == shown.end() ? next != shown.end() && next->isPinned : after->isPinned;
    if (!isAmongPinned) {
        setup.setPinned(lane, false);
        // Behind the last pinned lane begins what scrolls: its top.
        setup.move(lane, after == shown.end() || after->isPinned ? std::string() : behind);
        return;
    }
    std::erase(setup.pinned, lane);
    const auto place = std::find(setup.pinned.begin(), setup.pinned.end(), behind);
    setup.pinned.insert(place == setup.pinned.end() ? setup.pinned.begin() : place + 1, lane);
}

void shift(LaneSetup& setup, const std::vector<Lane>& shown, const std::string& lane, int by) {
    const auto at = find(shown, lane);
    if (at == shown.end())
        return;
    const auto index = at - shown.begin(), count = static_cast<std::ptrdiff_t>(shown.size());
    const auto isLike = [&](std::ptrdiff_t i) {
        return i >= 0 && i < count && shown[static_cast<std::size_t>(i)].isPinned == at->isPinned;
    };
    if (!isLike(index + by))
        return;
    if (by > 0) {
        putBehind(setup, shown, lane, shown[static_cast<std::size_t>(index + 1)].key);
        return;
    }
    if (at->isPinned) {
        const auto place = std::find(setup.pinned.begin(), setup.pinned.end(), lane);
        if (place != setup.pinned.begin())
            std::iter_swap(place, place - 1);
        return;
    }
    setup.move(lane, isLike(index - 2) ? shown[static_cast<std::size_t>(index - 2)].key : std::string());
}

} // namespace foreshock
