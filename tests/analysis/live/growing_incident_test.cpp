// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
// What is carried on must be what all data at once give: to the last bit, for nothing is approximated.
#include "model/analysis/change_points.h"
#include "model/analysis/live/growing_incident.h"
#include "model/analysis/rank_changes.h"
#include "model/analysis/series_grid.h"
#include "tests/analysis/answer_text.h"
#include "tests/analysis/synthetic.h"

#include <catch2/catch.hpp>

#include <random>

using namespace foreshock;

namespace {

/// The same bits, so that one gap equals another.
bool isSame(const Values& a, const Values& b) {
    return a.size() == b.size() && std::equal(a.begin(), a.end(), b.begin(), [](double x, double y) {
               return x == y || (std::isnan(x) && std::isnan(y));
           });
}

void checkSame(const Answer& grown, const Answer& full) {
    CHECK(test::answerText(grown, 1'000) == test::answerText(full, 1'000));
    CHECK(grown.headline == full.headline);
    CHECK(grown.verdict == full.verdict);
    CHECK(grown.alarms == full.alarms);
    CHECK(grown.onset == full.onset);
    CHECK(grown.window == full.window);
    CHECK(grown.noneProbability == full.noneProbability);
    CHECK(grown.coverage.lookedAt == full.coverage.lookedAt);
    CHECK(grown.coverage.notLookedAt == full.coverage.notLookedAt);
    REQUIRE(grown.suspects.size() == full.suspects.size());
    for (std::size_t i = 0; i < full.suspects.size(); ++i) {
        const Suspect& a = grown.suspects[i];
        const Suspect& b = full.suspects[i];
        CHECK(a.change == b.change);
        CHECK(a.probability == b.probability);
        REQUIRE(a.evidence.size() == b.evidence.size());
        for (std::size_t k = 0; k < b.evidence.size(); ++k) {
            CHECK(a.evidence[k].text == b.evidence[k].text);
            CHECK(a.evidence[k].weight == b.evidence[k].weight);
        }
    }
}

void checkSame(const std::vector<ChangePoint>& grown, const std::vector<ChangePoint>& full) {
    REQUIRE(grown.size() == full.size());
    for (std::size_t i = 0; i < full.size(); ++i) {
        CHECK(grown[i].index == full[i].index);
        CHECK(grown[i].time == full[i].time);
        CHECK(grown[i].gain == full[i].gain);
        CHECK(grown[i].lo == full[i].lo);
        CHECK(grown[i].hi == full[i].hi);
        CHECK(grown[i].type == full[i].type);
    }
}

/// An incident with all that happens from a time on taken out.
struct Split {
    Incident before;
    std::vector<Change> changes;
    std::vector<Alarm> alarms;
    std::vector<std::pair<SeriesId, Sample>> samples; ///< by time
};

Split splitAt(const Incident& whole, Instant cut) {
    Split out;
    out.before = whole;
    std::erase_if(out.before.changes, [&](const Change& c) { return c.start >= cut; });
    std::erase_if(out.before.alarms, [&](const Alarm& a) { return a.start >= cut; });
    std::copy_if(whole.changes.begin(), whole.changes.end(), std::back_inserter(out.changes),
                 [&](const Change& c) { return c.start >= cut; });
    std::copy_if(whole.alarms.begin(), whole.alarms.end(), std::back_inserter(out.alarms),
                 [&](const Alarm& a) { return a.start >= cut; });
    for (SeriesData& s : out.before.series) {
        for (const Sample& sample : s.samples)
            if (sample.time >= cut)
                out.samples.emplace_back(s.info.id, sample);
        std::erase_if(s.samples, [&](const Sample& sample) { return sample.time >= cut; });
    }
    std::stable_sort(out.samples.begin(), out.samples.end(),
                     [](const auto& a, const auto& b) { return a.second.time < b.second.time; });
    return out;
}

} // namespace

TEST_CASE("growing incident: a series is carried on as it would be put on minutes anew", "[analysis]") {
    std::mt19937 random(7);
    const auto below = [&](int n) { return static_cast<int>(random() % static_cast<unsigned>(n)); };
    const Instant start{Duration::minutes(26'000'000).ns};
    for (int round = 0; round < 200; ++round) {
        SeriesMinutes grown;
        std::vector<Sample> all;
        // Seconds between samples; some series change their step, some have none.
        int step = std::vector<int>{1, 15, 60, 61, 90, 300, 3'600}[static_cast<std::size_t>(below(7))];
        Instant next = start + Duration::seconds(below(7'200) - 5'400);
        int minutes = 1 + below(120);
        for (int turn = 0; turn < 30; ++turn) {
            for (int i = below(2) == 0 ? 0 : below(200 / (1 + step / 10) + 3); i > 0; --i) {
                all.push_back({next, below(9) == 0 ? std::nan("") : below(1'000) / 7.0});
                next += Duration::seconds(below(8) == 0 ? step * (1 + below(40)) : below(20) == 0 ? 0 : step);
            }
            if (below(15) == 0)
                step = 1 + below(600);
            if (below(10) == 0 && !all.empty()) { // one that comes late
                const auto at = all.begin() + below(static_cast<int>(all.size()));
                all.insert(at, {at->time, 5});
                grown.forget();
            }
            minutes += below(4) == 0 ? below(90) : 1;
            const Instant from = below(25) == 0 ? start - Duration::minutes(below(30)) : start;
            INFO("round " << round << ", turn " << turn << ", " << all.size() << " samples, step " << step);
            const Values& y = grown.on(all, from, minutes);
            const Values anew = onMinutes(all, from, minutes);
            REQUIRE(isSame(y, anew));
        }
    }
}

TEST_CASE("growing incident: minute by minute it answers what all data at once answer", "[analysis]") {
    for (std::uint64_t seed = 1; seed <= 3; ++seed) {
        const Incident whole = test::syntheticIncident({20, 12, 500}, seed);
        REQUIRE_FALSE(whole.alarms.empty());
        // From shortly before the first alarm on, so that alarms, changes and whole waves come in while we look.
        const Instant cut = whole.alarms.front().start - Duration::minutes(40);
        Split split = splitAt(whole, cut);
        GrowingIncident growing(std::move(split.before));
        std::mt19937 random(static_cast<unsigned>(seed));
        RankOptions options;
        std::size_t sample = 0;
        int asked = 0;
        for (Instant now = cut; sample < split.samples.size(); now += Duration::minutes(1)) {
            std::map<SeriesId, std::vector<Sample>> arrived;
            for (; sample < split.samples.size() && split.samples[sample].second.time < now; ++sample)
                arrived[split.samples[sample].first].push_back(split.samples[sample].second);
            for (auto& [series, samples] : arrived) {
                std::shuffle(samples.begin(), samples.end(), random);
                REQUIRE(growing.add(series, samples));
            }
            if (!arrived.empty() && random() % 10 == 0) // a repeated sample, from long before
                REQUIRE(growing.add(arrived.begin()->first, whole.series.front().samples));
            std::erase_if(split.changes, [&](const Change& c) {
                if (c.start >= now)
                    return false;
                growing.add(c);
                return true;
            });
            std::erase_if(split.alarms, [&](const Alarm& a) {
                if (a.start >= now)
                    return false;
                growing.add(a);
                return true;
            });
            if (random() % 3 != 0)
                continue;
            INFO("seed " << seed << ", minute " << (now - cut).inMinutes());
            const auto grown = growing.rank(options);
            const auto full = rankChanges(growing.incident(), options);
            REQUIRE(grown);
            REQUIRE(full);
            checkSame(*grown, *full);
            const SeriesData& one = growing.incident().series[random() % growing.incident().series.size()];
            const auto points = growing.changePoints(one.info.id);
            const auto anew = changePoints(one.samples);
            REQUIRE(points);
            REQUIRE(anew);
            checkSame(*points, *anew);
            ++asked;
        }
        CHECK(asked > 15);
    }
}

TEST_CASE("growing incident: unknown series, series without samples, and a stop", "[analysis]") {
    GrowingIncident growing(Incident{});
    CHECK_FALSE(growing.add(SeriesId(7), std::vector<Sample>{{Instant{}, 1}}));
    REQUIRE(growing.changePoints(SeriesId(7)));
    CHECK(growing.changePoints(SeriesId(7))->empty());
    SeriesData series;
    series.info.id = SeriesId(7);
    series.info.service = ServiceId("web");
    series.info.metric = "errors";
    growing.add(series);
    Alarm alarm;
    alarm.id = AlarmId("a");
    alarm.service = ServiceId("web");
    alarm.start = Instant{Duration::hours(5).ns};
    growing.add(alarm);
    REQUIRE(growing.rank({}));
    CHECK(growing.rank({})->alarms == std::vector<AlarmId>{AlarmId("a")});
    std::vector<Sample> samples;
    for (int m = 0; m < 400; ++m)
        samples.push_back({Instant{Duration::minutes(m).ns}, m < 300 ? m % 7 : 50.0 + m % 7});
    REQUIRE(growing.add(SeriesId(7), samples));

    std::stop_source stopped;
    stopped.request_stop();
    CHECK_FALSE(growing.rank({}, stopped.get_token()));
    CHECK_FALSE(growing.changePoints(SeriesId(7), stopped.get_token()));
    REQUIRE(growing.rank({}));
    checkSame(*growing.rank({}), *rankChanges(growing.incident(), RankOptions{}));
    CHECK(growing.changePoints(SeriesId(7))->size() == 1);
}
