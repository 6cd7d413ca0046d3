// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/analysis/feed_cover.h"

#include <algorithm>
#include <tuple>

namespace foreshock {

FeedCover feedCover(const std::vector<FeedCoverage>& feeds, std::string_view kind, TimeRange range) {
    std::vector<const FeedCoverage*> own;
    for (const FeedCoverage& feed : feeds)
        if (feed.kind == kind && !(feed.range.to < feed.range.from))
            own.push_back(&feed);
    std::sort(own.begin(), own.end(), [](const FeedCoverage* a, const FeedCoverage* b) {
        return std::tie(a->range.from, a->range.to, a->source) < std::tie(b->range.from, b->range.to, b->source);
    });
    FeedCover out;
    Instant done = range.from;
    const FeedCoverage* last = nullptr; // reaches furthest so far
    for (const FeedCoverage* feed : own) {
        const Instant from = std::clamp(feed->range.from, range.from, range.to);
        const Instant to = std::clamp(feed->range.to, range.from, range.to);
        if (done < from) {
            out.open.push_back({done, from});
            if (last && feed->range.from < range.to)
                out.between.push_back({{done, from}, last->source, feed->source});
        }
        if (std::max(done, from) < to) {
            if (!out.covered.empty() && out.covered.back().to == std::max(done, from))
                out.covered.back().to = to;
            else
                out.covered.push_back({std::max(done, from), to});
        }
        done = std::max(done, to);
        if (!last || last->range.to < feed->range.to)
            last = feed;
    }
    if (done < range.to)
        out.open.push_back({done, range.to});
    return out;
}

} // namespace foreshock
