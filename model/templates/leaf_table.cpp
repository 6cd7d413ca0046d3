// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/templates/leaf_table.h"

#include <algorithm>
#include <utility>

namespace foreshock {
namespace {

constexpr std::size_t kFirstSlots = 1024;

} // namespace

LeafTable::LeafTable(std::size_t most)
    : m_most(std::max<std::size_t>(most, 8))
    , m_mask(kFirstSlots - 1)
    , m_slots(kFirstSlots) {}

void LeafTable::place(const Leaf& leaf) {
    std::size_t at = leaf.key & m_mask;
    while (m_slots[at].key != 0)
        at = (at + 1) & m_mask;
    m_slots[at] = leaf;
    ++m_size;
}

void LeafTable::rebuild(std::size_t slots) {
    const std::vector<Leaf> old = std::exchange(m_slots, std::vector<Leaf>(slots));
    m_mask = slots - 1;
    m_size = 0;
    for (const Leaf& leaf : old)
        if (leaf.key != 0)
            place(leaf);
}

void LeafTable::add(Leaf leaf) {
    leaf.key |= 1; // 0 marks an empty slot
    if (m_size >= m_most)
        dropOldest();
    if (2 * (m_size + 1) > m_slots.size())
        rebuild(2 * m_slots.size());
    place(leaf);
    if (!m_haveLeft)
        m_new.push_back(leaf);
}

void LeafTable::dropOldest() {
    std::vector<std::uint32_t> seen;
    seen.reserve(m_size);
    for (const Leaf& leaf : m_slots)
        if (leaf.key != 0)
            seen.push_back(leaf.seen);
    const auto edge = seen.begin() + static_cast<std::ptrdiff_t>(seen.size() / 8);
    std::nth_element(seen.begin(), edge, seen.end());
    std::size_t left = m_most / 8 + 1; // of those seen at the edge no more than it takes
    for (Leaf& leaf : m_slots)
        if (leaf.key != 0 && left > 0 && leaf.seen <= *edge) {
            leaf.key = 0;
            --left;
        }
    rebuild(m_slots.size());
    m_haveLeft = true;
    m_new.clear();
}

LeafTable::Changes LeafTable::takeChanges() {
    Changes out{m_haveLeft, std::move(m_new)};
    m_new.clear();
    if (m_haveLeft)
        std::copy_if(m_slots.begin(), m_slots.end(), std::back_inserter(out.leaves),
                     [](const Leaf& leaf) { return leaf.key != 0; });
    m_haveLeft = false;
    return out;
}

} // namespace foreshock
