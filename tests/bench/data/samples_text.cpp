// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/data/samples_text.h"

#include "tests/bench/data/log_words.h"

#include <algorithm>
#include <cmath>
#include <fstream>

namespace foreshock::bench {
namespace {

constexpr std::array<std::string_view, 10> kMetrics = {
    "node_cpu_percent", "node_memory_percent", "disk_util_percent",       "queue_depth_percent", "http_requests_total",
    "node_bytes_total", "db_rows_total",       "request_latency_seconds", "gc_pause_seconds",    "config_generation",
};
constexpr std::uint64_t kKinds = kMetrics.size();

/// The values of one series; the kind decides how they move.
class Walk {
public:
    explicit Walk(std::uint64_t series)
        : m_kind(series % kKinds)
        , m_random(series * 7919 + 1)
        , m_value(m_kind < 4 ? 50 : 0) {}

    double next() {
        if (m_kind < 4) {
            m_value = std::clamp(m_value + (m_random.share() - .5) * 4, 0., 100.);
            return std::round(m_value * 100) / 100;
        }
        if (m_kind < 7)
            return m_value += m_random.below(m_kind == 4 ? 20 : 5000);
        if (m_kind < 9)
            return .05 + m_random.share() * .01 + (m_random.isOneIn(997) ? 2.5 * m_random.share() : 0);
        if (m_random.isOneIn(5000))
            m_value = m_random.below(8);
        return m_value;
    }
    /// Milliseconds that a scrape comes early.
    std::int64_t early(std::uint64_t series) { return series % 2 ? m_random.below(7) : 0; }

private:
    std::uint64_t m_kind;
    Random m_random;
    double m_value;
};

} // namespace

Result<void> writeSamples(const std::string& path, SamplesText text, std::uint64_t series, std::uint64_t samples) {
    std::ofstream file(path, std::ios::binary);
    const bool isOpenMetrics = text == SamplesText::OpenMetrics;
    std::string out;
    for (std::uint64_t kind = 0; kind < kKinds; ++kind) {
        put(out, "# TYPE {} gauge\n", kMetrics[kind]);
        for (std::uint64_t s = kind; s < series; s += kKinds) {
            const std::string name = fmt::format(R"({}{{instance="10.0.{}.{}:9100",job="node",dc="eu-{}",idx="{}"}})",
                                                 kMetrics[kind], s / 250, s % 250, s % 3, s);
            Walk walk(s);
            std::int64_t time = 1'710'403'200'000 + static_cast<std::int64_t>(s * 37 % 15'000);
            for (std::uint64_t i = 0; i < samples; ++i, time += 15'000) {
                const std::int64_t at = time - walk.early(s);
                if (isOpenMetrics)
                    put(out, "{} {:.10g} {}.{:03}\n", name, walk.next(), at / 1000, at % 1000);
                else
                    put(out, "{} {:.10g} {}\n", name, walk.next(), at);
                if (out.size() > (1 << 20)) {
                    file << out;
                    out.clear();
                }
            }
        }
    }
    file << out << (isOpenMetrics ? "# EOF\n" : "");
    file.close();
    if (!file)
        return Error{ErrorCode::Io, "the file can't be written", path, "Is there room, and may you write there?"};
    return {};
}

} // namespace foreshock::bench
