// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/store/logs/log_heat.h"

#include "model/store/logs/log_reader.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>

namespace foreshock::store {
namespace {

struct Row {
    std::vector<float> weight;
    std::vector<int> records;
};

float weightOf(LogLevel level) {
    return level == LogLevel::Fatal ? 2.F : level == LogLevel::Error ? 1.F : level == LogLevel::Warning ? .25F : 0.F;
}

std::vector<float> heatOf(const Row& row, Duration cell) {
    std::int64_t total = 0;
    for (const int n : row.records)
        total += n;
    const auto cells = static_cast<std::int64_t>(row.records.size());
    const Duration usual = cell * cells / std::max<std::int64_t>(total, 1);
    const std::int64_t silent = std::max(usual.ns * 10, Duration::minutes(5).ns) / std::max<std::int64_t>(cell.ns, 1);
    std::vector<float> heat;
    for (const float weight : row.weight)
        heat.push_back(static_cast<float>(std::min(1.0, std::log1p(weight) / std::log1p(20.0))));
    for (std::size_t from = 0; from < row.records.size();) {
        std::size_t to = from;
        while (to < row.records.size() && row.records[to] == 0)
            ++to;
        if (static_cast<std::int64_t>(to - from) > silent)
            std::fill(heat.begin() + static_cast<std::ptrdiff_t>(from), heat.begin() + static_cast<std::ptrdiff_t>(to),
                      std::numeric_limits<float>::quiet_NaN());
        from = to + 1;
    }
    return heat;
}

} // namespace

Result<std::vector<HeatRow>> logHeat(const Database& db, const Gate& gate, TimeRange range, int cells,
                                     std::stop_token stop) {
    std::vector<HeatRow> out;
    if (range.isEmpty() || cells < 1)
        return out;
    std::map<std::string, Row> byService;
    auto result = LogResult::open(db, gate, LogQuery{}, range);
    if (!result)
        return result.error();
    const double width = static_cast<double>(range.length().ns) / cells;
    const auto count = static_cast<std::size_t>(cells);
    const auto done = result->tally(
        Duration{static_cast<std::int64_t>(width)},
        [&](Instant time, LogLevel level, const std::string& service, std::int64_t records) {
            Row& row = byService[service];
            if (row.weight.empty()) {
                row.weight.assign(count, 0);
                row.records.assign(count, 0);
            }
            const double place = std::max(0.0, static_cast<double>((time - range.from).ns) / width);
            const std::size_t cell = std::min(static_cast<std::size_t>(place), count - 1);
            row.records[cell] += static_cast<int>(records);
            row.weight[cell] += weightOf(level) * static_cast<float>(records);
        },
        stop);
    if (!done)
        return done.error();
    for (auto& [service, row] : byService)
        out.push_back({ServiceId(service), heatOf(row, Duration{static_cast<std::int64_t>(width)})});
    return out;
}

} // namespace foreshock::store
