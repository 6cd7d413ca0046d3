// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace foreshock {

/// Where the columns of a metrics CSV stand, told by its header.
struct MetricsColumns {
    std::size_t timestamp = 0;
    std::size_t service = 0;
    std::size_t metric = 0;
    std::size_t value = 0;
    std::optional<std::size_t> instance;
    std::optional<std::size_t> version;
    std::optional<std::size_t> unit;
    std::size_t count = 0;
    std::string missing; ///< "metric, value": needed and not found
    std::string found;   ///< the names as they stand there
};
MetricsColumns metricsColumns(const std::vector<std::string_view>& names);
MetricsColumns metricsColumns(std::string_view header);

} // namespace foreshock
