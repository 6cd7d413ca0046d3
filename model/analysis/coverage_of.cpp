// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/analysis/coverage_of.h"

#include "model/analysis/environment_scope.h"
#include "model/analysis/feed_cover.h"
#include "model/analysis/rank_constants.h"
#include "model/base/text.h"
#include "model/base/time_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace foreshock {
namespace {

constexpr Minute kBlindBefore = 30; ///< rules without data matter from there on

std::string fileName(const std::string& path) {
    const std::size_t cut = path.find_last_of('/');
    return cut == std::string::npos ? path : path.substr(cut + 1);
}

/// The stretch before the alarm in which changes matter most, or what was asked for.
TimeRange lookBack(const Scene& scene, const RankOptions& options, Minute first) {
    const Instant to = scene.grid().at(first);
    const Duration back = options.window.value_or(Duration::ofMinutes(rank_constants::kPriorSpan));
    return {to - back, to};
}

void listGaps(const FeedCover& cover, const Scene& scene, const Wording& words, const char* noun, Coverage& out) {
    constexpr std::size_t kMost = 3;
    for (std::size_t i = 0; i < std::min(cover.between.size(), kMost); ++i) {
        const FeedGap& gap = cover.between[i];
        out.notLookedAt.push_back(
            fmt::format("{} {}: no data between {} and {}", noun,
                        words.span(scene.grid().minuteOf(gap.range.from), scene.grid().minuteOf(gap.range.to)),
                        fileName(gap.before), fileName(gap.after)));
    }
    if (cover.between.size() > kMost)
        out.notLookedAt.push_back(fmt::format("{} more such gaps in {}", cover.between.size() - kMost, noun));
}

/// What could not be read may have told of anything.
void listUnread(const Incident& incident, const char* kind, const char* noun, Coverage& out) {
    constexpr std::size_t kMost = 3;
    const auto rowsText = [](std::int64_t rows) {
        return countText(static_cast<int>(std::min<std::int64_t>(rows, 1'000'000'000)), "row", "rows");
    };
    std::vector<const UnreadRows*> all;
    for (const UnreadRows& u : incident.unread)
        if (u.kind == kind)
            all.push_back(&u);
    std::stable_sort(all.begin(), all.end(), [](const auto* a, const auto* b) { return a->rows > b->rows; });
    std::int64_t more = 0;
    for (std::size_t i = 0; i < all.size(); ++i)
        if (i < kMost)
            out.notLookedAt.push_back(fmt::format("{} of the {} feed ({}) could not be read", rowsText(all[i]->rows),
                                                  noun, fileName(all[i]->source)));
        else
            more += all[i]->rows;
    if (more > 0)
        out.notLookedAt.push_back(fmt::format("{} of other {} feeds could not be read", rowsText(more), noun));
}

/// Feeds that end before the alarm, or say that they begin late.
void lookAtEnds(const Incident& incident, const Scene& scene, const Wording& words, Minute first, Coverage& out) {
    const IncidentGrid& grid = scene.grid();
    for (const FeedCoverage& feed : incident.feeds) {
        if (feed.kind != "changes")
            continue;
        ++out.changeFeeds;
        out.changeFeed = out.changeFeed.hull(feed.range);
        if (!feed.range.isEmpty() && feed.range.to < grid.at(first))
            out.notLookedAt.push_back(fmt::format("changes after {} ({} ends)",
                                                  words.time(grid.minuteOf(feed.range.to)), fileName(feed.source)));
        if (!feed.isAssumed && feed.range.from > grid.at(first - 400) && feed.range.from < grid.at(first))
            out.notLookedAt.push_back(fmt::format("changes before {} ({} begins)",
                                                  words.time(grid.minuteOf(feed.range.from)), fileName(feed.source)));
    }
}

/// "No changes" is said only where a feed speaks; elsewhere there is no change data.
void lookAtSilence(const FeedCover& cover, const Scene& scene, const Wording& words, Coverage& out) {
    const auto span = [&](const TimeRange& r) {
        return words.span(scene.grid().minuteOf(r.from), scene.grid().minuteOf(r.to));
    };
    for (const TimeRange& r : cover.covered)
        out.lookedAt.push_back(fmt::format("no changes {}", span(r)));
    for (const TimeRange& r : cover.open)
        out.notLookedAt.push_back(
            fmt::format("changes {}: no change data; that is not the same as no changes", span(r)));
}

void lookAtElsewhere(const Scene& scene, const Ranking& ranking, Coverage& out) {
    out.changesElsewhere = ranking.elsewhere;
    if (ranking.elsewhere == 0)
        return;
    const EnvironmentScope scope(scene.grid(), scene.graph(), ranking.group);
    std::set<std::string> names;
    for (const GridChange& c : scene.grid().changes)
        if (c.isSuspect && scope.isElsewhere(c.environment))
            names.emplace(environmentKind(c.environment));
    out.notLookedAt.push_back(fmt::format("{} in {}: nothing on the map that they share with what alarmed",
                                          countText(ranking.elsewhere, "change", "changes"),
                                          listText({names.begin(), names.end()})));
}

void lookAtChanges(const Incident& incident, const Scene& scene, const Ranking& ranking, const RankOptions& options,
                   const Wording& words, Coverage& out) {
    const auto& changes = scene.grid().changes;
    const Minute first = ranking.first;
    std::optional<Minute> oldest;
    for (const GridChange& c : changes)
        if (c.isSuspect)
            oldest = std::min(oldest.value_or(c.start), c.start);
    out.changes = static_cast<int>(ranking.changes.size());
    lookAtEnds(incident, scene, words, first, out);
    const TimeRange back = lookBack(scene, options, first);
    const FeedCover cover = feedCover(incident.feeds, "changes", back);
    out.changeFeedGaps = static_cast<int>(cover.between.size());
    listGaps(cover, scene, words, "changes", out);
    listUnread(incident, "changes", "change", out);
    lookAtElsewhere(scene, ranking, out);
    if (changes.empty() && out.changeFeeds == 0) {
        out.notLookedAt.push_back("changes: no change data; that is not the same as no changes");
        return;
    }
    const Minute from = scene.grid().minuteOf(back.from);
    const bool isQuiet = std::none_of(ranking.changes.begin(), ranking.changes.end(), [&](const RankedChange& r) {
        const GridChange& c = scene.change(r.hypothesis.change);
        return c.start <= first && c.end >= from;
    });
    if (isQuiet && out.changeFeeds > 0)
        lookAtSilence(cover, scene, words, out);
    if (changes.empty())
        return;
    std::string text = countText(out.changes, "change", "changes");
    if (out.changeFeeds > 0)
        text += " in " + countText(out.changeFeeds, "feed", "feeds");
    if (oldest)
        text += ", back to " + words.time(*oldest);
    out.lookedAt.push_back(text);
    const auto older = static_cast<int>(
        std::count_if(changes.begin(), changes.end(), [](const GridChange& c) { return !c.isSuspect; }));
    if (older > 0)
        out.notLookedAt.push_back(countText(older, "change", "changes") +
                                  " before the look-back asked for: widen it to have them ranked");

    std::set<int> named;
    for (const GridChange& c : changes)
        named.insert(c.service);
    std::vector<std::string> unnamed;
    for (std::size_t s = 0; s < scene.grid().services.size(); ++s)
        if (!named.count(static_cast<int>(s)))
            unnamed.push_back(words.service(static_cast<int>(s)));
    out.servicesWithoutChangeFeed = static_cast<int>(unnamed.size());
    if (!unnamed.empty())
        out.notLookedAt.push_back(fmt::format("changes of {} ({}): nothing imported names them",
                                              countText(out.servicesWithoutChangeFeed, "service", "services"),
                                              listText(unnamed)));
}

/// A rule without data neither fires nor is calm.
void lookAtBlindRules(const Incident& incident, TimeRange range, Coverage& out) {
    std::set<std::string> names;
    for (const Alarm& a : incident.alarms)
        if (a.state == AlarmState::NoData && a.start <= range.to && (!a.end || *a.end >= range.from))
            names.insert(shown(!a.title.empty() ? a.title : a.id.value));
    if (!names.empty())
        out.notLookedAt.push_back(fmt::format("{} without data then, so not known to be OK: {}",
                                              countText(static_cast<int>(names.size()), "alarm rule", "alarm rules"),
                                              listText({names.begin(), names.end()})));
}

void lookAtAlarms(const Incident& incident, const Scene& scene, const Ranking& ranking, const RankOptions& options,
                  const Wording& words, Coverage& out) {
    TimeRange range = lookBack(scene, options, ranking.first);
    if (!ranking.group.members.empty())
        range.to = std::max(range.to, scene.grid().at(ranking.group.members.back().time));
    const FeedCover cover = feedCover(incident.feeds, "alarms", range);
    out.alarmFeedGaps = static_cast<int>(cover.between.size());
    listGaps(cover, scene, words, "alarms", out);
    listUnread(incident, "alarms", "alarm", out);
    lookAtBlindRules(incident, {scene.grid().at(ranking.first - kBlindBefore), range.to}, out);
    const auto& members = ranking.group.members;
    const auto nameless = static_cast<int>(
        std::count_if(members.begin(), members.end(), [](const auto& m) { return m.alarm >= 0 && m.service < 0; }));
    if (nameless > 0)
        out.notLookedAt.push_back(
            fmt::format("where it alarmed: {} no service", countText(nameless, "alarm names", "alarms name")));
}

void lookAtSeries(const Scene& scene, const Ranking& ranking, const Wording& words, Coverage& out) {
    std::vector<std::string> silent;
    std::set<int> services;
    for (const SeriesKey& key : scene.grid().silent)
        silent.push_back(key.second);
    int looked = 0;
    for (std::size_t k = 0; k < scene.series().size(); ++k) {
        const SceneSeries& s = scene.series()[k];
        if (countPresent(cut(s.y(), ranking.onset - 30, ranking.onset + 15)) >= 5) {
            services.insert(s.service());
            ++looked;
            continue;
        }
        const View y = s.y();
        Minute last = -1;
        for (std::size_t i = 0; i < y.size() && static_cast<double>(i) < ranking.first; ++i)
            if (!std::isnan(y[i]))
                last = static_cast<double>(i);
        silent.push_back(words.metric(static_cast<int>(k)) + (last >= 0 ? " (last " + words.time(last) + ")" : ""));
    }
    out.series = static_cast<int>(scene.series().size() + scene.grid().silent.size());
    out.seriesWithoutDataAtOnset = static_cast<int>(silent.size());
    if (looked > 0)
        out.lookedAt.push_back(fmt::format("{} of {}, {}", countText(looked, "series", "series"),
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

Coverage coverageOf(const Incident& incident, const Scene& scene, const Ranking& ranking, const RankOptions& options,
                    const Wording& words) {
    Coverage out;
    lookAtChanges(incident, scene, ranking, options, words, out);
    lookAtAlarms(incident, scene, ranking, options, words, out);
    lookAtSeries(scene, ranking, words, out);
    lookAtMap(incident, scene, ranking, words, out);
    out.notLookedAt.push_back(
        "log records, but for lines that are new after a change; those are shown and do not count");
    return out;
}

} // namespace foreshock
