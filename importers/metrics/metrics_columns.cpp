// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/metrics/metrics_columns.h"

#include "model/base/text.h"

#include <algorithm>

namespace foreshock {

MetricsColumns metricsColumns(const std::vector<std::string_view>& names) {
    MetricsColumns columns;
    columns.count = names.size();
    const auto find = [&](std::string_view wanted) -> std::optional<std::size_t> {
        const auto at = std::find_if(names.begin(), names.end(),
                                     [&](std::string_view name) { return lowered(trimmed(name)) == wanted; });
        return at == names.end() ? std::nullopt : std::optional(static_cast<std::size_t>(at - names.begin()));
    };
    const auto need = [&](std::string_view wanted, std::optional<std::size_t> at) {
        if (!at)
            columns.missing += (columns.missing.empty() ? "" : ", ") + std::string(wanted);
        return at.value_or(0);
    };
    std::optional<std::size_t> time = find("timestamp");
    columns.timestamp = need("timestamp", time ? time : find("time"));
    columns.service = need("service", find("service"));
    columns.metric = need("metric", find("metric"));
    columns.value = need("value", find("value"));
    columns.instance = find("instance");
    columns.version = find("version");
    columns.unit = find("unit");
    for (const std::string_view name : names)
        columns.found += (columns.found.empty() ? "" : ", ") + std::string(clipped(trimmed(name), 40));
    columns.found = std::string(clipped(columns.found, 200));
    return columns;
}

MetricsColumns metricsColumns(std::string_view header) {
    std::vector<std::string_view> names = split(header, ',');
    for (std::string_view& name : names)
        if (name.size() >= 2 && name.front() == '"' && name.back() == '"')
            name = name.substr(1, name.size() - 2);
    return metricsColumns(names);
}

} // namespace foreshock
