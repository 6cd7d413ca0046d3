// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workflows/baseline.h"

#include <algorithm>

namespace foreshock {

Duration daysBefore(Instant at, int days, const Zone& zone) {
    const Duration plain = Duration::hours(24) * days;
    return plain - (zone.offsetAt(at) - zone.offsetAt(at - plain));
}

SeriesWindow movedBy(SeriesWindow window, Duration by) {
    const auto move = [&](TimeRange& range) { range = {range.from + by, range.to + by}; };
    move(window.range);
    for (SeriesSpan& span : window.spans)
        move(span.range);
    for (TimeRange& gap : window.gaps)
        move(gap);
    return window;
}

Result<BaselineBand> baselineBand(store::SeriesReader& reader, const SeriesInfo& info, TimeRange range,
                                  const Zone& zone, std::stop_token stop) {
    BaselineBand out;
    out.series = info.id;
    if (range.isEmpty() || range.length() > Duration::hours(72))
        return out;
    const Duration part = range.length() / kBaselineParts;
    if (part.ns <= 0)
        return out;
    std::vector<BaselineBand::Part> parts(kBaselineParts);
    for (int day = 1; day <= kBaselineDays; ++day) {
        if (stop.stop_requested())
            return Error{ErrorCode::Cancelled, "stopped", "", ""};
        const Duration back = daysBefore(range.from + range.length() / 2, day, zone);
        const auto window = reader.window(info, {range.from - back, range.to - back}, kBaselineParts);
        if (!window)
            return window.error();
        bool hasAny = false;
        for (const SeriesSpan& span : window->spans) {
            // A coarse span fills every part that it reaches over.
            const std::int64_t first = (span.range.from + back - range.from).ns / part.ns,
                               last = (span.range.to + back - range.from).ns / part.ns;
            for (std::int64_t i = std::max<std::int64_t>(0, first); i <= last && i < kBaselineParts; ++i) {
                BaselineBand::Part& p = parts[static_cast<std::size_t>(i)];
                p.least = p.days == 0 ? span.least : std::min(p.least, span.least);
                p.most = p.days == 0 ? span.most : std::max(p.most, span.most);
                p.days = std::max(p.days, out.days + 1);
                hasAny = true;
            }
        }
        out.days += hasAny ? 1 : 0;
    }
    for (int i = 0; i < kBaselineParts; ++i) {
        BaselineBand::Part& p = parts[static_cast<std::size_t>(i)];
        p.range = {range.from + part * i, range.from + part * (i + 1)};
        if (p.days > 0)
            out.parts.push_back(p);
    }
    constexpr std::size_t kFewest = kBaselineParts / 20; // stray samples make no band
    if (out.parts.size() < kFewest)
        out.parts.clear();
    return out;
}

} // namespace foreshock
