// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Exports of other tools: every file of tests/data/importers/feeds/IMPORTER reads as its NAME.read says, record by
// record and field by field. UPDATE_GOLDEN=1 writes NAME.read; look at the difference.
#include "tests/importers/recording_sink.h"
#include "tests/importers/samples.h"

#include <catch2/catch.hpp>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>

using namespace foreshock;
using namespace foreshock::test;

namespace {

namespace fs = std::filesystem;

std::string contentOf(const fs::path& path) {
    std::ifstream file(path, std::ios::binary);
    std::ostringstream bytes;
    bytes << file.rdbuf();
    return bytes.str();
}

fs::path feedsFolder() {
    return fs::path(FORESHOCK_SOURCE_DIR) / "tests/data/importers/feeds";
}

std::vector<FileSample> readSamples() {
    std::vector<FileSample> samples;
    for (const fs::directory_entry& folder : fs::directory_iterator(feedsFolder()))
        for (const fs::directory_entry& file : fs::directory_iterator(folder))
            if (const std::string name = file.path().filename().string();
                !name.ends_with(".read") && !name.starts_with("damaged"))
                samples.push_back({folder.path().filename().string(), name, contentOf(file.path())});
    std::sort(samples.begin(), samples.end(), [](const FileSample& a, const FileSample& b) {
        return std::pair(a.importer, a.file) < std::pair(b.importer, b.file);
    });
    return samples;
}

/// What a damaged or good file reads as, against the file beside it.
void checkReading(const std::string& importer, const fs::path& file) {
    const Reading reading = readAs(importer, contentOf(file));
    fs::path expected = file;
    expected += ".read";
    INFO(file.string());
    if (std::getenv("UPDATE_GOLDEN"))
        std::ofstream(expected, std::ios::binary) << reading.text;
    CHECK(reading.text == contentOf(expected));
}

} // namespace

namespace foreshock::test {

const std::vector<FileSample>& feedSamples() {
    static const std::vector<FileSample> samples = readSamples();
    return samples;
}

bool joinsRows(const std::string& importer) {
    static const std::set<std::string> kJoining = {"alertmanager",
                                                   "cloudwatch-alarm-history",
                                                   "grafana-annotations",
                                                   "grafana-state-history",
                                                   "nagios-log",
                                                   "datadog-events",
                                                   "terraform-apply",
                                                   "gcp-audit",
                                                   "azure-activity",
                                                   "kiali-graph",
                                                   "backstage-yaml",
                                                   "graphviz-dot",
                                                   "mermaid",
                                                   "markdown-timeline",
                                                   "topology-yaml",
                                                   "compose-yaml",
                                                   "graphml",
                                                   "icalendar",
                                                   "apt-history",
                                                   "jaeger-traces",
                                                   "zipkin-traces",
                                                   "otlp-json"};
    return kJoining.contains(importer);
}

} // namespace foreshock::test

TEST_CASE("feeds: every export reads as the file beside it says", "[importers]") {
    REQUIRE(feedSamples().size() >= 30);
    for (const FileSample& sample : feedSamples())
        checkReading(sample.importer, feedsFolder() / sample.importer / sample.file);
}

TEST_CASE("feeds: damaged exports lose their damaged rows only, with reasons", "[importers]") {
    int seen = 0;
    for (const fs::directory_entry& folder : fs::directory_iterator(feedsFolder()))
        for (const fs::directory_entry& file : fs::directory_iterator(folder))
            if (const std::string name = file.path().filename().string();
                name.starts_with("damaged") && !name.ends_with(".read")) {
                checkReading(folder.path().filename().string(), file.path());
                CHECK(readAs(folder.path().filename().string(), contentOf(file.path())).rejected > 0);
                ++seen;
            }
    CHECK(seen >= 5);
}

TEST_CASE("feeds: --service stands for what the rows say", "[importers]") {
    const auto& samples = feedSamples();
    const auto events = std::find_if(samples.begin(), samples.end(),
                                     [](const FileSample& sample) { return sample.importer == "kubernetes-events"; });
    REQUIRE(events != samples.end());
    for (const std::string& line : readAs(events->importer, events->text, {1 << 20, "checkout", ""}).lines)
        CHECK(line.find("service=checkout") != std::string::npos);
}

TEST_CASE("notes with times: the day comes from the file where none is written, the next one after midnight",
          "[importers]") {
    CHECK(readAs("markdown-timeline", "23:50 paged\n0:10 engaged\n").text ==
          "1@0 remark, no date is written; the day of the file is taken\n"
          "1@0 note 2020-11-26T23:50:00Z kind=timeline: paged\n"
          "2@12 note 2020-11-27T00:10:00Z kind=timeline: engaged\n");
    CHECK(readAs("markdown-timeline", "# 2020-11-25\n- 05:15 x\n", {1 << 20, "", "America/Los_Angeles"}).lines.back() ==
          "2@13 note 2020-11-25T13:15:00Z kind=timeline: x");
}

TEST_CASE("feeds: what only resembles an export is claimed by none of them", "[importers]") {
    const auto claimed = [](std::string_view name, std::string_view text) {
        const Candidate best = recognise(specimenOf(name, text)).front();
        return best.recognition.score >= kRecognised ? best.importer->id() : std::string();
    };
    CHECK(claimed("package.json", R"({"name":"cart","version":"1.5.0","dependencies":{"left-pad":"1.0.0"}})").empty());
    CHECK(claimed("config.yaml", "server:\n  port: 80\n").empty());
    CHECK(claimed("values.yaml", "image:\n  tag: 1.5.0\nservices: 3\n").empty());
    CHECK(claimed("pods.json", R"({"items":[{"kind":"Pod","metadata":{"name":"cart"},"status":{}}],"kind":"List"})")
              .empty());
    CHECK(claimed("users.json", R"([{"id":"U1","name":"ann","profile":{}}])").empty());
    CHECK(claimed("page.xml", "<html><node id=\"a\"/></html>").empty());
    CHECK(claimed("readme.md", "# Cart\n\nStart it at 05:15.\n").empty());
    CHECK(claimed("cut.json", "[{\"a\":").empty());
    CHECK(claimed("time.log", "13:12:33 INFO route lookup\n13:12:34 ERROR no backend\n").empty());
}

TEST_CASE(
    "feeds: a stream of lines of any size is read, with the places of its rows, and a line cut off loses itself only",
    "[importers]") {
    const std::string line =
        R"({"preview":false,"result":{"_time":"2020-11-25T13:12:33Z","_raw":")" + std::string(1 << 20, 'x') + "\"}}\n";
    std::string text = "\xEF\xBB\xBF";
    for (int i = 0; i < 20; ++i)
        text += i == 11 ? "{\"broken\":\"x\n" : line;
    const Reading reading = readAs("splunk", text, {100'000, "", ""});
    CHECK(reading.stored == 19);
    CHECK(reading.rejected == 1);
    REQUIRE(reading.lines.size() == 20);
    CHECK(reading.lines[11].starts_with("12@" + std::to_string(3 + 11 * line.size()) + " rejected"));
    CHECK(reading.lines[19].starts_with("20@" + std::to_string(3 + 18 * line.size() + 13 + 26) + " log "));
    CHECK(readAs("splunk", text).text == reading.text);
}

TEST_CASE("feeds: depth, aliases of aliases and a million brackets are refused with a reason", "[importers]") {
    const std::string deep(100'000, '[');
    CHECK(readAs("alertmanager", deep).text.find("nested more than 64 deep") != std::string::npos);
    CHECK(readAs("argocd", "{\"a\":" + deep).text.find("nested more than 64 deep") != std::string::npos);
    CHECK(readAs("topology-yaml", "dependencies: " + deep).rejected == 1);
    std::string bomb = "a: &a [x,x,x,x,x,x,x,x,x,x]\n";
    for (char c = 'b'; c < 'l'; ++c) {
        const std::string before(1, static_cast<char>(c - 1));
        bomb += std::string(1, c) + ": &" + c + " [";
        for (int i = 0; i < 10; ++i)
            bomb += (i ? ",*" : "*") + before;
        bomb += "]\n";
    }
    const Reading read = readAs("topology-yaml", bomb + "services: *k\n");
    CHECK(read.rejected >= 1);
    CHECK(read.lines.size() < 2000);
    CHECK(readAs("graphviz-dot", "digraph {" + std::string(100'000, '{')).rejected == 1);
    CHECK(readAs("graphml", "<graphml>" + std::string(1000, '<')).rejected == 1);
}
