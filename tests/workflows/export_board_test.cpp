// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/store/board/board_writer.h"
#include "model/store/edits.h"
#include "tests/workflows/handover_support.h"

using namespace foreshock;
using namespace foreshock::test;

TEST_CASE("export: hypotheses, evidence and what was ruled out travel as notes", "[workflows]") {
    const TemporaryFolder place;
    const auto at = [](int minute) { return parseTime("2020-11-25T13:00:00Z")->instant + Duration::minutes(minute); };
    {
        auto file = store::IncidentFile::openOrCreate(place.path("a.foreshock"));
        REQUIRE(file);
        StartHypothesis start;
        start.hypothesis.statement = "The capacity add pushed servers over a limit";
        start.hypothesis.service = ServiceId("kinesis-frontend");
        start.hypothesis.state = HypothesisState::Supported;
        start.hypothesis.settledBy = "an old host at its limit";
        start.hypothesis.test = "a host below it";
        start.hypothesis.suspectedAt = at(5);
        PinnedEvidence flat;
        flat.text = "threads flat at 32,768";
        flat.time = at(1);
        start.evidence = {{flat, Stance::For}};
        const BoardEdit edits[] = {start, RuleOut{{ChangeId("chg-cert"), AlarmId("a1"), "another cell", {}}, "cert"}};
        for (const BoardEdit& edit : edits)
            REQUIRE(store::Edits(file->database()).make(titleOf(edit), at(9), [&](store::Database& db) {
                return store::write(db, edit, at(9));
            }));
        REQUIRE(file->close());
    }
    CHECK(exported(place.path("a.foreshock"), {place.path("out"), {}}).records.notes == 3);
    imported(place.path("out"), place.path("b.foreshock"));
    const std::string text = told(place.path("b.foreshock"));
    CHECK(
        text.find("The capacity add pushed servers over a limit. Supported by: an old host at its limit. For: threads "
                  "flat at 32,768. Would rule it out: a host below it") != std::string::npos);
    CHECK(text.find("chg-cert: another cell") != std::string::npos);
    exported(place.path("b.foreshock"), {place.path("again"), {}});
    imported(place.path("again"), place.path("c.foreshock"));
    CHECK(told(place.path("c.foreshock")) == text);
}
