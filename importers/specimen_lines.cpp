// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/specimen_lines.h"

#include "importers/text_encoding.h"
#include "model/base/text.h"

namespace foreshock {
namespace {

enum class Ending { CutOff, Whole };

std::vector<SpecimenLine> linesOf(std::string_view rest, std::int64_t number, Ending ending, std::size_t most) {
    std::vector<SpecimenLine> lines;
    for (; !rest.empty() && lines.size() < most; ++number) {
        const std::size_t end = rest.find('\n');
        if (end == std::string_view::npos && ending == Ending::CutOff)
            break;
        std::string_view text = rest.substr(0, end);
        rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
        if (text.ends_with('\r'))
            text.remove_suffix(1);
        lines.push_back({number, text});
    }
    return lines;
}

/// Whole lines of the file's end: the first one may be cut off, the last one ends with the file.
std::vector<SpecimenLine> lastLines(const Specimen& specimen, std::size_t most) {
    const std::size_t begin = specimen.tail.find('\n');
    return begin == std::string_view::npos ? std::vector<SpecimenLine>()
                                           : linesOf(specimen.tail.substr(begin + 1), 2, Ending::Whole, most);
}

} // namespace

std::vector<SpecimenLine> wholeLines(const Specimen& specimen, std::size_t most) {
    std::string_view head = specimen.head;
    if (head.starts_with(kUtf8Mark))
        head.remove_prefix(kUtf8Mark.size());
    auto lines = linesOf(head, 1, isWhole(specimen) ? Ending::Whole : Ending::CutOff, most);
    return lines.empty() ? lastLines(specimen, most) : lines;
}

bool isWhole(const Specimen& specimen) {
    constexpr std::size_t kHead = std::size_t{64} << 10;
    return specimen.size == 0 ? specimen.head.size() < kHead : specimen.head.size() >= specimen.size;
}

std::string fileName(const Specimen& specimen) {
    return lowered(specimen.name.substr(specimen.name.find_last_of("/\\") + 1));
}

} // namespace foreshock
