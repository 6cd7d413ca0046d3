// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/analysis/coverage_of.h"

#include "model/base/text.h"
#include "model/base/time_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace foreshock {
namespace {

std::string fileName(const std::string& path) {
    const std::size_t cut = path.find_last_of('/');
    return cut == std::string::npos ? path : path.substr(cut + 1);
}

void lookAtChanges(const Incident& incident, const Scene& scene, const Wording& words, Minute first, Coverage& out) {
    const auto& changes = scene.grid().changes;
    std::optional<Minute> oldest;
    for (const GridChange& c : changes)
        if (c.isSuspect) {
            ++out.changes;
            oldest = std::min(oldest.value_or(c.start), c.start);
        }
    for (const FeedCoverage& feed : incident.feeds)
        if (feed.kind == "changes") {
            ++out.changeFeeds;
            out.changeFeed = out.changeFeed.hull(feed.range);
            if (!feed.range.isEmpty() && feed.range.to < scene.grid().at(first))
                out.notLookedAt.push_back(fmt::format("changes after {} ({} ends)",
                                                      words.time(scene.grid().minuteOf(feed.range.to)),
                                                      fileName(feed.source)));
            if (!feed.isAssumed && feed.range.from > scene.grid().at(first - 400) &&
                feed.range.from < scene.grid().at(first))
                out.notLookedAt.push_back(fmt::format("changes before {} ({} begins)",
                                                      words.time(scene.grid().minuteOf(feed.range.from)),
                                                      fileName(feed.source)));
        }
    if (changes.empty()) {
        out.notLookedAt.push_back("changes: no change data; that is not the same as no changes");
        return;
    }
    std::string text = countText(out.changes, "change", "changes");
    if (out.changeFeeds > 0)
        text += " in " + countText(out.changeFeeds, "feed", "feeds");
    if (oldest)
        text += ", back to " + words.time(*oldest);
    out.lookedAt.push_back(text);
    if (const auto older = static_cast<int>(changes.size()) - out.changes; older > 0)
        out.notLookedAt.push_back(countText(older, "change", "changes") + " before the look-back asked for");

    std::set<int> named;
    for (const GridChange& c : changes)
        named.insert(c.service);
    std::vector<std::string> unnamed;
    for (std::size_t s = 0; s < scene.grid().services.size(); ++s)
        if (!named.count(static_cast<int>(s)))
            unnamed.push_back(words.service(static_cast<int>(s)));
    if (!unnamed.empty())
        out.notLookedAt.push_back(fmt::format("changes of {} ({}): nothing imported names them",
                                              countText(static_cast<int>(unnamed.size()), "service", "services"),
                                              listText(unnamed)));
}

void lookAtSeries(const Scene& scene, const Ranking& ranking, const Wording& words, Coverage& out) {
    std::vector<std::string> silent;
    std::set<int> services;
    for (const SeriesKey& key : scene.grid().silent)
        silent.push_back(key.second);
    for (std::size_t k = 0; k < scene.series().size(); ++k) {
        const SceneSeries& s = scene.series()[k];
        services.insert(s.service());
        if (countPresent(cut(s.y(), ranking.onset - 30, ranking.onset + 15)) >= 5)
            continue;
        const View y = s.y();
        Minute last = -1;
        for (std::size_t i = 0; i < y.size() && static_cast<double>(i) < ranking.first; ++i)
            if (!std::isnan(y[i]))
                last = static_cast<double>(i);
        silent.push_back(words.metric(static_cast<int>(k)) + (last >= 0 ? " (last " + words.time(last) + ")" : ""));
    }
    out.series = static_cast<int>(scene.series().size() + scene.grid().silent.size());
    out.seriesWithoutDataAtOnset = static_cast<int>(silent.size());
    if (!scene.series().empty())
        out.lookedAt.push_back(fmt::format("{} of {}, {}",
                                           countText(static_cast<int>(scene.series().size()), "series", "series"),
                                           countText(static_cast<int>(services.size()), "service", "services"),
                                           words.span(0, scene.grid().minutes - 1)));
    if (out.series == 0)
        out.notLookedAt.push_back("metrics: none imported");
    else if (!silent.empty())
        out.notLookedAt.push_back(fmt::format("{} without samples around the onset: {}",
                                              countText(out.seriesWithoutDataAtOnset, "series", "series"),
                                              listText(silent)));
    std::vector<std::string> bare;
    for (const int s : ranking.group.services())
        if (scene.seriesOf(s).empty())
            bare.push_back(words.service(s));
    if (!bare.empty() && out.series > 0)
        out.notLookedAt.push_back("metrics of alarmed services without any: " + listText(bare));
}

void lookAtMap(const Incident& incident, const Scene& scene, const Ranking& ranking, const Wording& words,
               Coverage& out) {
    out.services = static_cast<int>(scene.grid().services.size());
    out.edges = static_cast<int>(incident.dependencies.size());
    out.unconfirmedEdges = static_cast<int>(std::count_if(incident.dependencies.begin(), incident.dependencies.end(),
                                                          [](const Dependency& d) { return !d.isConfirmed; }));
    if (out.edges == 0) {
        out.notLookedAt.push_back("map: none, so which alarms a change reaches is not judged");
        return;
    }
    std::string text = fmt::format("map of {}, {}", countText(out.services, "service", "services"),
                                   countText(out.edges, "edge", "edges"));
    if (out.unconfirmedEdges > 0)
        text += fmt::format(" ({} unconfirmed)", out.unconfirmedEdges);
    out.lookedAt.push_back(text);
    std::vector<std::string> off;
    for (const int s : ranking.group.services())
        if (scene.graph().callees(s).empty() && scene.graph().callers(s).empty())
            off.push_back(words.service(s));
    if (!off.empty())
        out.notLookedAt.push_back("paths to alarms on services without an edge on the map: " + listText(off));
}

} // namespace

Coverage coverageOf(const Incident& incident, const Scene& scene, const Ranking& ranking, const Wording& words) {
    Coverage out;
    lookAtChanges(incident, scene, words, ranking.first, out);
    lookAtSeries(scene, ranking, words, out);
    lookAtMap(incident, scene, ranking, words, out);
    out.notLookedAt.push_back("log records (this ranking does not read them)");
    return out;
}

} // namespace foreshock
