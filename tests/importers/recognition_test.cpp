// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/importers/recording_sink.h"
#include "tests/importers/samples.h"

#include <catch2/catch.hpp>

using namespace foreshock;
using namespace foreshock::test;

namespace {

Candidate best(std::string_view name, std::string_view bytes) {
    return recognise(specimenOf(name, bytes)).front();
}

std::string reasonOf(const std::string& importer, std::string_view name, std::string_view bytes) {
    for (const Candidate& candidate : recognise(specimenOf(name, bytes)))
        if (candidate.importer->id() == importer)
            return std::to_string(candidate.recognition.score) + " " + candidate.recognition.reason;
    return {};
}

} // namespace

TEST_CASE("recognition: the samples of every format are recognised by it and by nobody better", "[importers]") {
    for (const FileSample& sample : fileSamples()) {
        const std::vector<Candidate> candidates = recognise(specimenOf(sample.file, sample.text));
        INFO(sample.text);
        for (const Candidate& candidate : candidates)
            UNSCOPED_INFO(candidate.importer->id()
                          << " " << candidate.recognition.score << " " << candidate.recognition.reason);
        CHECK(candidates.front().importer->id() == sample.importer);
        CHECK(candidates.front().recognition.score >= kRecognised);
        CHECK(candidates[1].recognition.score < candidates[0].recognition.score);
    }
}

TEST_CASE("recognition: content decides where the name says nothing or something else", "[importers]") {
    for (const FileSample& sample : fileSamples()) {
        INFO(sample.text);
        CHECK(best("data.txt", sample.text).importer->id() == sample.importer);
        CHECK(best("data.txt", sample.text).recognition.score >= kRecognised);
        if (sample.importer != "changes-jsonl")
            CHECK(best("changes.jsonl", sample.text).importer->id() == sample.importer);
    }
}

TEST_CASE("recognition: every importer has an id, a title and a reason of its own", "[importers]") {
    std::vector<std::string> ids;
    for (const auto& importer : importers()) {
        CHECK(importerById(importer->id()) == importer.get());
        CHECK_FALSE(importer->title().empty());
        ids.push_back(importer->id());
    }
    for (const Candidate& candidate : recognise(specimenOf("x", "once upon a time\n")))
        CHECK_FALSE(candidate.recognition.reason.empty());
    std::sort(ids.begin(), ids.end());
    CHECK(std::adjacent_find(ids.begin(), ids.end()) == ids.end());
    CHECK(importerById("nothing") == nullptr);
}

TEST_CASE("recognition: a score of 0 says at which line it failed", "[importers]") {
    CHECK(reasonOf("iso-time-first", "x.log", "hello\nworld\n") ==
          "0 line 1 does not begin with a time such as 2020-11-25T13:12:33Z");
    CHECK(reasonOf("metrics-csv", "metrics.csv", "a,b\n1,2\n") ==
          "0 line 1 is no header with timestamp, service, metric, value");
    CHECK(reasonOf("changes-jsonl", "x", "{\"time\":\"2020-11-25T13:12:33Z\"}\n") == "0 line 1 has no \"kind\"");
    CHECK(reasonOf("jsonl-logs", "x", dataFile("unknown_keys.jsonl")) == "0 line 1 has no time under a known name");
    CHECK(reasonOf("topology-json", "topology.json", dataFile("scenario_as_topology.json")) ==
          "0 a scenario: build it first with `foreshock scenario build`");
    CHECK(reasonOf("incident-json", "x", "{\"a\":1}\n{\"b\":1}\n") ==
          "0 not one JSON document: byte 9 does not belong to the first object");
}

TEST_CASE("recognition: empty, binary and UTF-16 files are nobody's, with the reason", "[importers]") {
    using namespace std::string_view_literals;
    const auto reasonFor = [](std::string_view bytes) {
        const Candidate candidate = best("metrics.csv", bytes);
        return candidate.recognition.score == 0 ? candidate.recognition.reason : "recognised";
    };
    CHECK(reasonFor("") == "empty file");
    CHECK(reasonFor("  \n\n") == "empty file");
    CHECK(reasonFor("\xEF\xBB\xBF") == "empty file");
    CHECK(reasonFor("\x7F"
                    "ELF\x02\x01\x01\0\0\0"sv) == "binary: NUL or control bytes, not text");
    CHECK(reasonFor("\x1F\x8B\x08\x01\x02\x03\x04\x05") == "binary: NUL or control bytes, not text");
    CHECK(reasonFor(dataFile("utf16_little_endian.jsonl")) ==
          "UTF-16 text; convert it first: iconv -f UTF-16 -t UTF-8");
    CHECK(reasonFor(dataFile("utf16_without_mark.csv")) == "UTF-16 text; convert it first: iconv -f UTF-16 -t UTF-8");
}

TEST_CASE("recognition: one huge line is recognised by its beginning or its name", "[importers]") {
    const std::string row =
        "{\"time\":\"2020-11-25T13:12:33Z\",\"service\":\"a\",\"message\":\"" + std::string(100'000, 'x') + "\"}\n";
    CHECK(best("logs.jsonl", row).importer->id() == "jsonl-logs");
    CHECK(best("x.log", "2020-11-25T13:12:33Z INFO " + std::string(100'000, 'x')).importer->id() == "iso-time-first");
    CHECK(best("x.json", "{\"services\":[\"a\"],\"dependencies\":[" + std::string(100'000, ' ')).importer->id() ==
          "topology-json");
}

namespace {

std::vector<std::string> linesOf(const std::string& text) {
    std::vector<std::string> lines;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = std::min(text.find('\n', at), text.size() - 1);
        lines.push_back(text.substr(at, end - at + 1));
        at = end + 1;
    }
    return lines;
}

/// A file of about forty lines of one text format: its samples again and again.
std::string longer(const FileSample& sample) {
    std::string text;
    for (std::size_t lines = 0; lines < 40; lines += linesOf(sample.text).size())
        text += sample.text;
    return text;
}

bool isTextFormat(const FileSample& sample) {
    return sample.file == "all.log";
}

} // namespace

TEST_CASE("recognition: one foreign line in ten does not hide a text format", "[importers]") {
    for (const FileSample& sample : fileSamples())
        for (const FileSample& other : fileSamples()) {
            if (!isTextFormat(sample) || !isTextFormat(other) || sample.importer == other.importer)
                continue;
            const std::string foreign = linesOf(other.text).front();
            std::string mixed;
            std::size_t number = 0;
            for (const std::string& line : linesOf(longer(sample))) {
                mixed += line;
                if (++number % 10 == 0)
                    mixed += foreign;
            }
            INFO("foreign: " << foreign);
            CHECK(best("x.log", mixed).importer->id() == sample.importer);
        }
}

TEST_CASE("recognition: a banner before a text format, or a first line cut in its middle, does not hide it",
          "[importers]") {
    for (const FileSample& sample : fileSamples()) {
        if (!isTextFormat(sample))
            continue;
        const std::string text = longer(sample);
        INFO(text.substr(0, 300));
        CHECK(best("x.log", "  ____\n / __/  Example 1.0\n/_/\n\n(c) the authors\n" + text).importer->id() ==
              sample.importer);
        const std::size_t first = text.find('\n');
        for (std::size_t cut = 1; cut < first; cut += 3) {
            const Candidate found = best("x.log", text.substr(cut));
            CHECK(found.importer->id() == sample.importer);
            CHECK(found.recognition.score >= kRecognised);
        }
    }
}

TEST_CASE("recognition: prose, code and lists are nobody's, even with a date in them", "[importers]") {
    const std::string prose = "The shard map had grown for weeks, and nobody had looked.\n"
                              "On Nov 25 2020 at 05:15 the first alarm came in; INFO lines said nothing.\n\n"
                              "2020-11-25 was a Wednesday. Error budgets: spent.\n"
                              "- call Anna: 13:12\n* [ ] write the report | by Friday\n\n"
                              "int main() { return 0; } // 100%\n"
                              "key=value pairs are not a log, and neither is a = b.\n";
    std::string text;
    for (int i = 0; i < 8; ++i)
        text += prose;
    const Candidate found = best("notes.txt", text);
    INFO(found.importer->id() << " " << found.recognition.reason);
    CHECK(found.recognition.score < kRecognised);
}
