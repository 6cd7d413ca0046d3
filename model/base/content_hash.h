// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <string>
#include <string_view>

struct XXH3_state_s;

namespace foreshock {

/// XXH3-128 over bytes that come in pieces: tells whether a file is one that we know. Not for secrets.
class ContentHash {
public:
    ContentHash();
    ~ContentHash();
    void add(std::string_view bytes);
    /// 32 hex digits of what was added so far.
    std::string hex() const;

private:
    struct Free {
        void operator()(XXH3_state_s* state) const;
    };
    std::unique_ptr<XXH3_state_s, Free> m_state;
};

} // namespace foreshock
