// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workflows/archive_walk.h"
#include "app/workflows/import.h"
#include "app/workflows/import_preview.h"
#include "model/store/repair/check.h"
#include "tests/support/temporary_folder.h"

#include <archive.h>
#include <archive_entry.h>
#include <catch2/catch.hpp>

#include <algorithm>
#include <filesystem>
#include <map>
#include <random>

using namespace foreshock;
using foreshock::test::TemporaryFolder;

namespace {

using Files = std::vector<std::pair<std::string, std::string>>;

/// An archive in memory. Format "raw" is a compressed file.
std::string packed(const Files& files, const char* format, const char* filter, const char* password = nullptr) {
    archive* a = archive_write_new();
    REQUIRE(archive_write_set_format_by_name(a, format) == ARCHIVE_OK);
    if (std::string_view(filter) != "none")
        REQUIRE(archive_write_add_filter_by_name(a, filter) >= ARCHIVE_WARN);
    if (password) {
        REQUIRE(archive_write_set_options(a, "zip:encryption=zipcrypt") == ARCHIVE_OK);
        REQUIRE(archive_write_set_passphrase(a, password) == ARCHIVE_OK);
    }
    std::string out(std::size_t{32} << 20, '\0');
    std::size_t used = 0;
    REQUIRE(archive_write_open_memory(a, out.data(), out.size(), &used) == ARCHIVE_OK);
    for (const auto& [name, text] : files) {
        archive_entry* entry = archive_entry_new();
        archive_entry_set_pathname(entry, name.c_str());
        archive_entry_set_size(entry, static_cast<la_int64_t>(text.size()));
        archive_entry_set_filetype(entry, AE_IFREG);
        archive_entry_set_perm(entry, 0644);
        archive_entry_set_mtime(entry, 1'606'309'380, 0);
        REQUIRE(archive_write_header(a, entry) == ARCHIVE_OK);
        REQUIRE(archive_write_data(a, text.data(), text.size()) == static_cast<la_ssize_t>(text.size()));
        archive_entry_free(entry);
    }
    REQUIRE(archive_write_close(a) == ARCHIVE_OK);
    archive_write_free(a);
    out.resize(used);
    return out;
}

std::string compressed(const std::string& text, const char* filter) {
    return packed({{"data", text}}, "raw", filter);
}

std::string logLines(int from, int count) {
    std::string out;
    for (int i = from; i < from + count; ++i)
        out += "2020-11-25T13:" + std::to_string(10 + i / 60 % 50) + ":" + std::to_string(10 + i % 50) +
               "Z INFO cart request " + std::to_string(i) + " answered\n";
    return out;
}

const Files& caseFiles() {
    static const Files files = {
        {"logs/app.log", logLines(0, 500)},
        {"changes.jsonl", "{\"id\":\"c1\",\"time\":\"2020-11-25T10:44:00Z\",\"service\":\"kfe\",\"kind\":\"deploy\","
                          "\"title\":\"release\"}\n"},
        {"alarms.jsonl",
         "{\"time\":\"2020-11-25T13:15:00Z\",\"service\":\"kfe\",\"metric\":\"errors\",\"title\":\"errors\"}\n"},
        {"logs/.hidden.log", "2020-11-25T13:10:10Z INFO not for us\n"},
    };
    return files;
}

ImportReport imported(const std::string& file, const std::vector<std::string>& paths) {
    auto incident = store::IncidentFile::openOrCreate(file);
    REQUIRE(incident);
    ImportRequest request;
    request.paths = paths;
    auto report = importPaths(&*incident, request);
    INFO((report ? "" : report.error().text()));
    REQUIRE(report);
    const auto checked = store::checkFile(incident->database());
    REQUIRE(checked);
    CHECK(checked->damage == std::vector<std::string>{});
    return std::move(*report);
}

const ImportedSource& sourceAt(const ImportReport& report, const std::string& ending) {
    for (const ImportedSource& source : report.sources)
        if (source.path.ends_with(ending))
            return source;
    FAIL("no source " << ending);
    return report.sources.front();
}

} // namespace

TEST_CASE("archive: every kind is read as its files are, feeds before logs, hidden files left out", "[workflows]") {
    const TemporaryFolder folder;
    struct Kind {
        const char *name, *format, *filter;
    };
    for (const Kind& kind :
         {Kind{"a.tar", "ustar", "none"}, Kind{"a.tar.gz", "pax", "gzip"}, Kind{"a.tar.bz2", "gnutar", "bzip2"},
          Kind{"a.tar.xz", "ustar", "xz"}, Kind{"a.tar.zst", "ustar", "zstd"}, Kind{"a.tar.lz4", "ustar", "lz4"},
          Kind{"a.zip", "zip", "none"}, Kind{"a.7z", "7zip", "none"}}) {
        INFO(kind.name);
        const std::string path = folder.file(kind.name, packed(caseFiles(), kind.format, kind.filter));
        const std::string file = folder.path(std::string(kind.name) + ".foreshock");
        const ImportReport report = imported(file, {path});
        REQUIRE(report.sources.size() == 3);
        CHECK(sourceAt(report, "/alarms.jsonl").counts.stored.alarms == 1);
        CHECK(sourceAt(report, "/changes.jsonl").counts.stored.changes == 1);
        CHECK(report.sources[2].path == path + "/logs/app.log");
        CHECK(report.sources[2].counts.stored.logs == 500);
        CHECK(report.sources[2].problem.has_value() == false);
        CHECK_FALSE(report.hasUnreadableInput);
        const ImportReport again = imported(file, {path});
        for (const ImportedSource& source : again.sources)
            CHECK(source.isKnown);
    }
}

TEST_CASE("archive: a compressed file is its content, under its own name", "[workflows]") {
    const TemporaryFolder folder;
    for (const char* filter : {"gzip", "bzip2", "xz", "zstd", "lz4", "compress"}) {
        INFO(filter);
        const std::string path = folder.file(std::string("app.log.") + filter, compressed(logLines(0, 300), filter));
        const ImportReport report = imported(folder.path(std::string(filter) + ".foreshock"), {path});
        REQUIRE(report.sources.size() == 1);
        CHECK(report.sources[0].path == path);
        CHECK(report.sources[0].counts.stored.logs == 300);
    }
}

TEST_CASE("archive: a folder of gzip files as CloudWatch Logs exports them is read stream by stream", "[workflows]") {
    const TemporaryFolder folder;
    const std::string streams = folder.path("exportedlogs/5a7f/ecs-cart-0f3c");
    std::filesystem::create_directories(streams);
    std::filesystem::create_directories(folder.path("exportedlogs/firehose"));
    folder.file("exportedlogs/5a7f/ecs-cart-0f3c/000000.gz", compressed(logLines(0, 30), "gzip"));
    const std::string delivery =
        R"({"messageType":"DATA_MESSAGE","owner":"1","logGroup":"/aws/lambda/cart","logStream":"7b",)"
        R"("subscriptionFilters":["all"],"logEvents":[{"id":"1","timestamp":1606309953120,"message":"no backend"},)"
        R"({"id":"2","timestamp":1606309954120,"message":"ok"}]})";
    folder.file("exportedlogs/firehose/cart-1-2020-11-25-13", compressed(delivery + delivery, "gzip"));
    const ImportReport report = imported(folder.path("a.foreshock"), {folder.path("exportedlogs")});
    REQUIRE(report.sources.size() == 2);
    CHECK(sourceAt(report, "/000000.gz").counts.stored.logs == 30);
    CHECK(sourceAt(report, "/cart-1-2020-11-25-13").counts.stored.logs == 4);
    CHECK_FALSE(report.hasUnreadableInput);
}

TEST_CASE("archive: archives within archives are walked through", "[workflows]") {
    const TemporaryFolder folder;
    const std::string inner = packed({{"pod-1/app.log", logLines(0, 100)}}, "ustar", "gzip");
    const std::string outer = packed({{"nested/inner.tar.gz", inner},
                                      {"old.log.gz", compressed(logLines(100, 50), "gzip")},
                                      {"plain.log", logLines(200, 25)}},
                                     "zip", "none");
    const std::string path = folder.file("outer.zip", outer);
    const ImportReport report = imported(folder.path("a.foreshock"), {path});
    REQUIRE(report.sources.size() == 3);
    CHECK(sourceAt(report, "/nested/inner.tar.gz/pod-1/app.log").counts.stored.logs == 100);
    CHECK(sourceAt(report, "outer.zip/old.log.gz").counts.stored.logs == 50);
    CHECK(sourceAt(report, "outer.zip/plain.log").counts.stored.logs == 25);
    std::string deep = logLines(0, 10);
    for (int i = 0; i < 6; ++i)
        deep = packed({{"a" + std::to_string(i), deep}}, "ustar", "none");
    const ImportReport refused = imported(folder.path("b.foreshock"), {folder.file("deep.tar", deep)});
    REQUIRE(refused.sources.size() == 1);
    REQUIRE(refused.sources[0].problem);
    CHECK(refused.sources[0].problem->message.find("more than 4 deep") != std::string::npos);
    CHECK(refused.hasUnreadableInput);
}

TEST_CASE("archive: bombs are refused with a sentence and within bounds", "[workflows]") {
    const TemporaryFolder folder;
    // 28 MB of zeros a layer go into kilobytes; ten of them in one archive go over what is free.
    const std::string zeros(std::size_t{28} << 20, '\0');
    Files files;
    for (int i = 0; i < 10; ++i)
        files.push_back({"z" + std::to_string(i), zeros});
    const std::string path = folder.file("bomb.tar.gz", packed(files, "ustar", "gzip"));
    const ImportReport report = imported(folder.path("a.foreshock"), {path});
    CHECK(report.hasUnreadableInput);
    REQUIRE(report.sources.back().problem);
    const bool isSaid = std::any_of(report.sources.begin(), report.sources.end(), [](const ImportedSource& s) {
        return s.problem && s.problem->message.find("400 times its size") != std::string::npos;
    });
    CHECK(isSaid);

    Files many;
    for (int i = 0; i < 50; ++i)
        many.push_back({"f" + std::to_string(i), "x"});
    const std::string crowd = folder.file("crowd.tar", packed(many, "ustar", "none"));
    ArchiveLimits limits;
    limits.members = 40;
    int seen = 0;
    const auto walked = walkArchive(
        crowd,
        [&](const ArchiveMember&, ByteSource&) {
            ++seen;
            return Result<void>();
        },
        {}, limits);
    REQUIRE_FALSE(walked);
    CHECK(walked.error().message == "holds more than 40 files");
    CHECK(seen == 40);
}

TEST_CASE("archive: an encrypted member is named, the others are read", "[workflows]") {
    const TemporaryFolder folder;
    const std::string locked = packed({{"secret.log", logLines(0, 10)}}, "zip", "none", "word");
    const ImportReport report = imported(folder.path("a.foreshock"), {folder.file("locked.zip", locked)});
    REQUIRE(report.sources.size() == 1);
    REQUIRE(report.sources[0].problem);
    CHECK(report.sources[0].problem->message == "is encrypted");
    CHECK(report.hasUnreadableInput);
}

TEST_CASE("archive: cut anywhere, whole files come in and the rest is told", "[workflows]") {
    const TemporaryFolder folder;
    std::mt19937 random(7);
    Files files;
    for (int i = 0; i < 6; ++i) {
        std::string text;
        for (int k = 0; k < 400; ++k)
            text += "2020-11-25T13:10:" + std::to_string(10 + k % 50) + "Z INFO id " + std::to_string(random()) + "\n";
        files.push_back({"f" + std::to_string(i) + ".log", text});
    }
    const std::string whole = packed(files, "ustar", "gzip");
    for (int round = 0; round < 12; ++round) {
        const std::size_t cut = 20 + (whole.size() - 40) * static_cast<std::size_t>(round) / 12;
        INFO("cut at " << cut << " of " << whole.size());
        const std::string path = folder.file("cut.tar.gz", whole.substr(0, cut));
        const std::string file = folder.path("cut" + std::to_string(round) + ".foreshock");
        const ImportReport report = imported(file, {path});
        REQUIRE_FALSE(report.sources.empty());
        int problems = 0;
        for (const ImportedSource& source : report.sources) {
            if (source.problem)
                ++problems;
            else
                CHECK(source.counts.stored.logs == 400);
        }
        CHECK(problems == 1);
    }
}

TEST_CASE("archive: random damage never crashes", "[workflows]") {
    const TemporaryFolder folder;
    std::vector<std::string> kinds = {packed(caseFiles(), "ustar", "none"), packed(caseFiles(), "pax", "gzip"),
                                      packed(caseFiles(), "zip", "none"),   packed(caseFiles(), "7zip", "none"),
                                      packed(caseFiles(), "ustar", "zstd"), compressed(logLines(0, 200), "xz")};
    std::mt19937 random(11);
    std::size_t told = 0;
    for (int round = 0; round < 240; ++round) {
        std::string bytes = kinds[static_cast<std::size_t>(round) % kinds.size()];
        for (int i = 0; i < 1 + round % 5; ++i)
            bytes[random() % bytes.size()] = static_cast<char>(random());
        const std::string path = folder.file("damaged", bytes);
        ImportRequest request;
        request.paths = {path};
        const auto report = importPaths(nullptr, request); // a dry run
        REQUIRE(report);
        for (const ImportedSource& source : report->sources)
            told += source.problem ? 1 : 0;
    }
    CHECK(told > 30);
}

TEST_CASE("archive: a preview has a row a member, and large members are told from their ends", "[workflows][preview]") {
    const TemporaryFolder folder;
    Files files = caseFiles();
    std::string large = logLines(0, 160'000); // 9 MB
    large += "2020-11-26T00:00:00Z INFO cart the very last\n";
    files.emplace_back("logs/large.log", large);
    ImportRequest request;
    request.paths = {folder.file("a.tar.gz", packed(files, "pax", "gzip"))};
    const auto preview = previewImport(request, "");
    REQUIRE(preview);
    REQUIRE(preview->inputs.size() == 4);
    const InputPreview& alarms = preview->inputs.front();
    CHECK(alarms.label == request.paths[0] + "/alarms.jsonl");
    CHECK(alarms.path == request.paths[0]);
    CHECK(alarms.counts.stored.alarms == 1);
    const auto row = [&](const std::string& ending) {
        return *std::find_if(preview->inputs.begin(), preview->inputs.end(),
                             [&](const InputPreview& p) { return p.label.ends_with(ending); });
    };
    CHECK(row("app.log").counts.stored.logs == 500);
    const InputPreview told = row("large.log");
    CHECK(told.isEstimate);
    CHECK(told.isLastKnown);
    CHECK(told.looked < 131'073);
    CHECK(told.last->ns == 1'606'348'800'000'000'000);
    CHECK(std::abs(static_cast<double>(estimated(told).stored.logs) - 160'001) < 8'000);
    // One member again, under another service.
    request.only = {told.label};
    request.own[told.label].service = "shop";
    const auto again = previewImport(request, "");
    REQUIRE(again);
    REQUIRE(again->inputs.size() == 1);
    CHECK(again->inputs[0].services == std::vector<std::string>{"shop"});
    // And left out of the import.
    request.only.clear();
    request.own[told.label].isLeftOut = true;
    const ImportReport report = [&] {
        auto incident = store::IncidentFile::openOrCreate(folder.path("x.foreshock"));
        REQUIRE(incident);
        auto done = importPaths(&*incident, request);
        REQUIRE(done);
        return std::move(*done);
    }();
    CHECK(report.sources.size() == 3);
}
