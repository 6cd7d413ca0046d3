// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workflows/analyse.h"
#include "app/workflows/import.h"
#include "app/workflows/open_incident.h"
#include "tests/bench/bench_row.h"
#include "tests/bench/benches.h"
#include "tests/support/estate.h"

namespace foreshock::bench {
void suspectsBench(const test::TemporaryFolder& folder) {
    test::writeEstate(folder, "estate", {});
    const std::string path = folder.path("estate.foreshock");
    {
        auto file = store::IncidentFile::openOrCreate(path);
        ImportRequest request;
        request.paths = {folder.path("estate")};
        (void)importPaths(&*file, request);
        (void)file->close();
    }
    std::string first;
    const auto taken = times(5, [&] {
        auto session = IncidentSession::open(path);
        const auto opened = readIncident(*session);
        const auto answer = rankIncident(*session, opened->incident, {});
        first = answer && !answer->suspects.empty() ? answer->suspects.front().change.value : "nothing";
    });
    row("suspects, 500 series × 1,440 samples, 50 changes, 100 services", spreadOf(taken), "ms",
        "opened, read and ranked; first: " + first, 1000);
}

} // namespace foreshock::bench
