// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/metrics/prometheus_text.h"

#include "importers/metrics/prometheus_reader.h"
#include "importers/metrics/prometheus_words.h"
#include "importers/specimen_lines.h"
#include "model/base/text.h"

namespace foreshock {
namespace {

constexpr std::size_t kMostLines = 200;

bool isFormatComment(std::string_view line) {
    for (const std::string_view start : {"# TYPE ", "# HELP ", "# UNIT ", "# EOF"})
        if (line.starts_with(start))
            return true;
    return false;
}

/// What the first lines hold.
struct Sight {
    int comments = 0; ///< of the format's own kinds
    int labelled = 0; ///< lines with labels, whether they are samples or not
    int samples = 0;
    int timeless = 0;
    int others = 0;
    std::string firstProblem;
};

Sight sightOf(const Specimen& specimen) {
    Sight sight;
    for (const SpecimenLine& line : wholeLines(specimen, kMostLines)) {
        const std::string_view text = trimmed(line.text);
        if (text.empty() || (text.front() == '#' && !isFormatComment(text)))
            continue;
        if (text.front() == '#') {
            ++sight.comments;
            continue;
        }
        const SampleFault fault = faultOfLine(text);
        sight.labelled += text.find('{') < text.find('"');
        ++(fault.kind == SampleFault::None     ? sight.samples
           : fault.kind == SampleFault::NoTime ? sight.timeless
                                               : sight.others);
        if (fault.kind == SampleFault::Other && sight.firstProblem.empty())
            sight.firstProblem = "line " + std::to_string(line.number) + " is no sample: " + fault.reason;
    }
    return sight;
}

class PrometheusTextImporter final : public Importer {
public:
    std::string id() const override { return "prometheus-text"; }
    std::string title() const override {
        return "samples with times, Prometheus text, OpenMetrics or a TSDB dump; ALERTS as alarms";
    }
    std::string kinds() const override { return "MA"; }

    Recognition sniff(const Specimen& specimen) const override {
        const Sight sight = sightOf(specimen);
        const int rows = sight.samples + sight.timeless + sight.others;
        if (sight.others * 10 > rows || (rows == 0 && sight.comments == 0))
            return {sight.comments > 0 ? 20 : 0,
                    rows == 0 ? "no line such as name{label=\"text\"} 12.5 1606309380" : sight.firstProblem};
        const std::string lines = std::to_string(rows) + (rows == 1 ? " line" : " lines");
        const int damage = sight.others > 0 ? 10 : 0;
        if (sight.samples < sight.timeless)
            return {sight.comments > 0 ? 70 : 0,
                    "a scrape: " + std::to_string(sight.timeless) + " of " + lines + " have no time"};
        if (sight.comments > 0)
            return {95 - damage, "comments such as # TYPE, and name, value and time on " + lines};
        if (sight.labelled > 0)
            return {88 - damage, "name, labels, value and time on " + lines};
        return {60 - damage, "name, value and time on " + lines + ", without labels or # TYPE"};
    }

    std::unique_ptr<Reader> create(const ReadSettings& settings, RecordSink& sink) const override {
        return std::make_unique<PrometheusReader>(settings, sink);
    }
};

} // namespace

std::unique_ptr<Importer> prometheusTextImporter() {
    return std::make_unique<PrometheusTextImporter>();
}

} // namespace foreshock
