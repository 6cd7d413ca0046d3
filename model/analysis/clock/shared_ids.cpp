// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/analysis/clock/shared_ids.h"

#include "model/base/text.h"

#include <cstddef>

namespace foreshock {
namespace {

bool isWordByte(char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' || c == '_';
}

} // namespace

void eachSharedId(std::string_view text, const std::function<void(std::uint64_t)>& visit) {
    for (std::size_t i = 0; i < text.size();) {
        if (!isWordByte(text[i])) {
            ++i;
            continue;
        }
        std::size_t end = i;
        int digits = 0, letters = 0;
        bool isHex = true;
        for (; end < text.size() && isWordByte(text[end]); ++end) {
            const char c = text[end];
            digits += c >= '0' && c <= '9';
            letters += (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
            isHex = isHex && ((c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F') || c == '-');
        }
        if (isHex && digits + letters >= 16 && digits > 0 && letters > 0 && end - i <= 64)
            visit(hash64(text.substr(i, end - i)));
        i = end;
    }
}

} // namespace foreshock
