// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/store/samples/sample_cache.h"

namespace foreshock::store {
namespace {

constexpr std::size_t kEntryBytes = 160; ///< list node, map node and shared count

} // namespace

std::size_t SampleCache::Hash::operator()(const Key& key) const {
    std::uint64_t h = static_cast<std::uint64_t>(key.id) * 0x9E3779B97F4A7C15ULL;
    h ^= static_cast<std::uint64_t>(key.checksum) + static_cast<std::uint64_t>(key.level) * 0xBF58476D1CE4E5B9ULL +
         static_cast<std::uint64_t>(key.kind);
    return static_cast<std::size_t>(h ^ (h >> 32));
}

std::shared_ptr<const void> SampleCache::findAny(const Key& key) {
    const auto found = m_places.find(key);
    if (found == m_places.end())
        return nullptr;
    m_entries.splice(m_entries.begin(), m_entries, found->second);
    return found->second->value;
}

void SampleCache::addAny(const Key& key, std::shared_ptr<const void> value, std::size_t bytes) {
    bytes += kEntryBytes;
    if (bytes > m_bound || m_places.contains(key))
        return;
    m_entries.push_front({key, std::move(value), bytes});
    m_places.emplace(key, m_entries.begin());
    m_bytes += bytes;
    while (m_bytes > m_bound) {
        m_bytes -= m_entries.back().bytes;
        m_places.erase(m_entries.back().key);
        m_entries.pop_back();
    }
}

void SampleCache::setRevision(std::int64_t revision) {
    if (revision == m_revision)
        return;
    m_revision = revision;
    m_entries.clear();
    m_places.clear();
    m_bytes = 0;
}

} // namespace foreshock::store
