// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/store/samples/sample_writer.h"
#include "model/store/source_rows.h"
#include "tests/store/sample_series.h"
#include "tests/store/store_support.h"

#include <cmath>

namespace foreshock::store::test {

/// An incident file of series written sample by sample, and all that was written, to be read the slow way.
class SeriesFile {
public:
    SeriesFile()
        : m_file(create(m_folder.path("a.foreshock"))) {
        const Database& db = database();
        REQUIRE(db.run("INSERT INTO raw_name (id, text, environment) VALUES (1, 'kfe', '')"));
        REQUIRE(db.run("INSERT INTO series (id, raw_name_id, instance, version, metric, unit) "
                       "VALUES (1, 1, '', '', 'threads', 'count')"));
        info.id = SeriesId(1);
        info.service = ServiceId("kfe");
        info.metric = "threads";
    }
    const Database& database() { return m_file.database(); }

    /// One source of samples of series 1; its last `inTail` stay in the tail.
    void add(const std::vector<StoredSample>& samples, Duration offset = {}, std::size_t inTail = 0) {
        SourceDraft draft;
        draft.path = "m" + std::to_string(m_sources++) + ".csv";
        draft.state = SourceState::Complete;
        draft.offset = offset;
        const auto source = insertSource(database(), draft);
        REQUIRE(source);
        SampleWriter sealedWriter(database(), source->value), tailWriter(database(), source->value);
        for (std::size_t i = 0; i < samples.size(); ++i)
            REQUIRE((i + inTail < samples.size() ? sealedWriter : tailWriter).add(1, samples[i]));
        REQUIRE(sealedWriter.finish());
        REQUIRE(tailWriter.flushTail());
        REQUIRE(raiseRevision(database(), "samples"));
        for (const StoredSample& s : samples)
            m_all.push_back({s.time + offset, s.value, s.arrivedAt});
    }

    /// What a reader should see: arrived by then, in time order, of equal times the later stored.
    std::vector<Sample> seen(Instant asOf = Instant::latest()) const {
        std::vector<StoredSample> all;
        for (const StoredSample& s : m_all)
            if (s.arrivedAt.value_or(s.time) <= asOf)
                all.push_back(s);
        std::stable_sort(all.begin(), all.end(), [](const auto& a, const auto& b) { return a.time < b.time; });
        std::vector<Sample> out;
        for (const StoredSample& s : all) {
            if (!out.empty() && out.back().time == s.time)
                out.pop_back();
            out.push_back({s.time, s.value});
        }
        return out;
    }

    SeriesInfo info;

private:
    TemporaryFolder m_folder;
    IncidentFile m_file;
    int m_sources = 0;
    std::vector<StoredSample> m_all;
};

/// Samples every `step` from a moment on, now and then with a gap, a null, or a jump of the value.
inline std::vector<StoredSample> wandering(foreshock::test::SplitMix& random, Instant from, std::size_t count,
                                           Duration step, bool isDecimal) {
    std::vector<StoredSample> out;
    double x = 100;
    for (Instant t = from; out.size() < count; t += step) {
        if (random.below(3000) == 0)
            t += step * (3 + random.below(2000)); // clear of 2.5 steps on either side
        x += (random.unit() - .5) * 3 + (random.below(2000) == 0 ? 400 * random.unit() : 0);
        if (random.below(5000) == 0)
            for (std::int64_t n = random.below(20); n > 0; --n, t += step)
                out.push_back({t, std::nan(""), std::nullopt});
        out.push_back({t, isDecimal ? std::round(x * 10) / 10 : x, std::nullopt});
    }
    return out;
}

} // namespace foreshock::store::test
