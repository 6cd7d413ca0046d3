// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/metrics/statsd_text.h"

#include "importers/line_reader.h"
#include "importers/metrics/dotted_name.h"
#include "importers/metrics/prometheus_number.h"
#include "importers/metrics/prometheus_words.h"
#include "importers/metrics/series_memory.h"
#include "importers/specimen_lines.h"
#include "importers/text_encoding.h"
#include "model/base/text.h"

#include <algorithm>
#include <cmath>

namespace foreshock {
namespace {

/// `1606309380 cart.latency:320|ms|@0.1|#env:prod,host:a`, views into the line.
struct StatsdLine {
    std::string_view time; ///< at the front, or behind |T
    std::string_view name;
    std::string_view values; ///< 320 or 320:330
    std::string_view type;
    std::string_view tags;
    double rate = 1;
    std::string fault;
};

StatsdLine statsdLine(std::string_view text) {
    StatsdLine line;
    std::string_view rest = text;
    const std::size_t bar = text.find('|');
    if (const std::size_t blank = text.find(' '); blank < bar) {
        line.time = text.substr(0, blank);
        rest = trimmed(text.substr(blank + 1));
    }
    const std::vector<std::string_view> parts = split(rest, '|');
    const std::size_t colon = parts.front().find(':');
    line.name = parts.front().substr(0, colon);
    if (parts.size() < 2 || colon == std::string_view::npos || line.name.empty() ||
        line.name.find_first_of(" {}\"") != std::string_view::npos) {
        line.fault = "no name, value and type such as cart.latency:320|ms";
        return line;
    }
    line.values = parts.front().substr(colon + 1);
    line.type = parts[1];
    if (constexpr std::string_view kTypes = " c g ms h d s m ";
        line.type.empty() || kTypes.find(" " + std::string(line.type) + " ") == std::string_view::npos) {
        line.fault = "no type such as c, g, ms, h, d or s: " + repairedUtf8(clipped(line.type, 20));
        return line;
    }
    for (std::size_t i = 2; i < parts.size(); ++i) {
        if (parts[i].starts_with('#'))
            line.tags = parts[i].substr(1);
        else if (parts[i].starts_with('T'))
            line.time = parts[i].substr(1);
        else if (parts[i].starts_with('@'))
            line.rate = sampleValue(parts[i].substr(1)).value_or(0);
    }
    if (!(line.rate > 0 && line.rate <= 1))
        line.fault = "the sampling rate behind @ is above 0 and at most 1";
    else if (line.type == "g" && (line.values.starts_with('+') || line.values.starts_with('-')))
        line.fault = "a gauge's change, not its value";
    for (const std::string_view value : split(line.values, ':'))
        if (line.fault.empty() && (value.empty() || !sampleValue(value)))
            line.fault = "\"" + repairedUtf8(clipped(value, 40)) + "\" is no number";
    return line;
}

/// 1606309380 cart.latency:320|ms|@0.1|#env:prod,host:a
/// cart.orders:3|c|@0.5|T1606309380
/// StatsD itself sends no times: dumps have one before the line, DogStatsD (1.3) behind |T. A counter is scaled by its
/// sampling rate: 3 at a rate of 0.5 stand for 6. What the name means: dottedName.
class StatsdReader final : public LineReader {
public:
    using LineReader::LineReader;

private:
    Result<void> line(const Line& line) override {
        const std::string_view text = trimmed(line.text);
        if (text.empty() || text.front() == '#')
            return {};
        const StatsdLine read = statsdLine(text);
        if (!read.fault.empty())
            return sink().reject(placeOf(line), read.fault, line.text);
        if (read.time.empty())
            return sink().reject(placeOf(line), "no time before the line or behind |T", line.text);
        const std::optional<Instant> time = timeOf(read.time, placeOf(line));
        if (!time)
            return sink().reject(placeOf(line), "no time: " + repairedUtf8(clipped(read.time, 40)), line.text);
        m_key = std::string(read.name) + "|" + std::string(read.type) + "|" + std::string(read.tags);
        const std::int64_t* series = m_series.find(m_key);
        if (!series) {
            const Result<std::int64_t> added = add(read);
            if (!added)
                return added.error();
            series = &m_series.add(m_key, *added);
        }
        for (const std::string_view value : split(read.values, ':')) {
            const double scale = read.type == "c" ? 1 / read.rate : 1;
            if (Result<void> done = sink().sample(*series, {*time, *sampleValue(value) * scale}, placeOf(line)); !done)
                return done;
        }
        return {};
    }

    std::optional<Instant> timeOf(std::string_view text, RecordPlace place) {
        if (const std::optional<Instant> epoch = sampleTime(text))
            return clock().readEpoch(epoch->ns);
        return clock().read(text, place);
    }

    Result<std::int64_t> add(const StatsdLine& read) {
        Labels tags;
        for (const std::string_view tag : split(read.tags, ','))
            if (!tag.empty()) {
                const std::size_t colon = std::min(tag.find(':'), tag.size());
                tags.emplace_back(repairedUtf8(tag.substr(0, colon)),
                                  repairedUtf8(tag.substr(std::min(colon + 1, tag.size()))));
            }
        const SeriesName name = dottedName(read.name, std::move(tags));
        SeriesDraft draft;
        draft.service = serviceName(name.service);
        draft.instance = name.instance;
        draft.version = name.version;
        draft.metric = name.metric;
        draft.unit = read.type == "ms" ? std::string_view("ms") : std::string_view(name.unit);
        return sink().series(draft);
    }

    SeriesMemory<std::int64_t> m_series;
    std::string m_key;
};

class StatsdImporter final : public Importer {
public:
    std::string id() const override { return "statsd-text"; }
    std::string title() const override { return "StatsD lines with times"; }
    std::string kinds() const override { return "M"; }

    Recognition sniff(const Specimen& specimen) const override {
        std::size_t fitting = 0, timeless = 0, rows = 0;
        std::string problem;
        for (const SpecimenLine& line : wholeLines(specimen, 200)) {
            const std::string_view text = trimmed(line.text);
            if (text.empty() || text.front() == '#')
                continue;
            ++rows;
            const StatsdLine read = statsdLine(text);
            fitting += read.fault.empty();
            timeless += read.fault.empty() && read.time.empty();
            if (!read.fault.empty() && problem.empty())
                problem = "line " + std::to_string(line.number) + ": " + read.fault;
        }
        if (rows == 0 || fitting * 10 < rows * 9)
            return {0, rows == 0 ? "no line such as 1606309380 cart.latency:320|ms" : problem};
        if (timeless * 2 > fitting)
            return {40, "StatsD lines, but " + std::to_string(timeless) + " have no time"};
        return {fitting == rows ? 90 : 80,
                "time, name, value and type on " + std::to_string(fitting) + (fitting == 1 ? " line" : " lines")};
    }

    std::unique_ptr<Reader> create(const ReadSettings& settings, RecordSink& sink) const override {
        return std::make_unique<StatsdReader>(settings, sink);
    }
};

} // namespace

std::unique_ptr<Importer> statsdTextImporter() {
    return std::make_unique<StatsdImporter>();
}

} // namespace foreshock
