// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workflows/analyse.h"
#include "app/workflows/import.h"
#include "app/workflows/path_pattern.h"
#include "tests/support/temporary_folder.h"

#include <catch2/catch.hpp>
#include <fmt/format.h>

#include <filesystem>
#include <fstream>

using namespace foreshock;
using namespace foreshock::test;
namespace fs = std::filesystem;

namespace {

/// The small incident with a log beside it that is far larger than all feeds and stands first by name.
std::string folderWithLog(const TemporaryFolder& place) {
    const std::string folder = place.path("in");
    fs::copy(FORESHOCK_SOURCE_DIR "/tests/data/cases/mini", folder, fs::copy_options::recursive);
    std::ofstream out(folder + "/a-big-one.jsonl");
    for (int i = 0; i < 60'000; ++i)
        out << fmt::format(
                   R"({{"time":"2024-03-01T10:{:02}:{:02}Z","service":"cart","level":"INFO","message":"request {} done"}})",
                   i / 60 % 60, i % 60, i)
            << "\n";
    return folder;
}

} // namespace

TEST_CASE("import: the answer is there before the first log is read", "[workflows]") {
    const TemporaryFolder place;
    const std::string path = place.path("i.foreshock");
    auto file = store::IncidentFile::openOrCreate(path);
    REQUIRE(file);
    ImportRequest request;
    request.paths = {folderWithLog(place)};
    request.now = Instant{1'709'290'000'000'000'000};
    int told = 0;
    std::uint64_t doneThen = 0;
    std::optional<Answer> early;
    std::int64_t logsThen = -1;
    std::vector<std::string> order;
    const auto report = importPaths(&*file, request, [&](const ImportProgress& p) {
        if (order.empty() || order.back() != p.path)
            order.push_back(p.path);
        if (p.step != ImportProgress::Step::FeedsStored)
            return;
        ++told;
        doneThen = p.done;
        // As the window does: another connection reads what is committed.
        auto session = IncidentSession::open(path);
        REQUIRE(session);
        const auto incident = session->incident();
        REQUIRE(incident);
        auto answer = rankIncident(*session, *incident, {}, {});
        REQUIRE(answer);
        early = std::move(*answer);
        logsThen = session->database().integer("SELECT coalesce(sum(logs), 0) FROM source").value();
    });
    REQUIRE(report);
    CHECK(told == 1);
    CHECK(logsThen == 0);
    CHECK(doneThen * 10 < 60'000 * 100);
    REQUIRE(early);
    REQUIRE_FALSE(early->suspects.empty());
    auto session = IncidentSession::open(path);
    REQUIRE(session);
    const auto incident = session->incident();
    REQUIRE(incident);
    const auto late = rankIncident(*session, *incident, {}, {});
    REQUIRE(late);
    CHECK(late->suspects.front().change == early->suspects.front().change);
    CHECK(late->suspects.front().probability == Approx(early->suspects.front().probability));
    // Logs last, whatever the names.
    bool hasLogBegun = false;
    for (const ImportedSource& source : report->sources) {
        if (source.counts.stored.logs > 0)
            hasLogBegun = true;
        else if (!source.problem && !source.format.empty())
            CHECK_FALSE(hasLogBegun);
    }
    CHECK(hasLogBegun);
}

TEST_CASE("import: logs alone tell of no feeds", "[workflows]") {
    const TemporaryFolder place;
    auto file = store::IncidentFile::openOrCreate(place.path("i.foreshock"));
    REQUIRE(file);
    std::ofstream(place.path("l.jsonl")) << R"({"time":"2024-03-01T10:00:00Z","level":"INFO","message":"m"})"
                                         << "\n";
    ImportRequest request;
    request.paths = {place.path("l.jsonl")};
    int told = 0;
    REQUIRE(importPaths(&*file, request,
                        [&](const ImportProgress& p) { told += p.step == ImportProgress::Step::FeedsStored; }));
    CHECK(told == 0);
}

TEST_CASE("import: patterns that no shell expanded fit as they would there", "[workflows]") {
    const TemporaryFolder place;
    for (const char* folder : {"logs/a/b", "logs/.hidden", "other"})
        fs::create_directories(place.path(folder));
    for (const char* name : {"logs/x.log", "logs/y.log", "logs/.z.log", "logs/a/x.gz", "logs/a/b/y.gz", "logs/t.gz",
                             "logs/.hidden/h.gz", "other/1.log", "other/[1].log"})
        std::ofstream(place.path(name)) << "x";
    fs::create_directory_symlink(place.path("logs"), place.path("logs/a/loop"));
    const auto fitting = [&](const char* pattern) {
        std::string out;
        for (const std::string& path : pathsFitting(place.path(pattern)))
            out += fs::path(path).lexically_relative(place.path("")).string() + " ";
        return out;
    };
    CHECK(fitting("logs/*.log") == "logs/x.log logs/y.log ");
    CHECK(fitting("logs/**/*.gz") == "logs/a/b/y.gz logs/a/x.gz logs/t.gz ");
    CHECK(fitting("*/[xy].log") == "logs/x.log logs/y.log ");
    CHECK(fitting("other/?.log") == "other/1.log ");
    CHECK(fitting("nothing/*.log").empty());
    CHECK(isPathPattern("a*"));
    CHECK_FALSE(isPathPattern("a-b.log"));

    const InputList listed = listInputs({place.path("logs/**/*.gz"), place.path("other/[1].log"), place.path("no/*")});
    REQUIRE(listed.files.size() == 4);
    CHECK(listed.files[0].named == 0);
    CHECK(listed.files[3].path == place.path("other/[1].log")); // it exists under that very name
    REQUIRE(listed.problems.size() == 1);
    CHECK(listed.problems[0].error.message == "no file fits this pattern");
}
