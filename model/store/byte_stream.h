// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <bit>
#include <cstdint>
#include <cstring>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace foreshock::store {

/// Appends integers and texts to a byte string; LEB128 varints, zigzag for signed ones.
class ByteWriter {
public:
    void varint(std::uint64_t value) {
        while (value >= 0x80) {
            m_bytes += static_cast<char>(value | 0x80);
            value >>= 7;
        }
        m_bytes += static_cast<char>(value);
    }
    void signedVarint(std::int64_t value) {
        varint((static_cast<std::uint64_t>(value) << 1) ^ static_cast<std::uint64_t>(value >> 63));
    }
    void byte(std::uint8_t value) { m_bytes += static_cast<char>(value); }
    void text(std::string_view value) {
        varint(value.size());
        m_bytes += value;
    }
    void raw(std::string_view value) { m_bytes += value; }
    /// Room for more bytes at the end; valid until the next write.
    char* grow(std::size_t size) {
        m_bytes.resize(m_bytes.size() + size);
        return m_bytes.data() + m_bytes.size() - size;
    }
    /// Bytes of another kind begin here (see packed()).
    void cut() {
        if (!m_bytes.empty() && (m_cuts.empty() || m_cuts.back() != m_bytes.size()))
            m_cuts.push_back(m_bytes.size());
    }
    const std::string& bytes() const { return m_bytes; }
    std::span<const std::size_t> cuts() const { return m_cuts; }

private:
    std::string m_bytes;
    std::vector<std::size_t> m_cuts;
};

/// Reads what ByteWriter wrote. Damaged input never reads beyond the end: it turns isBroken() and gives zeros.
class ByteReader {
public:
    explicit ByteReader(std::string_view bytes)
        : m_bytes(bytes) {}
    std::uint64_t varint() {
        std::uint64_t value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            if (m_at >= m_bytes.size())
                break;
            const auto b = static_cast<unsigned char>(m_bytes[m_at++]);
            value |= static_cast<std::uint64_t>(b & 0x7F) << shift;
            if (!(b & 0x80))
                return value;
        }
        m_isBroken = true;
        return 0;
    }
    std::int64_t signedVarint() {
        const std::uint64_t v = varint();
        return static_cast<std::int64_t>(v >> 1) ^ -static_cast<std::int64_t>(v & 1);
    }
    std::uint8_t byte() {
        if (m_at < m_bytes.size())
            return static_cast<std::uint8_t>(m_bytes[m_at++]);
        m_isBroken = true;
        return 0;
    }
    std::string_view text() { return raw(varint()); }
    std::string_view raw(std::uint64_t size) {
        if (size > m_bytes.size() - m_at) {
            m_isBroken = true;
            return {};
        }
        const std::string_view out = m_bytes.substr(m_at, size);
        m_at += size;
        return out;
    }
    /// What was not read yet.
    std::string_view rest() const { return m_bytes.substr(m_at); }
    bool isBroken() const { return m_isBroken; }
    bool isAtEnd() const { return m_at == m_bytes.size(); }

private:
    std::string_view m_bytes;
    std::size_t m_at = 0;
    bool m_isBroken = false;
};

} // namespace foreshock::store
