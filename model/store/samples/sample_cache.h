// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <list>
#include <memory>
#include <unordered_map>

namespace foreshock::store {

/// Decoded headers, pyramids and samples, the least recently used dropped first. Bound: 64 MB of them. Owned by whoever
/// reads repeatedly; used by one thread at a time. What is found is shared: it outlives being dropped.
class SampleCache {
public:
    static constexpr std::size_t kBound = std::size_t{64} << 20;

    explicit SampleCache(std::size_t bound = kBound)
        : m_bound(bound) {}
    enum class Kind : std::uint8_t { Headers, Samples, Pyramid };
    struct Key {
        Kind kind;
        std::uint8_t level = 0;    ///< of a pyramid
        std::int64_t id = 0;       ///< series of headers, else chunk
        std::int64_t checksum = 0; ///< of the chunk's data: ids can be given again
        bool operator==(const Key&) const = default;
    };

    template<class T>
    std::shared_ptr<const T> find(const Key& key) {
        return std::static_pointer_cast<const T>(findAny(key));
    }
    template<class T>
    void add(const Key& key, std::shared_ptr<const T> value, std::size_t bytes) {
        addAny(key, std::move(value), bytes);
    }
    /// Forgets everything if the samples' revision became another.
    void setRevision(std::int64_t revision);
    std::size_t bytes() const { return m_bytes; }

private:
    struct Entry {
        Key key;
        std::shared_ptr<const void> value;
        std::size_t bytes;
    };
    struct Hash {
        std::size_t operator()(const Key& key) const;
    };
    std::shared_ptr<const void> findAny(const Key& key);
    void addAny(const Key& key, std::shared_ptr<const void> value, std::size_t bytes);

    std::size_t m_bound;
    std::size_t m_bytes = 0;
    std::int64_t m_revision = -1;
    std::list<Entry> m_entries; ///< most recently used first
    std::unordered_map<Key, std::list<Entry>::iterator, Hash> m_places;
};

} // namespace foreshock::store
