// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <vector>

namespace foreshock {

/// Which template a leaf key means. Open addressing, half full at the most; above `most` keys the eighth that was not
/// seen for longest goes. 16 B a slot: 8 MB at 200,000 keys.
class LeafTable {
public:
    struct Leaf {
        std::uint64_t key = 0; ///< 0: an empty slot
        std::uint32_t id = 0;
        std::uint32_t seen = 0; ///< when last, in units of 16 lines
    };
    explicit LeafTable(std::size_t most);

    /// The leaf of that key; null if it is not known.
    Leaf* find(std::uint64_t key) {
        for (std::size_t at = (key | 1) & m_mask;; at = (at + 1) & m_mask) {
            if (m_slots[at].key == (key | 1))
                return &m_slots[at];
            if (m_slots[at].key == 0)
                return nullptr;
        }
    }
    /// A key that is not known yet.
    void add(Leaf leaf);
    /// Gives each leaf the template that `idOf` makes of its own.
    template<class IdOf>
    void eachId(IdOf idOf) {
        for (Leaf& leaf : m_slots)
            if (leaf.key != 0)
                leaf.id = idOf(leaf.id);
    }
    std::size_t size() const { return m_size; }
    const std::vector<Leaf>& slots() const { return m_slots; }

    /// Keys added since the last call; `areAll`: some left since, so that all there are count as new.
    struct Changes {
        bool areAll = false;
        std::vector<Leaf> leaves;
    };
    Changes takeChanges();

private:
    void place(const Leaf& leaf);
    void rebuild(std::size_t slots);
    void dropOldest();

    std::size_t m_most, m_size = 0, m_mask;
    std::vector<Leaf> m_slots;
    std::vector<Leaf> m_new;
    bool m_haveLeft = false;
};

} // namespace foreshock
