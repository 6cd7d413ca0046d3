// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/importers/recording_sink.h"
#include "tests/importers/samples.h"

#include <catch2/catch.hpp>

#include <algorithm>

using namespace foreshock;
using namespace foreshock::test;

namespace {

/// Formats that are one text from their first byte to their last: after damage nobody can tell where they go on.
bool isOneDocument(const std::string& importer) {
    return importer == "graphml" || importer == "graphviz-dot" || importer.find("yaml") != std::string::npos;
}

} // namespace

TEST_CASE("every importer: chunks of every size give equal records", "[importers]") {
    for (const FileSample& sample : fileSamples()) {
        const Reading whole = readAs(sample.importer, sample.text);
        INFO(sample.text);
        CHECK_FALSE(whole.isError);
        CHECK(whole.rejected == 0);
        CHECK_FALSE(whole.lines.empty());
        for (std::size_t chunk = 1; chunk < sample.text.size(); ++chunk)
            CHECK(readAs(sample.importer, sample.text, {chunk, "", ""}).text == whole.text);
    }
}

TEST_CASE("every importer: one cut at every byte gives equal records", "[importers]") {
    for (const FileSample& sample : fileSamples()) {
        const Reading whole = readAs(sample.importer, sample.text);
        ReadSettings settings;
        settings.path = "test";
        settings.fileTime = Instant{1'606'348'800'000'000'000};
        for (std::size_t cut = 1; cut < sample.text.size(); ++cut) {
            RecordingSink sink;
            const auto reader = importerById(sample.importer)->create(settings, sink);
            const std::string first = sample.text.substr(0, cut);
            const std::string second = sample.text.substr(cut);
            REQUIRE(reader->take(first));
            REQUIRE(reader->take(second));
            REQUIRE(reader->finish());
            CHECK(sink.lines == whole.lines);
        }
    }
}

TEST_CASE("every importer: CRLF, a byte order mark and a missing last line end change no record", "[importers]") {
    for (const FileSample& sample : fileSamples()) {
        const auto ends = static_cast<std::size_t>(std::count(sample.text.begin(), sample.text.end(), '\n'));
        const Reading plain = readAs(sample.importer, sample.text);
        if (!plain.raws.empty() && plain.raws.size() < ends) // a record of several lines keeps their ends
            continue;
        const auto withoutPlaces = [&](const std::string& text) {
            std::string out;
            for (const std::string& line : readAs(sample.importer, text).lines)
                out += line.substr(line.find(' ')) + "\n";
            return out;
        };
        std::string crlf;
        for (const char c : sample.text)
            crlf += c == '\n' ? std::string("\r\n") : std::string(1, c);
        const std::string expected = withoutPlaces(sample.text);
        INFO(sample.text);
        CHECK(withoutPlaces(crlf) == expected);
        CHECK(withoutPlaces("\xEF\xBB\xBF" + sample.text) == expected);
        CHECK(withoutPlaces(sample.text.substr(0, sample.text.size() - 1)) == expected);
    }
}

TEST_CASE("every importer: cut off at every byte, no whole row is lost or changed", "[importers]") {
    for (const FileSample& sample : fileSamples()) {
        const Reading whole = readAs(sample.importer, sample.text);
        for (std::size_t length = 0; length < sample.text.size(); ++length) {
            const std::string cut = sample.text.substr(0, length);
            const Reading reading = readAs(sample.importer, cut);
            INFO(sample.importer << ": " << cut);
            if (reading.isError) { // only a header that is not whole, or one without a row that says what it means
                const bool isGuessed = sample.importer == "columns-csv" || sample.importer == "series-csv";
                CHECK(std::count(cut.begin(), cut.end(), '\n') <= (isGuessed ? 2 : 0));
                continue;
            }
            // All but the last record stand as they do in the whole file.
            REQUIRE(reading.lines.size() <= whole.lines.size() + 1);
            if (joinsRows(sample.importer))
                continue;
            for (std::size_t i = 0; i + 1 < reading.lines.size(); ++i)
                CHECK(reading.lines[i] == whole.lines[i]);
            // A record whose last byte was read is there.
            const auto wholeLines = static_cast<std::size_t>(std::count(cut.begin(), cut.end(), '\n'));
            if (sample.importer.find("jsonl") != std::string::npos)
                CHECK(reading.lines.size() >= wholeLines);
            if (sample.importer.find("csv") != std::string::npos)
                CHECK(reading.lines.size() + 1 >= wholeLines);
        }
    }
}

TEST_CASE("every importer: an empty file gives nothing and no error", "[importers]") {
    for (const auto& importer : importers())
        for (const std::string& text : {std::string(), std::string("\n\n"), std::string("\xEF\xBB\xBF")}) {
            const Reading reading = readAs(importer->id(), text);
            INFO(importer->id());
            CHECK(reading.text.empty());
            CHECK(reading.zoneBasis.empty() != (reading.zoneBasis == "in the record"));
        }
}

TEST_CASE("every importer: UTF-16 is an error with help", "[importers]") {
    for (const auto& importer : importers()) {
        const Reading reading = readAs(importer->id(), dataFile("utf16_little_endian.jsonl"));
        CHECK(reading.text == "error, this is UTF-16 text, and UTF-8 is needed. Convert it first: iconv -f UTF-16 -t "
                              "UTF-8 FILE > FILE.utf8\n");
    }
}

TEST_CASE("every importer: one line of 70 MiB is rejected, what follows is read", "[importers][slow]") {
    const std::string line(std::size_t{70} << 20, 'x');
    for (const FileSample& sample : fileSamples()) {
        if (sample.file == "one.log" || sample.importer.ends_with("-json") || isOneDocument(sample.importer) ||
            sample.importer.find("csv") != std::string::npos)
            continue;
        const Reading reading = readAs(sample.importer, line + "\n" + sample.text);
        INFO(sample.importer);
        CHECK(reading.rejected == 1);
        CHECK(reading.stored == readAs(sample.importer, sample.text).stored);
    }
    const Reading csv =
        readAs("metrics-csv", "timestamp,service,metric,value\n" + line + "\n2020-11-25T13:00:00Z,a,b,1\n");
    CHECK(csv.rejected == 1);
    CHECK(csv.stored == 1);
}

TEST_CASE("every importer: an error of the sink stops the reader at once", "[importers]") {
    for (const FileSample& sample : fileSamples()) {
        if (sample.importer == "incident-json")
            continue;
        RecordingSink sink;
        sink.failAfter = 0;
        const auto reader = importerById(sample.importer)->create({}, sink);
        Result<void> done = reader->take(sample.text);
        if (done)
            done = reader->finish();
        INFO(sample.importer);
        REQUIRE_FALSE(done);
        CHECK(done.error().code == ErrorCode::Cancelled);
        CHECK(sink.lines.empty());
    }
}
