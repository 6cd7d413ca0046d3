// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workflows/import.h"
#include "app/workflows/import_preview.h"
#include "app/workflows/incident_session.h"
#include "model/base/time_text.h"
#include "tests/support/temporary_folder.h"

#include <catch2/catch.hpp>
#include <fmt/format.h>

#include <cstdlib>
#include <filesystem>
#include <map>

using namespace foreshock;
using foreshock::test::TemporaryFolder;

namespace {

const std::string kMini = FORESHOCK_SOURCE_DIR "/tests/data/cases/mini";

Instant at(const char* text) {
    return parseTime(text)->instant;
}

ImportPreview previewed(ImportRequest request, const std::string& incident = "") {
    auto preview = previewImport(request, incident);
    INFO((preview ? "" : preview.error().text()));
    REQUIRE(preview);
    return std::move(*preview);
}

ImportRequest of(std::vector<std::string> paths) {
    ImportRequest request;
    request.paths = std::move(paths);
    return request;
}

const InputPreview& rowOf(const ImportPreview& preview, const std::string& ending) {
    for (const InputPreview& input : preview.inputs)
        if (input.label.ends_with(ending))
            return input;
    FAIL("no row " << ending);
    return preview.inputs.front();
}

ImportReport imported(const std::string& file, const ImportRequest& request) {
    auto incident = store::IncidentFile::openOrCreate(file);
    REQUIRE(incident);
    auto report = importPaths(&*incident, request);
    INFO((report ? "" : report.error().text()));
    REQUIRE(report);
    REQUIRE(incident->close());
    return std::move(*report);
}

/// What a person would read in the table.
std::string drawn(const InputPreview& p) {
    const ImportCounts c = estimated(p);
    return fmt::format("{} {} {} logs {} samples {} changes {} alarms {} map {} notes {} rejected {} folded {} {}",
                       std::filesystem::path(p.label).filename().string(), p.format, c.stored.logs, c.stored.samples,
                       c.stored.changes, c.stored.alarms, c.stored.dependencies, c.stored.notes, c.rejected, c.folded,
                       p.first ? rfc3339(*p.first) + " to " + rfc3339(*p.last) : "no time", p.zoneBasis);
}

std::string logLine(int i) {
    return fmt::format("2020-11-25 {:02}:{:02}:{:02} ERROR cart: request {} took {} ms\n", 10 + i / 3600 % 10,
                       i / 60 % 60, i % 60, i, i % 977);
}

} // namespace

TEST_CASE("preview: every file of a folder says what it is, what it yields, from when to when", "[preview]") {
    std::map<std::string, int> told;
    double last = 0;
    const auto preview = previewImport(of({kMini}), "", [&](const InputPreview& input, double share) {
        ++told[input.label];
        CHECK(share >= 0);
        CHECK(share <= 1);
        last = share;
    });
    REQUIRE(preview);
    REQUIRE(preview->inputs.size() == 7);
    CHECK(told.size() == 7);
    for (const auto& [label, times] : told)
        CHECK(times == 2); // when it was recognised, when it was looked at
    CHECK(last == 1);
    CHECK(drawn(preview->inputs[1]) ==
          "alarms.jsonl alarms-jsonl 0 logs 0 samples 0 changes 2 alarms 0 map 0 notes 0 rejected 0 folded "
          "2024-03-01T10:30:00Z to 2024-03-01T10:34:00Z in the record");
    CHECK(preview->inputs[1].candidates.front().format == "alarms-jsonl");
    CHECK(preview->inputs[1].candidates.size() > 20);
    CHECK(preview->inputs[1].firstAlarm == at("2024-03-01T10:30:00Z"));
    CHECK(preview->inputs[1].services == std::vector<std::string>{"web", "api"});
    CHECK(preview->inputs[1].records[0].text == "error share > 1 %, for 30 min");
    CHECK(preview->inputs[1].records[0].line == 1);
    CHECK(preview->inputs[0].format == "incident-json"); // facts of the incident are stored first, logs last
    CHECK(preview->inputs[6].format == "jsonl-logs");
    const InputPreview& changes = rowOf(*preview, "changes.jsonl");
    CHECK(changes.records[0].text == "config: pool size 100 -> 50, took 10 min");
    CHECK(rowOf(*preview, "topology.json").records[0].kind == "map");
    CHECK(rowOf(*preview, "incident.json").counts.folded == 3);
    CHECK(rowOf(*preview, "logs.jsonl").records.size() == 3);
    CHECK(rowOf(*preview, "logs.jsonl").records[0].text == "warning pool wait 900 ms");
    CHECK_FALSE(preview->cut);
}

TEST_CASE("preview: it promises what the import then stores", "[preview]") {
    const TemporaryFolder folder;
    for (const char* name : {"mini", "names"}) {
        const std::string path = std::string(FORESHOCK_SOURCE_DIR "/tests/data/cases/") + name;
        const ImportPreview preview = previewed(of({path}));
        const ImportReport report = imported(folder.path(std::string(name) + ".foreshock"), of({path}));
        REQUIRE(report.sources.size() == preview.inputs.size());
        for (std::size_t i = 0; i < report.sources.size(); ++i) {
            const ImportedSource& stored = report.sources[i];
            const InputPreview& seen = preview.inputs[i];
            INFO(stored.path);
            CHECK(seen.label == stored.path);
            CHECK(seen.format == stored.format);
            CHECK(seen.counts.read == stored.counts.read);
            CHECK(seen.counts.stored.sum() == stored.counts.stored.sum());
            CHECK(seen.counts.rejected == stored.counts.rejected);
            CHECK(seen.first == stored.first);
            CHECK(seen.last == stored.last);
            CHECK(seen.zoneBasis == stored.zoneBasis);
        }
    }
}

TEST_CASE("preview: rejected rows are shown with line, reason and excerpt, the first twenty", "[preview]") {
    const TemporaryFolder folder;
    std::string text =
        "{\"time\":\"2024-03-01T10:30:00Z\",\"service\":\"web\",\"level\":\"INFO\",\"message\":\"up\"}\n";
    for (int i = 0; i < 25; ++i)
        text += "{\"time\":\"soon\",\"service\":\"web\",\"level\":\"INFO\",\"message\":\"no time\"}\n";
    const ImportPreview preview = previewed(of({folder.file("logs.jsonl", text)}));
    const InputPreview& row = preview.inputs.at(0);
    CHECK(row.counts.stored.logs == 1);
    CHECK(row.counts.rejected == 25);
    REQUIRE(row.rejected.size() == 20);
    CHECK(row.rejected[0].line == 2);
    CHECK(row.rejected[0].offset > 0);
    CHECK(row.rejected[0].reason.find("time") != std::string::npos);
    CHECK(row.rejected[0].excerpt.find("soon") != std::string::npos);
    CHECK_FALSE(row.problem);
}

TEST_CASE("preview: garbage, an empty file and a path that is gone are rows with what to do", "[preview]") {
    const TemporaryFolder folder;
    const ImportPreview preview = previewed(
        of({folder.file("noise.bin", std::string("\x00\x01\x02\xFF\xFE\x00garbage", 13)), folder.file("empty.log", ""),
            folder.path("gone.log"), folder.file("prose.txt", "Dear all,\nthe meeting moves to nine.\nRegards\n")}));
    REQUIRE(preview.inputs.size() == 4);
    for (const char* name : {"noise.bin", "empty.log", "gone.log", "prose.txt"}) {
        const InputPreview& row = rowOf(preview, name);
        INFO(name);
        REQUIRE(row.problem);
        CHECK(row.format.empty());
        CHECK_FALSE(row.problem->help.empty());
        CHECK(row.stage == InputPreview::Stage::Looked);
    }
    CHECK_FALSE(rowOf(preview, "prose.txt").candidates.empty());
}

TEST_CASE("preview: a large log is looked at where it begins and ends, the rest is estimated", "[preview]") {
    const TemporaryFolder folder;
    std::string text;
    int lines = 0;
    while (text.size() < (std::size_t{12} << 20)) {
        if (lines % 100 == 99)
            text += "2020-11-25 99:99:99 ERROR cart: no time at all\n";
        else
            text += logLine(lines);
        ++lines;
    }
    text += "2020-11-25 23:59:59 ERROR cart: the very last\n";
    ImportRequest request = of({folder.file("cart.log", text)});
    const InputPreview row = previewed(request).inputs.at(0);
    CHECK(row.isEstimate);
    CHECK(row.isLastKnown);
    CHECK(row.looked < (std::uint64_t{7} << 20));
    CHECK(row.first == at("2020-11-25T10:00:00Z"));
    CHECK(row.last == at("2020-11-25T23:59:59Z"));
    request.isDryRun = true;
    const auto whole = importPaths(nullptr, request);
    REQUIRE(whole);
    const double truth = static_cast<double>(whole->sources[0].counts.read);
    CHECK(std::abs(static_cast<double>(estimated(row).read) - truth) < .02 * truth);
    CHECK(estimated(row).read == estimated(row).stored.sum() + estimated(row).rejected + estimated(row).folded);
    CHECK(row.looked < text.size());
    for (const ImportIssue& issue : row.rejected)
        if (issue.line > 0)
            CHECK(issue.reason.size() > 3);
}

TEST_CASE("preview: a large document that is no line format is read whole, no estimate", "[preview]") {
    const TemporaryFolder folder;
    std::string text = "[\n";
    int alerts = 0;
    for (; text.size() < (std::size_t{9} << 20); ++alerts)
        text += fmt::format("{}{{\"labels\":{{\"alertname\":\"High\",\"service\":\"cart\",\"n\":\"{}\"}},\n"
                            "\"annotations\":{{\"summary\":\"{}\"}},\"startsAt\":\"2020-11-25T13:15:00Z\",\n"
                            "\"endsAt\":\"2020-11-25T13:45:00Z\",\"fingerprint\":\"f{}\",\"receivers\":[],"
                            "\"status\":{{\"state\":\"active\",\"silencedBy\":[],\"inhibitedBy\":[]}}}}\n",
                            alerts == 0 ? "" : ",", alerts, std::string(600, 'x'), alerts);
    text += "]\n";
    const InputPreview row = previewed(of({folder.file("alerts.json", text)})).inputs.at(0);
    CHECK(row.format == "alertmanager");
    CHECK_FALSE(row.isEstimate);
    CHECK(row.counts.stored.alarms == alerts);
}

TEST_CASE("preview: it can be cancelled between files and within one", "[preview]") {
    std::stop_source stop;
    int told = 0;
    const auto observer = [&](const InputPreview&, double) {
        if (++told == 3)
            stop.request_stop();
    };
    const auto preview = previewImport(of({kMini}), "", observer, stop.get_token());
    REQUIRE_FALSE(preview);
    CHECK(preview.error().code == ErrorCode::Cancelled);
    CHECK(told == 3);
}

TEST_CASE("preview: what was imported before says so, and how", "[preview]") {
    const TemporaryFolder folder;
    const std::string file = folder.path("a.foreshock");
    std::string text;
    for (int i = 0; i < 50; ++i)
        text += logLine(i);
    const std::string log = folder.file("cart.log", text);
    CHECK(previewed(of({log}), file).inputs[0].seen == SeenBefore::No); // no file yet
    (void)imported(file, of({log}));
    CHECK(previewed(of({log}), file).inputs[0].seen == SeenBefore::Same);
    ImportRequest other = of({log});
    other.own[log].service = "shop";
    CHECK(previewed(other, file).inputs[0].seen == SeenBefore::OtherSettings);
    (void)folder.file("cart.log", text + logLine(50));
    CHECK(previewed(of({log}), file).inputs[0].seen == SeenBefore::Grown);
    CHECK(previewed(of({folder.file("new.log", logLine(7))}), file).inputs[0].seen == SeenBefore::No);
}

TEST_CASE("import: every file may have a reading of its own", "[preview]") {
    const TemporaryFolder folder;
    const std::string a = folder.file("a.log", logLine(0) + logLine(1)),
                      b = folder.file("b.log", logLine(2) + logLine(3)), c = folder.file("c.log", logLine(4)),
                      d = folder.file("d.log",
                                      "Nov 25 05:15:00 host1 cart[7]: started\nNov 25 05:15:01 host1 cart[7]: up\n");
    ImportRequest request = of({a, b, c, d});
    request.service = "shop"; // holds for files without a choice of their own
    request.own[a].zone = *Zone::find("America/Los_Angeles");
    request.own[a].service = "cart";
    request.own[a].offset = Duration::seconds(90);
    request.own[c].isLeftOut = true;
    request.own[d].year = 2016;
    request.now = at("2024-03-01T00:00:00Z");
    const ImportPreview preview = previewed(request);
    CHECK(rowOf(preview, "a.log").first == at("2020-11-25T18:00:00Z")); // the offset is added by readers of the file
    CHECK(rowOf(preview, "a.log").zone == "America/Los_Angeles");
    CHECK(rowOf(preview, "a.log").zoneBasis == "given");
    CHECK(rowOf(preview, "b.log").first == at("2020-11-25T10:00:02Z"));
    CHECK(rowOf(preview, "b.log").services == std::vector<std::string>{"shop"});
    CHECK(rowOf(preview, "d.log").first == at("2016-11-25T05:15:00Z"));
    const std::string file = folder.path("x.foreshock");
    const ImportReport report = imported(file, request);
    REQUIRE(report.sources.size() == 3); // one was left out
    CHECK_FALSE(report.hasUnreadableInput);
    for (const ImportedSource& source : report.sources) {
        const bool isA = source.path == a;
        CHECK(source.offset == (isA ? Duration::seconds(90) : Duration{}));
        CHECK(source.zone == (isA ? "America/Los_Angeles" : "UTC"));
    }
    auto session = IncidentSession::open(file);
    REQUIRE(session);
    CHECK(session->extent()->from == at("2016-11-25T05:15:00Z"));
    CHECK(session->extent()->to >= at("2020-11-25T18:01:31Z")); // with its offset
}

TEST_CASE("import: a format chosen for one file decides, the others are recognised", "[preview]") {
    const TemporaryFolder folder;
    const std::string odd = folder.file("odd.log", "time=2020-11-25T13:15:00Z level=info msg=up service=cart\n"
                                                   "time=2020-11-25T13:15:01Z level=warn msg=slow service=cart\n");
    const std::string plain = folder.file("plain.log", logLine(0) + logLine(1));
    ImportRequest request = of({odd, plain});
    const std::string usual = rowOf(previewed(request), "odd.log").format;
    CHECK(usual == "logfmt");
    request.own[plain].format = "logfmt"; // it is not
    const ImportPreview preview = previewed(request);
    const InputPreview& wrong = rowOf(preview, "plain.log");
    CHECK(wrong.format == "logfmt");
    CHECK(wrong.reason.starts_with("chosen by hand"));
    CHECK(wrong.counts.stored.logs == 0);
    CHECK((wrong.problem || wrong.counts.rejected == 2));
    CHECK(rowOf(preview, "odd.log").counts.stored.logs == 2);
    request.own[plain].format = "no-such-format";
    CHECK_FALSE(previewImport(request, ""));
}

TEST_CASE("import: columns mapped by hand decide over everything, for that file only", "[preview]") {
    const TemporaryFolder folder;
    ::setenv("XDG_CONFIG_HOME", folder.path("config").c_str(), 1);
    const std::string table = folder.file("zeiten.csv", "Zeit;Dienst;Was;Wert\n25.11.2020 13:15;cart;latency;12,5\n"
                                                        "25.11.2020 13:16;cart;latency;310\n");
    ImportRequest request = of({table, kMini + "/alarms.jsonl"});
    InputPreview row = rowOf(previewed(request), "zeiten.csv");
    REQUIRE(row.table);
    REQUIRE(row.table->columns.size() == 4);
    CHECK(row.table->columns[3].name == "Wert");
    CHECK(row.table->columns[3].cells == std::vector<std::string>{"12,5", "310"});
    TableReading reading = *row.table;
    reading.kind = "samples";
    reading.time = "day first";
    const char* roles[] = {"time", "service", "metric", "value"};
    for (std::size_t i = 0; i < 4; ++i)
        reading.columns[i].role = roles[i];
    request.own[table].columns = reading;
    row = rowOf(previewed(request), "zeiten.csv");
    INFO((row.problem ? row.problem->text() : ""));
    CHECK(row.counts.stored.samples == 2);
    CHECK(row.records.at(0).text == "latency = 12.5");
    CHECK(row.first == at("2020-11-25T13:15:00Z"));
    const ImportReport report = imported(folder.path("x.foreshock"), request);
    REQUIRE(report.sources.size() == 2);
    for (const ImportedSource& source : report.sources)
        CHECK(source.counts.stored.samples == (source.path == table ? 2 : 0));
    request.own[table].columns->columns[0].role = ""; // no time
    row = rowOf(previewed(request), "zeiten.csv");
    REQUIRE(row.problem);
    CHECK(row.problem->message == "rows of the kind samples need time");
    CHECK(row.table->columns.size() == 4); // still there to be mended
}

TEST_CASE("import: a cut for logs leaves alarms, changes, map and samples whole", "[preview]") {
    const TemporaryFolder folder;
    ImportRequest request = of({kMini});
    request.acceptLogs = {at("2024-03-01T10:30:00Z"), at("2024-03-01T11:30:00Z")};
    const ImportReport cut = imported(folder.path("cut.foreshock"), request);
    const ImportReport whole = imported(folder.path("whole.foreshock"), of({kMini}));
    for (std::size_t i = 0; i < cut.sources.size(); ++i) {
        const ImportCounts &c = cut.sources[i].counts, &w = whole.sources[i].counts;
        INFO(cut.sources[i].path);
        CHECK(c.read == w.read);
        if (w.stored.logs > 0) {
            CHECK(c.stored.logs == 1);
            CHECK(c.outside == 2);
        } else {
            CHECK(c.stored.sum() == w.stored.sum());
            CHECK(c.outside == 0);
        }
    }
}

TEST_CASE("preview: large logs are proposed to be read around the first alarm only", "[preview]") {
    InputPreview alarms, log;
    alarms.kinds = "A";
    alarms.firstAlarm = at("2020-11-25T13:15:00Z");
    log.kinds = "L";
    log.size = 41'000'000'000;
    log.first = at("2020-11-20T00:00:00Z");
    log.last = at("2020-11-26T00:00:00Z");
    const auto cut = proposeLogCut({alarms, log}, {});
    REQUIRE(cut);
    CHECK(cut->range == TimeRange{at("2020-11-25T11:15:00Z"), at("2020-11-25T14:15:00Z")});
    CHECK(cut->logBytes == 41'000'000'000);
    CHECK_FALSE(proposeLogCut({log}, {})); // no alarm: around what?
    CHECK(proposeLogCut({log}, at("2020-11-25T13:15:00Z")));
    log.size = 900'000'000;
    CHECK_FALSE(proposeLogCut({alarms, log}, {}));
    log.size = 41'000'000'000;
    log.first = at("2020-11-25T12:00:00Z");
    log.last = at("2020-11-25T14:00:00Z");
    CHECK_FALSE(proposeLogCut({alarms, log}, {})); // nothing to cut off
    log.last = at("2020-11-26T00:00:00Z");
    log.choice.isLeftOut = true;
    CHECK_FALSE(proposeLogCut({alarms, log}, {}));
}

TEST_CASE("preview: one row alone can be looked at again, in a folder", "[preview]") {
    ImportRequest request = of({kMini});
    request.only = {kMini + "/logs.jsonl"};
    request.own[kMini + "/logs.jsonl"].service = "shop";
    const ImportPreview preview = previewed(request);
    REQUIRE(preview.inputs.size() == 1);
    CHECK(preview.inputs[0].services == std::vector<std::string>{"shop"});
}

TEST_CASE("preview: what there is to choose from", "[preview]") {
    const ReadOptions options = readOptions();
    CHECK(options.formats.size() > 40);
    CHECK(options.zones.front() == "UTC");
    CHECK(std::find(options.zones.begin(), options.zones.end(), "Europe/Berlin") != options.zones.end());
    for (const std::string& zone : options.zones)
        CHECK(Zone::find(zone));
    CHECK(options.kinds.size() == 6);
    CHECK(options.roles.front() == "time");
}
