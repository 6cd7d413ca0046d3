// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/domain/clock_offset.h"

#include <array>

namespace foreshock {

std::string_view nameOf(LagMethod method) {
    static constexpr std::array<std::string_view, 3> kNames = {"trace_ids", "events", "series"};
    return kNames[static_cast<std::size_t>(method)];
}

} // namespace foreshock
