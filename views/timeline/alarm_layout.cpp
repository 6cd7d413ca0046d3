// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/timeline/alarm_layout.h"

#include <QFontMetricsF>
#include <algorithm>
#include <map>
#include <set>

namespace foreshock {
namespace {

std::map<ServiceId, int> depths(const ServiceId& from, const std::vector<Dependency>& dependencies) {
    std::map<ServiceId, int> depth{{from, 0}};
    for (std::vector<ServiceId> wave{from}; !wave.empty();) {
        std::vector<ServiceId> next;
        for (const ServiceId& s : wave)
            for (const Dependency& d : dependencies)
                if (d.from == s && depth.emplace(d.to, depth[s] + 1).second)
                    next.push_back(d.to);
        wave = std::move(next);
    }
    return depth;
}

} // namespace

ServiceId commonUpstream(const std::vector<ServiceId>& services, const std::vector<Dependency>& dependencies) {
    std::map<ServiceId, std::pair<std::size_t, int>> reached; // how many come here, how far in sum
    const std::set<ServiceId> unique(services.begin(), services.end());
    for (const ServiceId& s : unique)
        for (const auto& [to, steps] : depths(s, dependencies)) {
            reached[to].first += 1;
            reached[to].second += steps;
        }
    ServiceId best;
    int nearest = 0;
    for (const auto& [service, count] : reached)
        if (count.first == unique.size() && (best.value.empty() || count.second < nearest)) {
            best = service;
            nearest = count.second;
        }
    return best;
}

QString groupText(const IncidentView& incident, const Answer& answer) {
    std::vector<ServiceId> services;
    for (const Alarm& a : incident.alarms)
        if (std::find(answer.alarms.begin(), answer.alarms.end(), a.id) != answer.alarms.end())
            services.push_back(a.service);
    const ServiceId upstream = commonUpstream(services, incident.dependencies);
    const auto count = answer.alarms.size();
    QString text = count == 1 ? QStringLiteral("1 alarm") : QStringLiteral("%1 alarms, one group").arg(count);
    if (count > 1 && !upstream.value.empty())
        text += QStringLiteral(" upstream: ") + QString::fromStdString(upstream.value);
    return text;
}

AlarmLayout AlarmLayout::of(const IncidentView& incident, const Answer* answer, const TimeAxis& axis,
                            const Fonts& fonts) {
    AlarmLayout out;
    out.height = fonts.px(34);
    const double middle = out.height / 2, half = fonts.px(7);
    std::set<AlarmId> group;
    if (answer)
        group.insert(answer->alarms.begin(), answer->alarms.end());
    double first = axis.right() + 1e6, last = axis.left - 1e6;
    for (std::size_t i = 0; i < incident.alarms.size(); ++i) {
        const double x = axis.x(incident.alarms[i].start);
        const bool isInGroup = group.contains(incident.alarms[i].id);
        if (isInGroup) {
            first = std::min(first, x);
            last = std::max(last, x);
        }
        if (x >= axis.left - half && x <= axis.right() + half)
            out.items.push_back({i, {x, middle}, isInGroup});
    }
    if (!answer || answer->alarms.empty() || last < axis.left || first > axis.right())
        return out;
    const double x0 = std::max(first - half - fonts.px(3), axis.left - half),
                 x1 = std::min(last + half + fonts.px(3), axis.right() + half);
    out.pill = QRectF(x0, middle - fonts.px(12), x1 - x0, fonts.px(24));
    const QFontMetricsF metrics(fonts.small);
    const QString text = groupText(incident, *answer);
    const double gap = fonts.px(6), width = metrics.horizontalAdvance(text) + 1;
    const auto isFree = [&](double from, double to) {
        return std::none_of(out.items.begin(), out.items.end(),
                            [&](const PlacedAlarm& a) { return a.at.x() + half > from && a.at.x() - half < to; });
    };
    const double roomLeft = x0 - axis.left - gap * 2, roomRight = axis.right() - x1 - gap * 2;
    const bool isLeft = width <= roomLeft || roomLeft >= roomRight;
    const double room = std::min(width, isLeft ? roomLeft : roomRight);
    const double from = isLeft ? x0 - gap - room : x1 + gap;
    if (room >= metrics.averageCharWidth() * 8 && isFree(from, from + room)) {
        out.label = QRectF(from, 0, room, out.height);
        out.text = width <= room ? text : metrics.elidedText(text, Qt::ElideRight, room);
    }
    return out;
}

} // namespace foreshock
