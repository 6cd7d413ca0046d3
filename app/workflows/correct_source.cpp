// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workflows/correct_source.h"

#include "importers/registry.h"
#include "model/store/source_rows.h"

#include <fmt/format.h>

namespace foreshock {

Result<std::string> correctSource(store::IncidentFile& file, const CorrectionRequest& request, Instant now,
                                  std::stop_token stop) {
    const auto known = store::knownSource(file.database(), request.source);
    if (!known)
        return known.error();
    if (!*known)
        return Error{ErrorCode::Invalid, "the source is not there any more", "", "Choose it in the list again"};
    const SourceInfo& info = (*known)->info;
    const SourceSettings before = SourceSettings::of(info.settings);
    SourceSettings settings = before;
    if (request.zone) {
        settings.zone.clear();
        if (!request.zone->empty()) {
            const auto zone = Zone::find(*request.zone);
            if (!zone)
                return zone.error();
            settings.zone = zone->name();
        }
    }
    if (request.service)
        settings.service = *request.service;
    if (request.format && *request.format != info.format) {
        settings.format = *request.format;
        if (!settings.format.empty() && !importerById(settings.format))
            return Error{ErrorCode::Invalid, fmt::format("there is no format \"{}\"", settings.format), info.path,
                         "foreshock formats lists them"};
    }
    std::string title;
    ClockWish wish{request.source, request.offset, request.error};
    if (settings != before) {
        RereadRequest again{request.source, settings};
        again.now = now;
        const auto report = rereadSource(file, again, {}, std::move(stop));
        if (!report)
            return report.error();
        title = report->title;
        for (const RereadSource& source : report->sources)
            if (source.before == request.source)
                wish.source = source.after;
    }
    if (wish.offset || wish.error) {
        const auto clock = correctClock(file, wish, now);
        if (!clock)
            return clock.error();
        title = *clock;
    }
    return title;
}

Result<std::string> anchorRecord(store::IncidentFile& file, SourceId source, std::int64_t line, std::string_view words,
                                 const TimeContext& context, Instant now) {
    const auto time = readTimeWords(words, context);
    if (!time)
        return time.error();
    const auto wish = clockFromAnchor(file.database(), {source, line, *time, writtenPrecision(words)});
    if (!wish)
        return wish.error();
    return correctClock(file, *wish, now);
}

} // namespace foreshock
