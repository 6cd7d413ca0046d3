// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/metrics/series_name.h"

#include "importers/columns/cell_value.h"
#include "importers/metrics/prometheus_series.h"
#include "importers/text_encoding.h"
#include "model/base/text.h"

#include <algorithm>
#include <array>

namespace foreshock {
namespace {

/// Words with which the names of quantities begin.
constexpr std::array<std::string_view, 52> kQuantities = {
    "active",  "average", "avg",    "bytes",   "cache",    "client",   "count", "cpu",     "current",
    "disk",    "error",   "errors", "failed",  "free",     "gc",       "go",    "heap",    "http",
    "idle",    "in",      "io",     "jvm",     "latency",  "load",     "max",   "mean",    "mem",
    "memory",  "min",     "net",    "network", "no",       "number",   "out",   "packets", "percent",
    "process", "queue",   "read",   "request", "requests", "response", "sent",  "server",  "success",
    "sum",     "swap",    "system", "threads", "total",    "used",     "write"};

bool isServiceWord(std::string_view word) {
    const std::string lower = lowered(word);
    const bool isLetter = !lower.empty() && lower[0] >= 'a' && lower[0] <= 'z';
    const bool isPercentile =
        lower.size() > 1 && lower[0] == 'p' && lower.find_first_not_of("0123456789", 1) == lower.npos;
    const bool isWord = lower.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_-") == lower.npos;
    return isLetter && isWord && !isPercentile &&
           std::find(kQuantities.begin(), kQuantities.end(), lower) == kQuantities.end();
}

/// Two names around a separator, the first of a service; else the whole text is a metric.
SeriesName splitAt(std::string_view text, std::size_t at, std::size_t length) {
    SeriesName name;
    if (at == std::string_view::npos)
        return name;
    const std::string_view first = trimmed(text.substr(0, at));
    const std::string_view rest = trimmed(text.substr(at + length));
    if (!isServiceWord(first) || rest.empty())
        return name;
    name.service = first;
    name.metric = rest;
    return name;
}

SeriesName namedByWords(std::string_view text) {
    for (const std::string_view separator : {": ", "/", "."})
        if (const std::size_t at = text.find(separator); at != std::string_view::npos) {
            SeriesName name = splitAt(text, at, separator.size());
            if (!name.metric.empty())
                return name;
        }
    if (std::count(text.begin(), text.end(), ' ') == 1)
        if (SeriesName name = splitAt(text, text.find(' '), 1); !name.metric.empty())
            return name;
    SeriesName name;
    name.metric = text;
    return name;
}

} // namespace

SeriesName seriesNameOf(std::string_view text, std::string_view nameless) {
    const std::string repaired = repairedUtf8(trimmed(text));
    text = repaired;
    if (text.ends_with('}') && text.find('{') != std::string_view::npos)
        if (const Result<Labels> labels = labelsOf(text)) {
            const PrometheusSeries read = prometheusSeries(*labels);
            return {read.service,
                    read.instance,
                    read.version,
                    (read.name.empty() ? std::string(nameless) : read.name) + read.metric.substr(read.name.size()),
                    unitOf(read.name, {}),
                    read.environment};
        }
    if (text.size() > 3 && (text.back() == ')' || text.back() == ']')) {
        const std::size_t open = text.find_last_of(text.back() == ')' ? "(" : "[");
        const std::string_view inside = open == std::string_view::npos || open == 0
                                            ? std::string_view()
                                            : trimmed(text.substr(open + 1, text.size() - open - 2));
        if (const std::optional<CellUnit> unit = cellUnit(inside)) {
            SeriesName name = namedByWords(trimmed(text.substr(0, open)));
            name.unit = inside;
            return name;
        }
        if (isServiceWord(inside)) {
            SeriesName name;
            name.service = inside;
            name.metric = trimmed(text.substr(0, open));
            return name;
        }
    }
    SeriesName name = namedByWords(text);
    if (name.metric.find(' ') == std::string::npos)
        name.unit = unitOf(name.metric, {});
    return name;
}

} // namespace foreshock
