// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/source_json.h"

#include "model/base/text.h"

#include <fmt/format.h>

#include <cmath>

namespace foreshock::cli {

void addTimeFacts(Json& row, const SourceInfo& s) {
    const auto milliseconds = [](Duration d) {
        return d.ns % 1'000'000 == 0 ? Json(d.ns / 1'000'000) : Json(static_cast<double>(d.ns) / 1e6);
    };
    row["zone"] = s.zone;
    row["zone_basis"] = s.zoneBasis;
    row["offset_ms"] = milliseconds(s.offset);
    row["offset_error_ms"] = milliseconds(s.offsetError);
    row["adjusted"] = s.isAdjusted();
    row["doubtful_times"] = s.doubtfulTimes;
    row["usual_delay_ms"] = milliseconds(s.usualDelay);
    row["assumed_arrivals"] = std::round(s.assumedShare() * 1e4) / 1e4;
}

std::string doubtText(const std::string& path, std::int64_t records, const std::string& zone) {
    return fmt::format("foreshock: {}: {} {} skipped or showed twice; foreshock issues FILE says how they were taken",
                       path, numberText(static_cast<double>(records), 15),
                       records == 1 ? "record has a time that the clocks of " + zone
                                    : "records have times that the clocks of " + zone);
}

} // namespace foreshock::cli
