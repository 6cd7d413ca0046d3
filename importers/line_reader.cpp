// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/line_reader.h"

#include "model/base/text.h"

namespace foreshock {

LineReader::LineReader(const ReadSettings& settings, RecordSink& sink)
    : m_sink(&sink)
    , m_service(settings.service)
    , m_clock(settings, sink)
    , m_lines(settings.firstLine, settings.firstOffset) {}

Result<void> LineReader::take(std::string_view chunk) {
    if (Result<void> fed = m_lines.feed(chunk); !fed)
        return fed;
    while (const std::optional<Line> next = m_lines.next())
        if (Result<void> handed = hand(*next); !handed)
            return handed;
    return {};
}

Result<void> LineReader::finish() {
    if (const std::optional<Line> last = m_lines.finish())
        if (Result<void> handed = hand(*last); !handed)
            return handed;
    return ended();
}

Result<void> LineReader::hand(const Line& next) {
    if (!next.isTooLong)
        return line(next);
    return m_sink->reject(
        placeOf(next),
        "a line of " + numberText(static_cast<double>(next.length), 12) + " bytes; at most 8 MiB are read", next.text);
}

} // namespace foreshock
