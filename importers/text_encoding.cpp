// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/text_encoding.h"

#include <algorithm>

namespace foreshock {
namespace {

/// Bytes of the well-formed UTF-8 character at the front (Unicode standard, table 3-7); 0: there is none.
std::size_t characterLength(std::string_view text) {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(i < text.size() ? text[i] : 0); };
    const unsigned char lead = byte(0);
    if (lead < 0x80)
        return 1;
    const std::size_t length = lead >= 0xC2 && lead <= 0xDF   ? 2
                               : (lead & 0xF0) == 0xE0        ? 3
                               : lead >= 0xF0 && lead <= 0xF4 ? 4
                                                              : 0;
    if (length == 0 || text.size() < length)
        return 0;
    for (std::size_t i = 1; i < length; ++i)
        if ((byte(i) & 0xC0) != 0x80)
            return 0;
    const unsigned char second = byte(1);
    const bool isOverlong = (lead == 0xE0 && second < 0xA0) || (lead == 0xF0 && second < 0x90);
    const bool isOutside = (lead == 0xED && second > 0x9F) || (lead == 0xF4 && second > 0x8F);
    return isOverlong || isOutside ? 0 : length;
}

} // namespace

bool looksLikeUtf16(std::string_view start) {
    if (start.starts_with("\xFF\xFE") || start.starts_with("\xFE\xFF"))
        return true;
    if (start.size() < 4)
        return false;
    const bool isLittle = start[0] != 0 && start[1] == 0 && start[2] != 0 && start[3] == 0;
    const bool isBig = start[0] == 0 && start[1] != 0 && start[2] == 0 && start[3] != 0;
    return isLittle || isBig;
}

Error utf16Error() {
    return {ErrorCode::Format,
            "this is UTF-16 text, and UTF-8 is needed",
            {},
            "Convert it first: iconv -f UTF-16 -t UTF-8 FILE > FILE.utf8"};
}

bool looksBinary(std::string_view bytes) {
    using namespace std::string_view_literals;
    // Containers may hold plain text: only their beginnings tell. A tar header has its mark at byte 257.
    if (bytes.starts_with("SQLite format 3\0"sv) || bytes.starts_with("PK\3\4") ||
        bytes.substr(std::min<std::size_t>(bytes.size(), 257)).starts_with("ustar"))
        return true;
    const auto isControl = [](char c) {
        return static_cast<unsigned char>(c) < 0x20 && c != '\t' && c != '\n' && c != '\r' && c != '\x1B' && c != '\f';
    };
    // A power cut leaves logs with stretches of NUL: each counts once.
    std::size_t controls = 0;
    for (std::size_t i = 0; i < bytes.size(); ++i)
        controls += isControl(bytes[i]) && (bytes[i] != '\0' || i == 0 || bytes[i - 1] != '\0') ? 1 : 0;
    return controls * 20 > bytes.size();
}

std::string repairedUtf8(std::string_view bytes, std::string_view replacement) {
    std::string out;
    out.reserve(bytes.size() + 16);
    while (!bytes.empty()) {
        const std::size_t length = characterLength(bytes);
        if (length == 0) {
            out += replacement;
            bytes.remove_prefix(1);
        } else {
            out += bytes.substr(0, length);
            bytes.remove_prefix(length);
        }
    }
    return out;
}

} // namespace foreshock
