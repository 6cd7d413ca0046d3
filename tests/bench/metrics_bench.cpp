// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/metrics_bench.h"

#include "model/store/incident_file.h"
#include "model/store/incident_reader.h"
#include "model/store/samples/sealed_chunk.h"
#include "model/store/samples/series_reader.h"
#include "model/store/source_writer.h"
#include "tests/store/sample_series.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <ctime>
#include <filesystem>
#include <memory>
#include <vector>

namespace foreshock::bench {
namespace {

using namespace store;

constexpr int kSeries = 200;
constexpr int kLanes = 20;
constexpr int kPixels = 1850;

double seconds(clockid_t clock) {
    timespec t{};
    clock_gettime(clock, &t);
    return static_cast<double>(t.tv_sec) + static_cast<double>(t.tv_nsec) / 1e9;
}
/// Of this thread's processor, s: what a figure "a core" means on a shared machine.
double busy() {
    return seconds(CLOCK_THREAD_CPUTIME_ID);
}

void row(const std::string& what, std::vector<double> values, const std::string& unit, const std::string& beside) {
    std::sort(values.begin(), values.end());
    fmt::print("| {} | {:.2f} {} | {:.2f} – {:.2f} | {} |\n", what, values[values.size() / 2], unit, values.front(),
               values[values.size() * 95 / 100], beside);
}

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
    row("encode samples with pyramid, one core", encoded, "M/s", "goal ≥ 40");
    row("decode samples, one core", decoded, "M/s", "goal ≥ 40");
    fmt::print("| blobs a sample | {:.2f} B | | values and times {:.2f}, pyramid {:.2f} |\n",
               static_cast<double>(bytes + pyramids) / samples, static_cast<double>(bytes) / samples,
               static_cast<double>(pyramids) / samples);
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
    fmt::print(
        "| store {} samples of {} series | {:.1f} M/s | | one core, from values in memory to the closed file |\n",
        static_cast<std::int64_t>(count), kSeries, count / 1e6 / (busy() - begun - made));
    fmt::print("| file a sample | {:.2f} B | | goal ≤ 3.6 |\n",
               static_cast<double>(std::filesystem::file_size(path)) / count);
}

void opening(const std::string& path) {
    std::vector<double> taken;
    for (int i = 0; i < 9; ++i) {
        const double begun = seconds(CLOCK_MONOTONIC);
        const auto db = openForReading(path);
        const auto gate = Gate::open(*db, {});
        (void)incident(*db, *gate);
        (void)sampleExtent(*db, *gate);
        taken.push_back((seconds(CLOCK_MONOTONIC) - begun) * 1e3);
    }
    row("open that file: catalogue, extent, all but samples", taken, "ms", "");
}

/// One frame: twenty lanes that change from frame to frame, at a place that does.
void windows(const std::string& path) {
    const auto db = openForReading(path);
    const auto gate = Gate::open(*db, {});
    const auto catalogue = seriesCatalogue(*db, *gate);
    const auto whole = sampleExtent(*db, *gate);
    SampleCache cache;
    SeriesReader reader(*db, *gate, cache);
    for (const double zoom : {1., .3, .1, .03, .01, .001}) {
        test::SplitMix random{5};
        const auto length = static_cast<double>(whole->length().ns) * zoom;
        const auto frame = [&](int first, double place) {
            const Instant from =
                whole->from +
                Duration{static_cast<std::int64_t>((static_cast<double>(whole->length().ns) - length) * place)};
            const double begun = seconds(CLOCK_MONOTONIC);
            for (int s = 0; s < kLanes; ++s)
                (void)reader.window((*catalogue)[static_cast<std::size_t>((s * 7 + first) % kSeries)],
                                    {from, from + Duration{static_cast<std::int64_t>(length)}}, kPixels);
            return (seconds(CLOCK_MONOTONIC) - begun) * 1e3;
        };
        std::vector<double> panned, anywhere;
        for (int k = 0; k < 60; ++k) {
            const double taken = frame(0, std::min(1., .4 + k * .02 * zoom));
            if (k > 0)
                panned.push_back(taken);
        }
        for (int k = 0; k < 60; ++k)
            anywhere.push_back(frame(k, random.unit()));
        const std::string what = fmt::format("{} series × {} px, zoom {}", kLanes, kPixels, zoom);
        row(what + ", panning", panned, "ms", "goal < 5, data only");
        row(what + ", other lanes and another place each time", anywhere, "ms", "");
    }
}

} // namespace

void metrics(const std::string& folder, int samplesEach) {
    codec();
    const std::string path = folder + "/samples.foreshock";
    fill(path, samplesEach);
    opening(path);
    windows(path);
    std::filesystem::remove(path);
}

} // namespace foreshock::bench
