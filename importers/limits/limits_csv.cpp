// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/csv_rows.h"
#include "importers/limits/limit_feeds.h"
#include "importers/limits/limit_value.h"
#include "importers/record_desk.h"
#include "importers/specimen_lines.h"
#include "importers/text_form.h"
#include "model/base/text.h"

#include <algorithm>
#include <initializer_list>

namespace foreshock {
namespace {

/// Which column of a header holds what; −1: none.
struct Columns {
    int service = -1, metric = -1, limit = -1, unit = -1, source = -1, date = -1, scope = -1;
    std::size_t count = 0;
    bool isWhole() const { return metric >= 0 && limit >= 0; }
};

std::string heading(std::string_view cell) {
    std::string out = lowered(trimmed(cell));
    std::replace(out.begin(), out.end(), '_', ' ');
    return out;
}

int columnCalled(const std::vector<std::string_view>& header, std::initializer_list<std::string_view> names) {
    for (const std::string_view name : names)
        for (std::size_t i = 0; i < header.size(); ++i)
            if (heading(header[i]) == name)
                return static_cast<int>(i);
    return -1;
}

/// service,metric,limit,unit,source,date
/// kinesis-frontend,threads,32768,threads/server,ulimit -u of the image,2020-09-01
Columns catalogueColumns(const std::vector<std::string_view>& header) {
    Columns out;
    out.count = header.size();
    out.service = columnCalled(header, {"service"});
    out.metric = columnCalled(header, {"metric"});
    out.limit = columnCalled(header, {"limit"});
    out.unit = columnCalled(header, {"unit"});
    out.source = columnCalled(header, {"source"});
    out.date = columnCalled(header, {"date"});
    out.scope = columnCalled(header, {"scope"});
    if (out.service < 0)
        out.metric = -1;
    return out;
}

/// Service,Quota name,Applied quota value,AWS default quota value,Adjustability     a console's list of quotas
/// Resource,Limit,In Use,Reserved                                                   openstack quota show --usage -f csv
Columns quotaColumns(const std::vector<std::string_view>& header) {
    Columns out;
    out.count = header.size();
    out.service = columnCalled(header, {"service", "service name", "servicename", "service code"});
    out.metric = columnCalled(header, {"quota name", "quotaname", "quota", "service quota name", "limit name"});
    out.limit = columnCalled(header, {"applied account-level quota value", "applied quota value", "quota value",
                                      "value", "limit", "current limit", "hard limit"});
    if (out.metric < 0 && columnCalled(header, {"in use"}) >= 0)
        out.metric = columnCalled(header, {"resource"});
    out.unit = columnCalled(header, {"unit", "units"});
    out.scope = columnCalled(header, {"region", "location", "scope"});
    out.date = columnCalled(header, {"date", "as of", "updated"});
    return out;
}

using FindColumns = Columns (*)(const std::vector<std::string_view>&);

Columns columnsOfLine(std::string_view line, FindColumns find) {
    CsvRows rows;
    rows.feed(Line{line, 1, 0, line.size(), 1, false});
    rows.end();
    const CsvRow* row = rows.next();
    return row && row->problem.empty() ? find(row->fields) : Columns{};
}

class TableReader : public LineReader {
public:
    TableReader(const ReadSettings& settings, RecordSink& sink, FindColumns find, bool isOwnSource)
        : LineReader(settings, sink)
        , m_desk(settings, sink)
        , m_find(find)
        , m_path(settings.path)
        , m_written(writtenAt(settings.fileTime))
        , m_isOwnSource(isOwnSource) {}
    std::string zoneBasis() const final { return m_desk.zoneBasis(); }

private:
    Result<void> line(const Line& line) final {
        m_rows.feed(line);
        return rows();
    }
    Result<void> ended() final {
        m_rows.end();
        return rows();
    }
    Result<void> rows() {
        while (const CsvRow* row = m_rows.next()) {
            if (trimmed(row->text).empty())
                continue;
            m_desk.open(row->place, row->text);
            if (Result<void> done = m_columns.isWhole() ? limit(*row) : header(*row); !done)
                return done;
        }
        return {};
    }
    Result<void> header(const CsvRow& row) {
        m_columns = m_find(row.fields);
        if (!m_columns.isWhole())
            return Error{ErrorCode::Format, "the header names no columns for a resource and its limit",
                         "line " + std::to_string(row.place.line),
                         "Name the columns service,metric,limit,unit,source,date"};
        return {};
    }
    Result<void> limit(const CsvRow& row) {
        if (!row.problem.empty())
            return m_desk.reject(row.problem);
        if (row.fields.size() != m_columns.count)
            return m_desk.reject(std::to_string(row.fields.size()) + " columns where the header names " +
                                 std::to_string(m_columns.count));
        const auto cell = [&](int column) {
            return column < 0 ? std::string() : std::string(trimmed(row.fields[static_cast<std::size_t>(column)]));
        };
        const std::string value = cell(m_columns.limit);
        if (isUnlimited(value))
            return m_desk.leftOut();
        const std::optional<double> number = limitValue(value);
        if (!number)
            return m_desk.reject("the limit is no number: " + std::string(clipped(value, 60)));
        DeclaredLimit out{ServiceId(cell(m_columns.service)),
                          cell(m_columns.metric),
                          *number,
                          cell(m_columns.unit),
                          cell(m_columns.source),
                          std::nullopt,
                          cell(m_columns.scope)};
        const std::string date = cell(m_columns.date);
        if (!date.empty()) {
            out.date = m_desk.clock().read(date.size() == 10 ? date + "T00:00:00" : date, row.place);
            if (!out.date) // kept in its own words, but then the limit is a hint only
                out.source += (out.source.empty() ? "" : ", ") + std::string(clipped(date, 60));
        }
        // An export is itself the place where its quotas are written, as of when it was made.
        if (m_isOwnSource) {
            out.source = m_path;
            if (!out.date)
                out.date = m_written;
        }
        return m_desk.limit(std::move(out));
    }

    RecordDesk m_desk;
    FindColumns m_find;
    std::string m_path;
    std::optional<Instant> m_written;
    bool m_isOwnSource;
    CsvRows m_rows;
    Columns m_columns;
};

class CatalogueReader final : public TableReader {
public:
    CatalogueReader(const ReadSettings& settings, RecordSink& sink)
        : TableReader(settings, sink, catalogueColumns, false) {}
};

class QuotaReader final : public TableReader {
public:
    QuotaReader(const ReadSettings& settings, RecordSink& sink)
        : TableReader(settings, sink, quotaColumns, true) {}
};

} // namespace

std::unique_ptr<Importer> limitsCsvImporter() {
    return textFormImporter(
        {"limits-csv", "limit catalogue as CSV: service,metric,limit,unit,source,date", "R",
         [](const Specimen& specimen) {
             Recognition seen = recogniseFirstLine(
                 specimen, [](std::string_view line) { return columnsOfLine(line, catalogueColumns).isWhole(); },
                 "a header with service, metric and limit");
             if (seen.score > 0 && fileName(specimen) == "limits.csv")
                 seen.score = 98;
             return seen;
         },
         newReader<CatalogueReader>});
}

std::unique_ptr<Importer> quotaCsvImporter() {
    return textFormImporter({"quota-csv", "quotas of a cloud or of OpenStack as CSV", "R",
                             [](const Specimen& specimen) {
                                 return recogniseFirstLine(
                                     specimen,
                                     [](std::string_view line) { return columnsOfLine(line, quotaColumns).isWhole(); },
                                     "a header with a quota's name and value");
                             },
                             newReader<QuotaReader>});
}

} // namespace foreshock
