// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/window/many_events.h"

#include "model/store/incident_file.h"
#include "model/store/source_writer.h"

#include <catch2/catch.hpp>

namespace foreshock::test {

void recordEvents(const std::string& path, int each) {
    auto file = store::IncidentFile::openOrCreate(path);
    REQUIRE(file);
    store::SourceWriter::Settings settings;
    settings.draft.path = "events.json";
    auto writer = store::SourceWriter::begin(file->database(), settings);
    REQUIRE(writer);
    const Instant from = Instant{1'700'000'000'000'000'000};
    const Duration step = Duration::hours(24 * 30) / each;
    for (int i = 0; i < each; ++i) {
        Alarm alarm;
        alarm.id = AlarmId("a" + std::to_string(i));
        alarm.service = ServiceId("service-" + std::to_string(i % 500));
        alarm.title = "slow answers";
        alarm.start = from + step * i;
        alarm.end = alarm.start + Duration::minutes(5);
        Change change;
        change.id = ChangeId("c" + std::to_string(i));
        change.service = alarm.service;
        change.title = "deploy";
        change.start = alarm.start;
        REQUIRE((*writer)->alarm(alarm, {}));
        REQUIRE((*writer)->change(change, {}));
    }
    REQUIRE((*writer)->finish(1, "events", Zone(), "test", false));
    REQUIRE(file->close());
}

} // namespace foreshock::test
