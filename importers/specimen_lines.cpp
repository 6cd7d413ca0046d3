// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/specimen_lines.h"

#include "importers/text_encoding.h"
#include "model/base/text.h"

namespace foreshock {

std::vector<SpecimenLine> wholeLines(const Specimen& specimen, std::size_t most) {
    std::vector<SpecimenLine> lines;
    std::string_view rest = specimen.head;
    if (rest.starts_with(kUtf8Mark))
        rest.remove_prefix(kUtf8Mark.size());
    for (std::int64_t number = 1; !rest.empty() && lines.size() < most; ++number) {
        const std::size_t end = rest.find('\n');
        if (end == std::string_view::npos && !isWhole(specimen))
            break;
        std::string_view text = rest.substr(0, end);
        rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
        if (text.ends_with('\r'))
            text.remove_suffix(1);
        lines.push_back({number, text});
    }
    return lines;
}

bool isWhole(const Specimen& specimen) {
    constexpr std::size_t kHead = std::size_t{64} << 10;
    return specimen.size == 0 ? specimen.head.size() < kHead : specimen.head.size() >= specimen.size;
}

std::string fileName(const Specimen& specimen) {
    return lowered(specimen.name.substr(specimen.name.find_last_of("/\\") + 1));
}

} // namespace foreshock
