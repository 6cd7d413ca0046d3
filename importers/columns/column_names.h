// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/columns/column_map.h"

#include <string>
#include <string_view>
#include <vector>

namespace foreshock {

/// "Start Time" and "start_time" are "starttime", "@timestamp" is "timestamp".
std::string plainName(std::string_view column);
/// The columns that are named like the role in rows of that kind, the best first.
std::vector<std::size_t> columnsNamed(const std::vector<std::string>& header, ColumnRole role, RowKind kind);

} // namespace foreshock
