// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/store/log_heat.h"

#include "model/store/log_reader.h"

#include <cmath>
#include <limits>
#include <map>

namespace foreshock::store {

Result<std::vector<HeatRow>> logHeat(const Database& db, const Gate& gate, TimeRange range, int cells, std::stop_token stop) {
    std::vector<HeatRow> out;
    if (range.isEmpty() || cells < 1)
        return out;
    struct Cells {
        std::vector<float> weight;
        std::vector<bool> isLogged;
    };
    std::map<std::string, Cells> byService;
    auto result = LogResult::open(db, gate, LogQuery{}, range);
    if (!result)
        return result.error();
    const double width = static_cast<double>(range.length().ns) / cells;
    const auto done = result->eachUnordered(
        [&](Instant time, LogLevel level, const std::string& service) {
            Cells& row = byService[service];
            if (row.weight.empty()) {
                row.weight.assign(static_cast<std::size_t>(cells), 0);
                row.isLogged.assign(static_cast<std::size_t>(cells), false);
            }
            const auto cell = std::min(static_cast<std::size_t>(static_cast<double>((time - range.from).ns) / width),
                                       static_cast<std::size_t>(cells) - 1);
            row.isLogged[cell] = true;
            row.weight[cell] += level == LogLevel::Warning ? .25F : level == LogLevel::Error ? 1.F : level == LogLevel::Fatal ? 2.F : 0.F;
        },
        stop);
    if (!done)
        return done.error();
    for (auto& [service, row] : byService) {
        HeatRow heat{ServiceId(service), {}};
        for (std::size_t i = 0; i < row.weight.size(); ++i)
            heat.cells.push_back(row.isLogged[i] ? static_cast<float>(std::min(1.0, std::log1p(row.weight[i]) / std::log1p(20.0)))
                                                 : std::numeric_limits<float>::quiet_NaN());
        out.push_back(std::move(heat));
    }
    return out;
}

} // namespace foreshock::store
