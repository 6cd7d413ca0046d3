// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <iterator>

namespace foreshock {

/// Reads the text and lets a walk see how far the parser has come.
class CountingInput {
public:
    using iterator_category = std::input_iterator_tag;
    using value_type = char;
    using difference_type = std::ptrdiff_t;
    using pointer = const char*;
    using reference = const char&;

    CountingInput(const char* at, const char** seen)
        : m_at(at)
        , m_seen(seen) {}
    reference operator*() const { return *m_at; }
    CountingInput& operator++() {
        *m_seen = ++m_at;
        return *this;
    }
    CountingInput operator++(int) {
        CountingInput before = *this;
        ++*this;
        return before;
    }
    bool operator==(const CountingInput& o) const { return m_at == o.m_at; }
    bool operator!=(const CountingInput& o) const { return m_at != o.m_at; }

private:
    const char* m_at;
    const char** m_seen;
};

} // namespace foreshock
