// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workflows/analyse.h"
#include "app/workflows/change_point_book.h"
#include "app/workflows/import.h"
#include "app/workflows/open_incident.h"
#include "app/workflows/recall.h"
#include "model/analysis/live/growing_incident.h"
#include "model/store/samples/series_reader.h"
#include "tests/bench/bench_row.h"
#include "tests/bench/benches.h"
#include "tests/support/estate.h"

#include <fmt/format.h>

#include <algorithm>

namespace foreshock::bench {
namespace {

/// The estate as live data bring it: its last half hour comes a minute at a time, and is ranked after each.
void growingRows(const std::string& path, double anew) {
    auto session = IncidentSession::open(path);
    auto incident = session->incident();
    Instant end = Instant::earliest();
    for (SeriesData& series : incident->series) {
        series.samples = *store::samples(session->database(), session->gate(), series.info.id, TimeRange::everything());
        end = std::max(end, series.samples.back().time);
    }
    const Instant cut = end - Duration::minutes(30);
    std::vector<std::pair<SeriesId, std::vector<Sample>>> late;
    for (SeriesData& series : incident->series) {
        const auto from =
            std::find_if(series.samples.begin(), series.samples.end(), [&](const Sample& s) { return s.time >= cut; });
        late.emplace_back(series.info.id, std::vector<Sample>(from, series.samples.end()));
        series.samples.erase(from, series.samples.end());
    }
    GrowingIncident growing(std::move(*incident));
    (void)growing.rank({});
    std::size_t minute = 0;
    std::string first;
    const auto carried = times(30, [&] {
        for (const auto& [series, samples] : late)
            growing.add(series, std::span(samples).subspan(minute, 1));
        ++minute;
        const auto answer = growing.rank({});
        first = answer && !answer->suspects.empty() ? answer->suspects.front().change.value : "nothing";
    });
    const Spread spread = spreadOf(carried);
    row("the same, carried on by one minute of all 500 series", spread, "ms",
        fmt::format("in process; {:.2f} of opened, read and ranked; first: {}", spread.median / anew, first), 50);
}

/// Change points of all series: anew, and once a few series got samples.
void changePointRows(store::IncidentFile& file, const test::TemporaryFolder& folder) {
    const auto round = [&](ChangePointBook& book) {
        auto session = IncidentSession::open(file.path());
        const auto incident = session->incident();
        for (const SeriesData& series : incident->series)
            (void)book.points(*session, series.info, TimeRange::everything());
    };
    std::optional<ChangePointBook> book;
    const auto anew = times(2, [&] {
        auto session = IncidentSession::open(file.path());
        book = ChangePointBook::open(*session);
        round(*book);
    });
    (void)keep(file, *book->endRound());
    row("change points, 500 series × 1,440 samples", spreadOf(anew), "ms", "opened, read and looked for");
    int day = 1;
    const auto carried = times(5, [&] {
        ImportRequest request;
        request.paths = {
            folder.file(fmt::format("more-{}.csv", ++day), fmt::format("timestamp,service,metric,value,unit\n"
                                                                       "2024-03-02T00:{:02}:00Z,service-9,cpu,100,\n",
                                                                       day))};
        (void)importPaths(&file, request);
        auto session = IncidentSession::open(file.path());
        book = ChangePointBook::open(*session);
        round(*book);
        (void)keep(file, *book->endRound());
    });
    row("the same after one series got samples", spreadOf(carried), "ms",
        fmt::format("imported, opened, read, looked for where they came in, kept; {:.3f} of anew",
                    spreadOf(carried).median / spreadOf(anew).median));
}

} // namespace

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
    const auto rank = [&] {
        auto session = IncidentSession::open(path);
        const auto opened = readIncident(*session);
        const auto answer = rankIncident(*session, opened->incident, {});
        first = answer && !answer->suspects.empty() ? answer->suspects.front().change.value : "nothing";
    };
    rank(); // the file is warm from here on
    std::vector<double> taken;
    for (int i = 0; i < 9; ++i)
        taken.push_back(onceBusy(rank));
    row("suspects, 500 series × 1,440 samples, 50 changes, 100 services", spreadOf(taken), "ms",
        "opened, read and ranked; CPU of one core, file warm; the change that did it is chg-25, first: " + first, 1000);
    growingRows(path, spreadOf(taken).median);
    auto file = store::IncidentFile::openOrCreate(path);
    const auto asked = times(5, [&] {
        auto session = IncidentSession::open(path);
        const auto opened = readIncident(*session);
        const auto found = recallOrRank(*session, opened->incident, opened->version, {});
        if (found->toKeep)
            (void)keep(*file, *found->toKeep);
    });
    row("the same, kept in the file", spreadOf(asked), "ms", "opened, and recalled from the second time on");
    changePointRows(*file, folder);
}

} // namespace foreshock::bench
