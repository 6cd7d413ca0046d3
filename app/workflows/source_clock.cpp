// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workflows/source_clock.h"

#include "model/base/time_text.h"
#include "model/store/readings.h"
#include "model/store/record_place.h"
#include "model/store/source_rows.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>

namespace foreshock {
namespace {

Error noSource(SourceId id) {
    return {ErrorCode::Invalid, fmt::format("there is no source {}", id.value), "",
            "foreshock sources FILE lists them with their ids"};
}

} // namespace

Result<std::string> correctClock(store::IncidentFile& file, const ClockWish& wish, Instant now) {
    store::Database& db = file.database();
    const auto known = store::knownSource(db, wish.source);
    if (!known)
        return known.error();
    if (!*known)
        return noSource(wish.source);
    const SourceInfo& info = (*known)->info;
    const Duration offset = wish.offset.value_or(info.offset);
    const Duration error = wish.error.value_or(wish.offset ? Duration{} : info.offsetError);
    if (error.ns < 0)
        return Error{ErrorCode::Invalid, "an error is plus or minus: it can't be below zero", info.path,
                     "Write it like 2s"};
    const auto family = store::sourceFamily(db, wish.source);
    if (!family)
        return family.error();
    std::vector<store::ClockCorrection> corrections;
    for (const SourceId id : *family)
        corrections.push_back({id, offset, error});
    const std::size_t slash = info.path.find_last_of('/');
    const std::string title =
        (slash == std::string::npos ? info.path : info.path.substr(slash + 1)) + ": clock " + clockWords(offset, error);
    if (const auto done = store::correctClocks(db, title, now, corrections); !done)
        return done.error();
    (void)store::tidyReadings(db); // what was undone is let go of; should that fail, the next opening does it
    return title;
}

Result<ClockWish> clockFromAnchor(const store::Database& db, const ClockAnchor& anchor) {
    const auto known = store::knownSource(db, anchor.source);
    if (!known)
        return known.error();
    if (!*known)
        return noSource(anchor.source);
    const auto place = store::recordAtLine(db, anchor.source, anchor.line);
    if (!place)
        return place.error();
    if (!*place)
        return Error{ErrorCode::Invalid, fmt::format("no record begins on line {}", anchor.line), (*known)->info.path,
                     "foreshock logs FILE --columns time,source,line,message shows lines"};
    return ClockWish{anchor.source, anchor.trueTime - (*place)->time, (*place)->precision + anchor.precision};
}

Duration writtenPrecision(std::string_view text) {
    const auto isDigit = [&](std::size_t at) {
        return at < text.size() && std::isdigit(static_cast<unsigned char>(text[at])) != 0;
    };
    std::size_t colon = text.find(':');
    if (colon == std::string_view::npos)
        return Duration::hours(24);
    std::size_t at = colon + 3; // behind the minutes
    if (at >= text.size() || text[at] != ':' || !isDigit(at + 1))
        return Duration::minutes(1);
    at += 3;
    Duration unit = Duration::seconds(1);
    if (at < text.size() && (text[at] == '.' || text[at] == ','))
        for (++at; isDigit(at) && unit.ns > 1; ++at)
            unit = unit / 10;
    return unit;
}

} // namespace foreshock
