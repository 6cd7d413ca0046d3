// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/analysis/rate_change.h"
#include "model/analysis/template_changes.h"

#include <catch2/catch.hpp>

#include <cmath>
#include <map>
#include <random>

using namespace foreshock;

namespace {

const Instant kAt{1'606'300'000'000'000'000};

/// Counts a minute of one template of a service, from so many minutes before to the same after.
struct Drawn {
    std::uint32_t id;
    const char* service;
    std::vector<int> before, after;
};

void put(TemplateLog& log, const Drawn& d, Instant from, const std::vector<int>& counts) {
    TemplateCounts c;
    c.templateId = d.id;
    c.service = ServiceId(d.service);
    for (std::size_t i = 0; i < counts.size(); ++i)
        if (counts[i] > 0) {
            const Instant minute = from + Duration::minutes(static_cast<std::int64_t>(i));
            c.minutes.push_back({minute, counts[i]});
            c.first = c.count == 0 ? minute : c.first;
            c.last = minute;
            c.count += counts[i];
        }
    if (c.count == 0)
        return;
    LogTemplate t;
    t.id = d.id;
    t.pattern = "template " + std::to_string(d.id);
    t.count = c.count;
    t.first = c.first;
    t.last = c.last;
    log.templates.push_back(t);
    log.counts.push_back(c);
}

std::vector<TemplateChange> changesOf(const std::vector<Drawn>& all, const std::vector<Drawn>& past = {}) {
    TemplateHistory h;
    h.at = kAt;
    h.window = Duration::hours(1);
    for (const Drawn& d : all) {
        put(h.before, d, kAt - h.window, d.before);
        put(h.after, d, kAt, d.after);
    }
    for (const Drawn& d : past)
        put(h.past, d, kAt - Duration::hours(5), d.before);
    return templateChanges(h);
}

std::vector<int> steady(int n, int minutes = 60) {
    return std::vector<int>(static_cast<std::size_t>(minutes), n);
}

/// The slow obvious twin: binomial tails added up.
double slowP(int before, int after, double share) {
    const int n = before + after;
    const auto at = [&](int k) {
        return std::exp(std::lgamma(n + 1) - std::lgamma(k + 1) - std::lgamma(n - k + 1) + k * std::log(share) +
                        (n - k) * std::log1p(-share));
    };
    double more = 0, fewer = 0;
    for (int k = after; k <= n; ++k)
        more += at(k);
    for (int k = 0; k <= after; ++k)
        fewer += at(k);
    return std::min(1.0, 2 * std::min(more, fewer));
}

} // namespace

TEST_CASE("template changes: new, gone, surging and fading are told with their numbers", "[analysis]") {
    const auto changes = changesOf({{1, "a", steady(10), steady(10)},
                                    {2, "a", steady(0), steady(3)},
                                    {3, "a", steady(5), steady(0)},
                                    {4, "a", steady(2), steady(20)},
                                    {5, "b", steady(30), steady(3)}});
    REQUIRE(changes.size() == 5);
    std::map<std::uint32_t, TemplateChange> by;
    for (const TemplateChange& c : changes)
        by[c.templateId] = c;
    CHECK_FALSE(by[1].isSure);
    CHECK(by[2].isSure);
    CHECK(by[2].kind == TemplateChangeKind::New);
    CHECK(by[2].after == 180);
    CHECK(by[2].first == kAt);
    CHECK(by[3].isSure);
    CHECK(by[3].kind == TemplateChangeKind::Gone);
    CHECK(by[3].before == 300);
    CHECK(by[4].isSure);
    CHECK(by[4].kind == TemplateChangeKind::Surging);
    CHECK(by[4].ratio == Approx(1200.5 / 120.5).epsilon(.02));
    CHECK(by[5].kind == TemplateChangeKind::Fading);
    CHECK(changes.back().templateId == 1);
}

TEST_CASE("template changes: what was logged long before is not new, only back", "[analysis]") {
    const auto changes =
        changesOf({{1, "a", steady(10), steady(10)}, {2, "a", steady(0), steady(3)}}, {{2, "a", steady(1), {}}});
    REQUIRE(changes.front().templateId == 2);
    CHECK(changes.front().kind == TemplateChangeKind::Surging);
}

TEST_CASE("template changes: a service that was not recorded before has no new lines", "[analysis]") {
    CHECK(changesOf({{1, "a", steady(10), steady(10)}, {2, "late", steady(0), steady(30)}}).size() == 1);
}

TEST_CASE("template changes: one line more is too rare to tell", "[analysis]") {
    auto after = steady(0);
    after[30] = 1;
    const auto changes = changesOf({{1, "a", steady(10), steady(10)}, {2, "a", steady(0), after}});
    REQUIRE(changes.size() == 2);
    CHECK_FALSE(changes[0].isSure);
    CHECK_FALSE(changes[1].isSure);
}

TEST_CASE("template changes: bursts that come and go anyhow are no change", "[analysis]") {
    // Bursts of 50 lines in one minute of ten, at random, the same before and after: at most 5 % false discoveries, in
    // rounds of forty templates.
    std::mt19937 random(7);
    int wrong = 0, rounds = 60;
    for (int round = 0; round < rounds; ++round) {
        std::vector<Drawn> all;
        for (std::uint32_t id = 1; id <= 40; ++id) {
            Drawn d{id, "a", steady(0), steady(0)};
            for (auto* side : {&d.before, &d.after})
                for (int& n : *side)
                    n = random() % 10 == 0 ? 50 : 1;
            all.push_back(d);
        }
        for (const TemplateChange& c : changesOf(all))
            if (c.isSure) {
                ++wrong;
                break;
            }
    }
    CHECK(wrong <= rounds / 10);
}

TEST_CASE("rate change: it is the binomial tail, whatever the counts", "[analysis]") {
    for (const auto& [before, after] : {std::pair{0, 1}, {1, 0}, {3, 9}, {9, 3}, {0, 20}, {50, 60}, {400, 500}}) {
        INFO(before << " " << after);
        CHECK(rateChangeP(before, 60, after, 60) == Approx(slowP(before, after, .5)).epsilon(1e-9));
        CHECK(rateChangeP(before, 90, after, 30) == Approx(slowP(before, after, .25)).epsilon(1e-9));
    }
    CHECK(rateChangeP(1e6, 60, 1e6, 60) == Approx(1).epsilon(.01));
    CHECK(rateChangeP(1e6, 60, 1.1e6, 60) < 1e-100);
    CHECK(rateChangeP(0, 60, 0, 60) == 1);
}

TEST_CASE("false discovery rates: the textbook's example", "[analysis]") {
    // Benjamini and Hochberg 1995, section 4.2: four are called at 5 %.
    const std::vector<double> p = {.0001, .0004, .0019, .0095, .0201, .0278, .0298, .0344,
                                   .0459, .3240, .4262, .5719, .6528, .7590, 1.000};
    const auto q = falseDiscoveryRates(p);
    CHECK(std::count_if(q.begin(), q.end(), [](double one) { return one <= .05; }) == 4);
    CHECK(q[0] == Approx(.0015));
    CHECK(std::is_sorted(q.begin(), q.end()));
}

TEST_CASE("template evidence: it names the line, how often and from when, and decides nothing", "[analysis]") {
    auto changes =
        changesOf({{1, "a", steady(10), steady(10)}, {2, "a", steady(0), steady(3)}, {3, "b", steady(1), steady(9)}});
    const auto rows = templateEvidence(changes, ServiceId("a"), Zone());
    REQUIRE(rows.size() == 1);
    CHECK(rows[0].text == "new log line on a after it: \"template 2\", 180 times from 10:26:40 UTC");
    CHECK(rows[0].kind == EvidenceKind::LogTemplate);
    CHECK(rows[0].state == EvidenceState::DoesNotDecide);
    CHECK(rows[0].weight == 0);
    CHECK(templateEvidence(changes, ServiceId("none"), Zone()).empty());
}

TEST_CASE("template evidence: a rare new line that speaks of trouble is told, and that it is rare", "[analysis]") {
    auto after = steady(0);
    after[20] = 1;
    auto changes =
        changesOf({{1, "a", steady(10), steady(10)}, {2, "a", steady(0), after}, {3, "a", steady(0), after}});
    for (TemplateChange& c : changes)
        if (c.templateId == 3)
            c.pattern = "thread create failed, errno=<*>";
    const auto rows = templateEvidence(changes, ServiceId("a"), Zone());
    REQUIRE(rows.size() == 1);
    CHECK(rows[0].text == "new log line on a after it: \"thread create failed, errno=<*>\", once at 10:46:40 UTC; too "
                          "rare to tell from chance");
    CHECK(rows[0].weight == 0);
}
