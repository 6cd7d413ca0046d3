// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/csv_rows.h"
#include "importers/line_reader.h"
#include "importers/metrics/metrics_columns.h"

#include <optional>
#include <string>
#include <unordered_map>

namespace foreshock {

/// timestamp,service,metric,value,unit
/// 2020-11-25T13:15:00Z,kinesis-frontend,kds_put_errors,4.02,%
/// 2020-11-25T13:16:00Z,kinesis-frontend,kds_put_errors,,%
/// One sample a row; `instance` and `version` are read if the header names them, columns of other names are not.
/// An empty value or NaN is a null sample: it was due and has no value. Memory: one text a series.
class MetricsCsvReader final : public LineReader {
public:
    using LineReader::LineReader;

private:
    Result<void> line(const Line& line) override;
    Result<void> ended() override;
    Result<void> rows();
    Result<void> header(const CsvRow& row);
    Result<void> row(const CsvRow& row);
    Result<std::int64_t> seriesOf(const CsvRow& row);

    CsvRows m_rows;
    std::optional<MetricsColumns> m_columns;
    std::unordered_map<std::string, std::int64_t> m_series; ///< by the texts of its row
    std::string m_key;
};

} // namespace foreshock
