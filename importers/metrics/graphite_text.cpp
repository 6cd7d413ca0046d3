// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/metrics/graphite_text.h"

#include "importers/line_reader.h"
#include "importers/metrics/dotted_name.h"
#include "importers/metrics/prometheus_number.h"
#include "importers/metrics/prometheus_words.h"
#include "importers/metrics/series_memory.h"
#include "importers/specimen_lines.h"
#include "importers/text_encoding.h"
#include "model/base/text.h"

#include <algorithm>

namespace foreshock {
namespace {

/// The words of `cart.latency;region=eu 0.35 1606309380`; views into the line.
struct GraphiteLine {
    std::string_view path;
    std::string_view value;
    std::string_view time;
    bool hasMore = false;
};

GraphiteLine graphiteLine(std::string_view text) {
    GraphiteLine line;
    line.path = nextWord(text);
    line.value = nextWord(text);
    line.time = nextWord(text);
    line.hasMore = !nextWord(text).empty();
    return line;
}

std::optional<double> graphiteValue(std::string_view word) {
    return word == "None" || word == "null" ? sampleValue("NaN") : sampleValue(word);
}

/// Why it is no sample; empty if it is one.
std::string faultOf(const GraphiteLine& line) {
    const auto quoted = [](std::string_view word) { return "\"" + repairedUtf8(clipped(word, 40)) + "\""; };
    if (line.value.empty())
        return "no value behind the path";
    if (!graphiteValue(line.value))
        return quoted(line.value) + " is no number";
    if (line.time.empty())
        return "no time behind the value";
    if (!sampleTime(line.time))
        return quoted(line.time) + " is no time: seconds since 1970, after March 1973";
    return line.hasMore ? "more than a path, a value and a time" : "";
}

/// servers.web01.cpu.load 0.35 1606309380
/// cart.latency;region=eu 350 1606309380
/// Path, value, time; tags behind semicolons. What the path means: dottedName.
class GraphiteReader final : public LineReader {
public:
    using LineReader::LineReader;

private:
    Result<void> line(const Line& line) override {
        if (trimmed(line.text).empty() || line.text.front() == '#')
            return {};
        const GraphiteLine words = graphiteLine(line.text);
        const std::optional<double> value = graphiteValue(words.value);
        const std::optional<Instant> time = value ? sampleTime(words.time) : std::nullopt;
        if (!time || words.hasMore)
            return sink().reject(placeOf(line), faultOf(words), line.text);
        if (line.endLength == 0 && words.time.size() < m_timeDigits)
            return sink().reject(placeOf(line), "the file ends within this line", line.text);
        m_timeDigits = words.time.size();
        const std::int64_t* series = m_series.find(words.path);
        if (!series) {
            const Result<std::int64_t> added = add(words.path);
            if (!added)
                return added.error();
            series = &m_series.add(words.path, *added);
        }
        (void)clock().readEpoch(time->ns);
        return sink().sample(*series, {*time, *value}, placeOf(line));
    }

    Result<std::int64_t> add(std::string_view path) {
        Labels tags;
        const std::vector<std::string_view> parts = split(path, ';');
        for (std::size_t i = 1; i < parts.size(); ++i) {
            const std::size_t equals = std::min(parts[i].find('='), parts[i].size());
            tags.emplace_back(repairedUtf8(parts[i].substr(0, equals)),
                              repairedUtf8(parts[i].substr(std::min(equals + 1, parts[i].size()))));
        }
        const SeriesName name = dottedName(parts.front(), std::move(tags));
        SeriesDraft draft;
        draft.service = serviceName(name.service);
        draft.instance = name.instance;
        draft.version = name.version;
        draft.metric = name.metric;
        draft.unit = name.unit;
        return sink().series(draft);
    }

    SeriesMemory<std::int64_t> m_series;
    std::size_t m_timeDigits = 0;
};

class GraphiteImporter final : public Importer {
public:
    std::string id() const override { return "graphite-text"; }
    std::string title() const override { return "samples as Graphite text: path, value, time"; }
    std::string kinds() const override { return "M"; }

    Recognition sniff(const Specimen& specimen) const override {
        std::size_t fitting = 0, dotted = 0, rows = 0;
        std::string problem;
        for (const SpecimenLine& line : wholeLines(specimen, 200)) {
            if (trimmed(line.text).empty() || line.text.front() == '#')
                continue;
            ++rows;
            const GraphiteLine words = graphiteLine(line.text);
            const std::string fault = faultOf(words);
            const bool isPath = words.path.find_first_of("{}\"=,()<>|") == std::string_view::npos ||
                                words.path.find(';') != std::string_view::npos;
            if (fault.empty() && isPath) {
                ++fitting;
                dotted += words.path.find_first_of(".;") != std::string_view::npos;
            } else if (problem.empty()) {
                problem = "line " + std::to_string(line.number) +
                          " is no sample: " + (fault.empty() ? "the path is none of Graphite" : fault);
            }
        }
        if (rows == 0 || fitting * 10 < rows * 9)
            return {0, rows == 0 ? "no line such as cart.latency 0.35 1606309380" : problem};
        if (dotted * 2 < fitting)
            return {45, "path, value and time on the lines, but the paths have no dots"};
        return {fitting == rows ? 80 : 70, "a dotted path, a value and a time on " + std::to_string(fitting) +
                                               (fitting == 1 ? " line" : " lines")};
    }

    std::unique_ptr<Reader> create(const ReadSettings& settings, RecordSink& sink) const override {
        return std::make_unique<GraphiteReader>(settings, sink);
    }
};

} // namespace

std::unique_ptr<Importer> graphiteTextImporter() {
    return std::make_unique<GraphiteImporter>();
}

} // namespace foreshock
