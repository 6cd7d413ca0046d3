// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/metrics/dotted_name.h"

#include "importers/text_encoding.h"
#include "model/base/text.h"

#include <algorithm>
#include <array>

namespace foreshock {
namespace {

template<std::size_t N>
bool isOneOf(std::string_view word, const std::array<std::string_view, N>& words) {
    return std::find(words.begin(), words.end(), word) != words.end();
}

} // namespace

SeriesName dottedName(std::string_view path, Labels tags) {
    static constexpr std::array<std::string_view, 12> kKinds = {"stats",    "stats_counts", "counters", "gauges",
                                                                "timers",   "sets",         "metrics",  "apps",
                                                                "services", "service",      "app",      "graphite"};
    static constexpr std::array<std::string_view, 6> kHosts = {"servers", "server", "hosts",
                                                               "host",    "nodes",  "collectd"};
    SeriesName name;
    name.service = takeFirst(tags, {"service", "service_name", "app", "application", "job"});
    name.instance = takeFirst(tags, {"instance", "pod", "host", "hostname"});
    name.version = takeFirst(tags, {"version"});
    std::string rest = repairedUtf8(path);
    const auto head = [&] { return std::string_view(rest).substr(0, rest.find('.')); };
    const auto hasMore = [&] { return rest.find('.') != std::string::npos; };
    while (hasMore() && isOneOf(head(), kKinds))
        rest.erase(0, rest.find('.') + 1);
    const bool isHost = isOneOf(head(), kHosts) && std::count(rest.begin(), rest.end(), '.') >= 2;
    if (isHost) {
        rest.erase(0, rest.find('.') + 1);
        if (name.instance.empty())
            name.instance = head();
        rest.erase(0, rest.find('.') + 1);
        name.metric = rest;
    } else if (name.service.empty()) {
        const SeriesName split = seriesNameOf(rest);
        name.service = split.service;
        name.metric = split.metric;
    } else {
        name.metric = rest;
    }
    name.unit = unitOf(name.metric, {});
    name.metric += labelText(std::move(tags));
    return name;
}

} // namespace foreshock
