// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/domain/named_range.h"

#include "model/base/text.h"
#include "model/base/time_text.h"

namespace foreshock {

Note noteOf(const NamedRange& range) {
    return {range.range.from, ServiceId(), "range",
            range.name + " [" + rfc3339(range.range.from) + "/" + rfc3339(range.range.to) + "]", ""};
}

std::optional<NamedRange> namedRange(const Note& note) {
    if (note.kind != "range")
        return std::nullopt;
    const std::string_view text = trimmed(note.text);
    const std::size_t open = text.rfind('['), slash = text.find('/', open == std::string_view::npos ? 0 : open);
    if (open == std::string_view::npos || slash == std::string_view::npos || !text.ends_with(']'))
        return std::nullopt;
    const auto from = parseTime(text.substr(open + 1, slash - open - 1)),
               to = parseTime(text.substr(slash + 1, text.size() - slash - 2));
    if (!from || !to || !from->hasOffset || !to->hasOffset || !(from->instant < to->instant))
        return std::nullopt;
    return NamedRange{std::string(trimmed(text.substr(0, open))),
                      {note.time, note.time + (to->instant - from->instant)}};
}

std::vector<NamedRange> namedRanges(const std::vector<Note>& notes) {
    std::vector<NamedRange> out;
    for (const Note& note : notes)
        if (auto range = namedRange(note))
            out.push_back(std::move(*range));
    return out;
}

std::string wordsOf(const Note& note) {
    const auto range = namedRange(note);
    return range ? range->name : note.text;
}

} // namespace foreshock
