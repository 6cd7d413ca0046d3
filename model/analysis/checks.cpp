// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/analysis/checks.h"

#include "model/analysis/ceiling.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>

namespace foreshock {
namespace {

/// A metric name that PromQL takes.
std::string promName(std::string_view metric) {
    std::string out(metric);
    for (char& c : out)
        if (!std::isalnum(static_cast<unsigned char>(c)) && c != '_' && c != ':')
            c = '_';
    return !out.empty() && std::isdigit(static_cast<unsigned char>(out.front())) ? "_" + out : out;
}

std::string selector(std::string_view metric, const std::string& service) {
    return fmt::format("{}{{service=\"{}\"}}", promName(metric), service);
}

std::string seriesName(const ExplainContext& x, int series) {
    return x.words.service(x.scene.at(series).service()) + "/" + x.words.metric(series);
}

Check ceilingCheck(const ExplainContext& x, const Story& story) {
    const CeilingReached& c = *story.reached;
    const double level = plateauOf(x.scene.at(c.series).y(), c.sign, c.minute, story.onset).level;
    const std::string service = x.words.service(x.scene.at(c.series).service());
    return {
        fmt::format("Look at {} on a host of {} that was not part of it: well {} {} would speak against it",
                    x.words.metric(c.series), service, c.sign > 0 ? "below" : "above", x.words.amount(level, c.series)),
        seriesName(x, c.series),
        fmt::format("{} by (instance) ({})", c.sign > 0 ? "max" : "min", selector(x.words.metric(c.series), service))};
}

/// The series that broke first where the story says it broke; −1: none.
int symptomOf(const ExplainContext& x, const Story& story) {
    int out = -1;
    for (const int k : x.scene.seriesOf(story.origin)) {
        const auto& onset = x.ranking.onsets[static_cast<std::size_t>(k)];
        if (onset && (out < 0 || onset->minute < x.ranking.onsets[static_cast<std::size_t>(out)]->minute))
            out = k;
    }
    return out;
}

} // namespace

std::vector<Check> checksFor(const ExplainContext& x, const RankedChange& change) {
    std::vector<Check> out;
    const Story* story = change.story();
    if (change.hypothesis.isLate || !story)
        return out;
    const std::string service = x.words.service(x.scene.change(change.hypothesis.change).service);
    if (story->reached)
        out.push_back(ceilingCheck(x, *story));
    const int symptom = symptomOf(x, *story);
    if (symptom >= 0) {
        const std::string metric = x.words.metric(symptom);
        const std::string broke = x.words.service(story->origin);
        if (story->path.kind == PathKind::SameService)
            out.push_back(
                {fmt::format(
                     "Compare {} on parts of {} with and without the change: the same on both would speak against it",
                     metric, broke),
                 seriesName(x, symptom), fmt::format("avg by (instance, version) ({})", selector(metric, broke))});
        else
            out.push_back(
                {fmt::format(
                     "Look at the calls between {} and {}: trouble in {} without any of them would speak against it",
                     service, broke, metric),
                 seriesName(x, symptom), ""});
    }
    for (const int k : x.scene.seriesOf(story->origin))
        if (x.scene.at(k).is(Role::Saturation))
            return out;
    out.push_back({fmt::format("Get the limits of {} (threads, connections, memory, queues) around {}: a plateau would "
                               "settle more than time can",
                               x.words.service(story->origin), x.words.time(story->onset)),
                   "", "foreshock collect --service " + x.words.service(story->origin)});
    return out;
}

} // namespace foreshock
