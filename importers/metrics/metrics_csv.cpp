// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/metrics/metrics_csv.h"

#include "importers/metrics/metrics_columns.h"
#include "importers/metrics/metrics_csv_reader.h"
#include "importers/specimen_lines.h"

#include <algorithm>

namespace foreshock {
namespace {

enum class Rows { Services, Instances };

class MetricsImporter final : public Importer {
public:
    explicit MetricsImporter(Rows rows)
        : m_rows(rows) {}

    std::string id() const override { return m_rows == Rows::Services ? "metrics-csv" : "metrics-instances-csv"; }
    std::string title() const override {
        return m_rows == Rows::Services ? "samples as CSV, one a row" : "samples of instances as CSV, one a row";
    }
    std::string kinds() const override { return "M"; }

    Recognition sniff(const Specimen& specimen) const override {
        const std::vector<SpecimenLine> lines = wholeLines(specimen, 1);
        if (lines.empty())
            return {0, "the first 64 KiB hold no whole line"};
        const MetricsColumns columns = metricsColumns(lines.front().text);
        const bool hasInstances = columns.instance.has_value();
        const bool isHalf = std::count(columns.missing.begin(), columns.missing.end(), ',') < 2 && columns.count > 1;
        if (!columns.missing.empty() && isHalf && hasInstances == (m_rows == Rows::Instances))
            return {20, "line 1 names no column " + columns.missing + " (found: " + columns.found +
                            "); needed are timestamp, service, metric, value"};
        if (!columns.missing.empty())
            return {0, "line 1 is no header with " + columns.missing};
        if (hasInstances != (m_rows == Rows::Instances))
            return {0, hasInstances ? "line 1 names a column \"instance\"" : "line 1 names no column \"instance\""};
        const bool isNamed = fileName(specimen) == (hasInstances ? "metrics_instances.csv" : "metrics.csv");
        return {90 + (isNamed ? 8 : 0), "line 1 names the columns timestamp, service, metric and value"};
    }

    std::unique_ptr<Reader> create(const ReadSettings& settings, RecordSink& sink) const override {
        return std::make_unique<MetricsCsvReader>(settings, sink);
    }

private:
    Rows m_rows;
};

} // namespace

std::unique_ptr<Importer> metricsCsvImporter() {
    return std::make_unique<MetricsImporter>(Rows::Services);
}

std::unique_ptr<Importer> metricsInstancesCsvImporter() {
    return std::make_unique<MetricsImporter>(Rows::Instances);
}

} // namespace foreshock
