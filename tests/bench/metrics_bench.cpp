// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workflows/open_incident.h"
#include "model/store/incident_file.h"
#include "model/store/incident_reader.h"
#include "model/store/samples/sealed_chunk.h"
#include "model/store/samples/series_reader.h"
#include "model/store/source_writer.h"
#include "tests/bench/bench_row.h"
#include "tests/bench/benches.h"
#include "tests/store/sample_series.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <memory>
#include <vector>

namespace foreshock::bench {
namespace {

using namespace store;

constexpr int kSeries = 200;
constexpr int kLanes = 20;
constexpr int kPixels = 1850;

/// Encode and decode, in memory: the mix of series, chunk by chunk.
void codec() {
    std::vector<SampleColumns> chunks;
    for (int id = 0; id < 100; ++id)
        chunks.push_back(test::mixedSeries(id, kChunkSamples));
    std::vector<double> encoded, decoded;
    std::size_t bytes = 0, pyramids = 0;
    const auto samples = static_cast<double>(chunks.size() * kChunkSamples);
    for (int round = 0; round < 9; ++round) {
        std::vector<SampleColumns> copies = chunks;
        std::vector<SealedChunk> blobs;
        bytes = pyramids = 0;
        double begun = busy();
        for (SampleColumns& c : copies)
            blobs.push_back(sealed(std::move(c)));
        encoded.push_back(samples / 1e6 / (busy() - begun));
        begun = busy();
        for (const SealedChunk& c : blobs)
            (void)decodeSamples(c.data);
        decoded.push_back(samples / 1e6 / (busy() - begun));
        for (const SealedChunk& c : blobs) {
            bytes += c.data.size();
            pyramids += c.pyramid.size();
        }
    }
    row("encode samples with pyramid, one core", spreadOf(encoded), "M/s", "in memory");
    row("decode samples, one core", spreadOf(decoded), "M/s", "in memory");
    const double each = static_cast<double>(bytes + pyramids) / samples;
    row("blobs a sample", {each, each, each}, "B",
        fmt::format("times and values {:.2f}, pyramid {:.2f}", static_cast<double>(bytes) / samples,
                    static_cast<double>(pyramids) / samples));
}

void fill(const std::string& path, int samplesEach) {
    auto file = IncidentFile::openOrCreate(path);
    SourceWriter::Settings settings;
    settings.draft.path = "mix.om";
    double made = 0;
    const double begun = busy();
    {
        auto writer = SourceWriter::begin(file->database(), settings);
        for (int id = 0; id < kSeries; ++id) {
            const double generating = busy();
            const SampleColumns samples = test::mixedSeries(id, samplesEach);
            made += busy() - generating;
            const std::string metric = fmt::format("metric_{}", id);
            const auto series = (*writer)->series({"mix", "", "", metric, ""});
            for (std::size_t i = 0; i < samples.size(); ++i)
                (void)(*writer)->sample(*series, {samples.times[i], samples.values[i]}, {});
        }
        (void)(*writer)->finish(0, "", Zone(), "in the record", false);
    }
    (void)file->close();
    const double count = static_cast<double>(kSeries) * samplesEach;
    const double rate = count / 1e6 / (busy() - begun - made);
    row(fmt::format("store {:.0f} M samples of {} series", count / 1e6, kSeries), {rate, rate, rate}, "M/s",
        "one core, from values in memory to the closed file");
    const double size = static_cast<double>(std::filesystem::file_size(path)) / count;
    row("file a sample", {size, size, size}, "B", "with pyramid and headers", 3.6);
}

void opening(const std::string& path) {
    const std::string empty = path + "-empty";
    (void)store::IncidentFile::openOrCreate(empty)->close();
    const auto open = [](const std::string& file) {
        return once([&] {
            auto session = IncidentSession::open(file);
            (void)readIncident(*session);
        });
    };
    std::vector<double> more;
    for (int i = 0; i < 9; ++i)
        more.push_back(open(path) - open(empty));
    row("opening that file, over an empty one", spreadOf(more), "ms", "all but samples, in turn with the empty file",
        60);
    std::filesystem::remove(empty);
}

/// One frame's data: lanes that change from frame to frame, at a place that does.
void windows(const std::string& path, int lanes, std::optional<double> goal) {
    const auto db = openForReading(path);
    const auto gate = Gate::open(*db, {});
    const auto catalogue = seriesCatalogue(*db, *gate);
    const auto whole = sampleExtent(*db, *gate);
    SampleCache cache;
    SeriesReader reader(*db, *gate, cache);
    std::vector<double> panned, anywhere;
    for (const double zoom : {1., .3, .1, .03, .01, .001}) {
        test::SplitMix random{5};
        const auto length = static_cast<double>(whole->length().ns) * zoom;
        const auto frame = [&](int first, double place) {
            const Instant from =
                whole->from +
                Duration{static_cast<std::int64_t>((static_cast<double>(whole->length().ns) - length) * place)};
            return once([&] {
                for (int s = 0; s < lanes; ++s)
                    (void)reader.window((*catalogue)[static_cast<std::size_t>((s * 7 + first) % kSeries)],
                                        {from, from + Duration{static_cast<std::int64_t>(length)}}, kPixels);
            });
        };
        (void)frame(0, .4);
        for (int k = 1; k < 60; ++k)
            panned.push_back(frame(0, std::min(1., .4 + k * .02 * zoom)));
        for (int k = 0; k < 60; ++k)
            anywhere.push_back(frame(k, random.unit()));
    }
    const std::string what = fmt::format("{} series × {} px, data only", lanes, kPixels);
    row(what + ", panning at six zooms", spreadOf(panned), "ms", "whole down to a thousandth of it", goal);
    row(what + ", other series and another place each time", spreadOf(anywhere), "ms", "the same zooms");
}

} // namespace

void metricsBench(const test::TemporaryFolder& folder, int samplesEach) {
    codec();
    const std::string path = folder.path("samples.foreshock");
    fill(path, samplesEach);
    opening(path);
    windows(path, 20, {});
    windows(path, 100, {});
    panSamples(path);
    std::filesystem::remove(path);
}

} // namespace foreshock::bench
