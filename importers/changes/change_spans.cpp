// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/changes/change_spans.h"

#include <algorithm>

namespace foreshock {

Result<void> ChangeSpans::add(const std::string& operation, Change change, RecordDesk& desk) {
    const auto [known, isNew] =
        operation.empty() ? std::pair{m_byName.end(), true} : m_byName.emplace(operation, m_spans.size());
    if (isNew) {
        m_spans.push_back({std::move(change), desk.place()});
        return {};
    }
    Change& span = m_spans[known->second].change;
    const Instant last = std::max(span.endOrStart(), change.endOrStart());
    span.start = std::min(span.start, change.start);
    if (last > span.start)
        span.end = last;
    for (Detail& detail : change.details) {
        const auto same = std::find_if(span.details.begin(), span.details.end(),
                                       [&](const Detail& d) { return d.name == detail.name; });
        if (same == span.details.end())
            span.details.push_back(std::move(detail));
        else if (!detail.value.empty())
            same->value = std::move(detail.value); // the later record knows how it went
    }
    return desk.joined();
}

Result<void> ChangeSpans::handOver(RecordDesk& desk) {
    for (Span& span : m_spans) {
        desk.open(span.place, {});
        if (Result<void> done = desk.change(std::move(span.change)); !done)
            return done;
    }
    m_spans.clear();
    return {};
}

} // namespace foreshock
