// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workflows/selection_stats.h"

#include "model/store/logs/log_reader.h"

#include <algorithm>

namespace foreshock {
namespace {

constexpr int kParts = 1024;

struct Stretch {
    std::optional<double> median;
    double least = 0, most = 0;
};

Result<Stretch> stretch(store::SeriesReader& reader, const SeriesInfo& info, TimeRange range) {
    const auto window = reader.window(info, range, kParts);
    if (!window)
        return window.error();
    std::vector<double> middles;
    Stretch out;
    for (const SeriesSpan& s : window->spans) {
        if (!range.contains(s.range.from))
            continue; // windows reach a little beyond their range
        out.least = middles.empty() ? s.least : std::min(out.least, s.least);
        out.most = middles.empty() ? s.most : std::max(out.most, s.most);
        middles.push_back(s.first + (s.last - s.first) / 2);
    }
    if (middles.empty())
        return out;
    const auto middle = middles.begin() + static_cast<std::ptrdiff_t>(middles.size() / 2);
    std::nth_element(middles.begin(), middle, middles.end());
    out.median = *middle;
    if (middles.size() % 2 == 0)
        out.median = (*out.median + *std::max_element(middles.begin(), middle)) / 2;
    return out;
}

Error stopped() {
    return {ErrorCode::Cancelled, "stopped", "", ""};
}

} // namespace

Result<SelectionStats> selectionStats(const IncidentSession& session, store::SeriesReader& reader,
                                      const std::vector<SeriesInfo>& series, TimeRange range, std::stop_token stop) {
    SelectionStats out;
    out.range = range;
    const Duration length = range.length();
    const TimeRange before{range.from - length, range.from}, after{range.to, range.to + length};
    for (const SeriesInfo& info : series) {
        if (stop.stop_requested())
            return stopped();
        const auto a = stretch(reader, info, before), b = stretch(reader, info, range),
                   c = stretch(reader, info, after);
        for (const auto* part : {&a, &b, &c})
            if (!*part)
                return part->error();
        out.series.push_back({info.id, a->median, b->median, c->median, b->least, b->most});
    }
    auto logs = store::LogResult::open(session.database(), session.gate(), LogQuery{}, range);
    if (!logs)
        return logs.error();
    const auto counted = logs->tally(
        Duration::seconds(1),
        [&](Instant, LogLevel level, const std::string&, std::int64_t n) {
            out.levels[static_cast<std::size_t>(level)] += n;
        },
        stop);
    if (!counted)
        return counted.error();
    return out;
}

} // namespace foreshock
