// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
// One hot path a call, for counting instructions (tests/bench/instructions):
//   foreshock_bench_paths --path NAME --data FOLDER     FOLDER holds the four log files, samples.prom and
//   logs.foreshock foreshock_bench_paths --names
#include "app/workflows/import.h"
#include "app/workflows/incident_session.h"
#include "model/store/logs/log_reader.h"
#include "model/store/samples/sample_chunk.h"
#include "tests/bench/data/random.h"

#include <fmt/format.h>

#include <array>
#include <cmath>
#include <filesystem>

using namespace foreshock;

namespace {

/// Imports one file into a new incident file.
Result<std::int64_t> import(const std::string& folder, const std::string& name) {
    const std::string path = folder + "/path.foreshock";
    std::filesystem::remove(path);
    auto file = store::IncidentFile::openOrCreate(path);
    if (!file)
        return file.error();
    ImportRequest request;
    request.paths = {folder + "/" + name};
    const auto report = importPaths(&*file, request);
    if (!report)
        return report.error();
    if (const auto closed = file->close(); !closed)
        return closed.error();
    return report->sources.front().recognised();
}

Result<std::int64_t> search(const std::string& folder, const std::string& text) {
    auto session = IncidentSession::open(folder + "/logs.foreshock");
    if (!session)
        return session.error();
    const auto query = parseLogQuery(text);
    if (!query)
        return query.error();
    auto result = store::LogResult::open(session->database(), session->gate(), *query, TimeRange::everything());
    if (!result)
        return result.error();
    if (const auto counted = result->count(); !counted)
        return counted.error();
    return result->matching();
}

/// Fifty chunks of gauges with two decimals and fifty of floats that fill their mantissa.
std::vector<store::SampleColumns> chunks() {
    bench::Random random(1);
    std::vector<store::SampleColumns> out(100);
    for (std::size_t c = 0; c < out.size(); ++c)
        for (std::size_t i = 0; i < store::kChunkSamples; ++i) {
            const Instant time{(1'710'403'200'000 + static_cast<std::int64_t>(i) * 15'000 + random.below(5)) *
                               1'000'000};
            const double value = random.share() * 100;
            out[c].add({time, c < 50 ? std::round(value * 100) / 100 : value, std::nullopt});
        }
    return out;
}

enum class Recode { Encode, DecodeToo };

Result<std::int64_t> recode(Recode what) {
    std::int64_t size = 0;
    for (const auto& chunk : chunks()) {
        const std::string blob = store::encodeSamples(chunk);
        size += static_cast<std::int64_t>(blob.size());
        for (int i = 0; what == Recode::DecodeToo && i < 10; ++i)
            if (const auto back = store::decodeSamples(blob); !back)
                return back.error();
    }
    return size;
}

struct Path {
    std::string_view name;
    Result<std::int64_t> (*run)(const std::string& folder);
};
const std::array<Path, 10> kPaths = {{
    {"import-syslog", [](const std::string& f) { return import(f, "syslog.log"); }},
    {"import-json", [](const std::string& f) { return import(f, "app.jsonl"); }},
    {"import-log4j", [](const std::string& f) { return import(f, "java.log"); }},
    {"import-access", [](const std::string& f) { return import(f, "access.log"); }},
    {"import-samples", [](const std::string& f) { return import(f, "samples.prom"); }},
    {"search-literal", [](const std::string& f) { return search(f, "\"needle-7f3a\""); }},
    {"search-regex", [](const std::string& f) { return search(f, "/timeout after [0-9]{4}ms/"); }},
    {"search-level", [](const std::string& f) { return search(f, "level>=error"); }},
    {"samples-encode", [](const std::string&) { return recode(Recode::Encode); }},
    {"samples-encode-decode-10", [](const std::string&) { return recode(Recode::DecodeToo); }},
}};

} // namespace

int main(int argc, char** argv) {
    const std::vector<std::string_view> words(argv + 1, argv + argc);
    if (words.size() == 1 && words[0] == "--names") {
        for (const Path& path : kPaths)
            fmt::print("{}\n", path.name);
        return 0;
    }
    if (words.size() == 4 && words[0] == "--path" && words[2] == "--data")
        for (const Path& path : kPaths)
            if (path.name == words[1]) {
                const Result<std::int64_t> done = path.run(std::string(words[3]));
                fmt::print("{} {}\n", path.name, done ? std::to_string(*done) : done.error().text());
                return done ? 0 : 1;
            }
    fmt::print(stderr, "foreshock_bench_paths: --path NAME --data FOLDER, or --names\n");
    return 2;
}
