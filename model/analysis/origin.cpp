// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/analysis/origin.h"

#include "model/analysis/own_excess.h"
#include "model/analysis/rank_constants.h"

#include <algorithm>
#include <cmath>
#include <tuple>

namespace foreshock {
namespace {

using namespace rank_constants;

/// What one channel says of one service.
struct Voice {
    int service = 0;
    double own = 0;
    std::optional<Minute> minute;
    bool isSeen = false;
};

CallRates callRates(const Scene& scene, Minute first) {
    CallRates out(scene.grid().services.size(), std::numeric_limits<double>::quiet_NaN());
    std::vector<bool> done(out.size());
    for (const SceneSeries& s : scene.series())
        if (s.is(Role::Traffic) && !done[s.service()]) {
            out[s.service()] = median(cut(s.y(), first - 60, first + 20));
            done[s.service()] = true;
        }
    return out;
}

/// Channels in the order in which their first broken series stands.
std::vector<std::pair<int, ChannelExcess>> channelsOf(const Scene& scene, const OriginSearch& found,
                                                      const std::vector<bool>& tested) {
    std::vector<std::pair<int, ChannelExcess>> out;
    const auto channel = [&](int id) -> ChannelExcess* {
        for (auto& [c, excess] : out)
            if (c == id)
                return &excess;
        return nullptr;
    };
    for (std::size_t k = 0; k < found.onsets.size(); ++k) {
        const SceneSeries& s = scene.series()[k];
        if (const auto& onset = found.onsets[k]) {
            if (!channel(s.channel))
                out.emplace_back(s.channel, ChannelExcess{});
            auto& byService = channel(s.channel)->byService;
            const double size = onset->excess * s.factor;
            const auto there = byService.find(s.service());
            if (there == byService.end() || size > there->second.size)
                byService[s.service()] = {size, onset->noise, onset->minute};
        }
    }
    for (std::size_t k = 0; k < tested.size(); ++k)
        if (tested[k])
            if (ChannelExcess* c = channel(scene.series()[k].channel))
                c->measured.insert(scene.series()[k].service());
    return out;
}

std::vector<Voice> voicesOf(const ServiceGraph& graph, const ChannelExcess& channel, bool isAlarms,
                            const CallRates& calls, const HotSince& hot) {
    std::vector<Voice> out;
    for (const auto& [service, own] : ownShares(graph, channel, calls, hot)) {
        Voice voice{service, own, std::nullopt, false};
        if (const auto there = channel.byService.find(service); there != channel.byService.end()) {
            voice.minute = there->second.minute;
            voice.isSeen = !isAlarms;
        } else {
            for (const Link& caller : graph.callers(service))
                if (const auto since = hot.find(caller.service); since != hot.end())
                    voice.minute = std::min(voice.minute.value_or(since->second), since->second);
        }
        out.push_back(voice);
    }
    return out;
}

/// When the alarmed symptom began.
Minute clockOf(const std::vector<Voice>& voices, const std::vector<int>& alarmed, const HotSince& brokeAt,
               Minute first) {
    std::optional<Minute> out;
    const auto earlier = [&](Minute m) { out = std::min(out.value_or(m), m); };
    for (const int s : alarmed)
        if (const auto at = brokeAt.find(s); at != brokeAt.end())
            earlier(at->second);
    if (!out)
        for (const Voice& v : voices)
            if (v.minute && v.own > .05)
                earlier(*v.minute);
    return out.value_or(first - 3);
}

} // namespace

OriginSearch findOrigins(const Scene& scene, const AlarmGroup& group) {
    const Minute first = group.first();
    const ServiceGraph& graph = scene.graph();
    OriginSearch out;
    out.onsets.resize(scene.series().size());
    std::vector<bool> tested(scene.series().size());
    std::vector<bool> looked(scene.grid().services.size());
    HotSince brokeAt;
    for (std::size_t k = 0; k < scene.series().size(); ++k) {
        const SceneSeries& s = scene.series()[k];
        if (!s.isHarm)
            continue;
        const auto onset = onsetOf(s, first);
        tested[k] = onset || hasSamplesAround(s, first);
        if (tested[k])
            looked[s.service()] = true;
        if (onset && onset->noise > 3) {
            out.onsets[k] = onset;
            const auto at = brokeAt.emplace(s.service(), onset->minute).first;
            at->second = std::min(at->second, onset->minute);
        }
    }
    HotSince byAlarm;
    for (const GroupMember& m : group.members)
        if (m.service >= 0 && !brokeAt.count(m.service))
            byAlarm.emplace(m.service, m.time - 3);
    HotSince hot = brokeAt;
    hot.insert(byAlarm.begin(), byAlarm.end());

    // An alarm is evidence even when no series shows it.
    ChannelExcess alarms;
    for (const auto& [service, minute] : byAlarm)
        if (!looked[service])
            alarms.byService[service] = {1.0, 5.0, minute};
    if (brokeAt.empty() && alarms.byService.empty()) // all that is recorded is calm: where it alarmed is all there is
        for (const auto& [service, minute] : byAlarm)
            alarms.byService[service] = {1.0, 5.0, minute};

    const CallRates calls = callRates(scene, first);
    std::vector<Voice> voices;
    const auto add = [&](const ChannelExcess& channel, bool isAlarms) {
        const auto more = voicesOf(graph, channel, isAlarms, calls, hot);
        voices.insert(voices.end(), more.begin(), more.end());
    };
    for (const auto& [id, channel] : channelsOf(scene, out, tested))
        add(channel, false);
    add(alarms, true);

    const std::vector<int> alarmed = group.services();
    const Minute t0 = clockOf(voices, alarmed, brokeAt, first);
    std::vector<Origin> all;
    for (const Voice& v : voices) {
        const Minute t = v.minute.value_or(t0);
        int uncovered = 0;
        for (const int a : alarmed)
            uncovered += !graph.reaches(a, v.service);
        const bool isAlarmed = std::binary_search(alarmed.begin(), alarmed.end(), v.service);
        const double timing = std::exp(-std::max(0.0, t - t0 - 3) / kTooLate) *
                              (isAlarmed ? 1 : std::exp(-std::max(0.0, t0 - t - 10) / kTooEarly));
        const double weight = (v.own + .03) * timing * std::pow(kUncovered, std::min(uncovered, kUncoveredMost));
        all.push_back({v.service, t, weight, v.isSeen, uncovered, 0});
    }
    // One origin an onset, the strongest voice speaking for it: no answer depends on the order or the names of series.
    std::stable_sort(all.begin(), all.end(), [](const Origin& a, const Origin& b) {
        return std::tuple(-a.p, a.minute) < std::tuple(-b.p, b.minute);
    });
    for (const Origin& v : all) {
        const auto same = std::find_if(out.origins.begin(), out.origins.end(), [&](const Origin& o) {
            return o.service == v.service && std::abs(o.minute - v.minute) <= kSameOnset;
        });
        if (same == out.origins.end())
            out.origins.push_back(v);
    }
    double sum = 0;
    for (const Origin& o : out.origins)
        sum += o.p;
    for (Origin& o : out.origins)
        o.p /= sum > 0 ? sum : 1;
    return out;
}

} // namespace foreshock
