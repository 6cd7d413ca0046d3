// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workflows/import_context.h"

#include "app/workflows/import_plan.h"
#include "model/domain/indifferent_sink.h"

#include <algorithm>
#include <optional>
#include <string>

namespace foreshock {
namespace {

/// Takes the earliest alarm and the zone, and lets the rest pass.
class FirstAlarmSink final : public IndifferentSink {
public:
    Result<void> alarm(const Alarm& a, RecordPlace) override {
        first = std::min(first.value_or(a.start), a.start);
        return {};
    }
    Result<void> fact(std::string_view key, std::string_view value) override {
        if (key == "zone")
            zone = value;
        return {};
    }

    std::optional<Instant> first;
    std::string zone;
};

} // namespace

TimeContext contextOfInputs(const ImportRequest& request, const TimeContext& otherwise, std::stop_token stop) {
    FirstAlarmSink sink;
    InputList inputs = listInputs(request.paths);
    std::erase_if(inputs.files, [](const InputFile& f) { return f.isStandardInput(); }); // it can be read once only
    auto plans = planInputs(inputs, request, {}, stop);
    if (!plans)
        return otherwise;
    std::erase_if(*plans, [](const PlannedInput& p) {
        return !p.importer || p.problem ||
               (p.importer->kinds().find('A') == std::string::npos && !p.importer->kinds().empty());
    });
    const auto read = [&](const PlannedInput& planned, ByteSource& bytes) -> Result<void> {
        const auto reader = planned.importer->create(settingsFor(planned, request), sink);
        for (;;) {
            const auto chunk = bytes.next();
            if (!chunk || chunk->empty() || !reader->take(*chunk))
                break;
        }
        (void)reader->finish();
        return {};
    };
    (void)eachPlanned(*plans, read, stop); // what is wrong is told by the import itself
    TimeContext out = otherwise;
    if (const auto zone = Zone::find(sink.zone); zone && !sink.zone.empty() && !request.zone)
        out.zone = *zone;
    out.day = sink.first.value_or(otherwise.day);
    return out;
}

} // namespace foreshock
