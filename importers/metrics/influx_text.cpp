// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/metrics/influx_text.h"

#include "importers/line_reader.h"
#include "importers/metrics/influx_line.h"
#include "importers/metrics/prometheus_number.h"
#include "importers/metrics/series_memory.h"
#include "importers/specimen_lines.h"
#include "model/base/text.h"

namespace foreshock {
namespace {

/// cpu,host=web01 usage=1.5,count=12i,ok=true,state="up" 1606309380000000000
/// Every number and boolean (1 or 0) is a sample. Text fields are left out and remarked upon once a series. Comments
/// are skipped; so is "CREATE DATABASE" of an export, with a remark.
class InfluxReader final : public LineReader {
public:
    using LineReader::LineReader;

private:
    struct Field {
        std::string name;
        std::optional<std::int64_t> handle; ///< none: a text
    };

    Result<void> line(const Line& line) override {
        const std::string_view text = trimmed(line.text);
        if (text.empty() || text.front() == '#')
            return {};
        parseInfluxLine(text, m_line);
        if (!m_line.fault.empty() && text.starts_with("CREATE "))
            return sink().remark(placeOf(line), "a command to the database is left out", line.text);
        if (!m_line.fault.empty())
            return sink().reject(placeOf(line), m_line.fault, line.text);
        // Today's seconds to nanoseconds have 10, 13, 16 or 19 digits.
        const bool isShort = m_timeDigits > 0 ? m_line.time.size() < m_timeDigits : m_line.time.size() % 3 != 1;
        if (line.endLength == 0 && isShort)
            return sink().reject(placeOf(line), "the file ends within this line", line.text);
        m_timeDigits = m_line.time.size();
        const std::optional<Instant> time = sampleTime(m_line.time);
        (void)clock().readEpoch(time->ns);
        std::vector<Field>* known = m_series.find(m_line.key);
        if (!known)
            known = &m_series.add(m_line.key, {});
        bool hasNumber = false;
        for (std::size_t i = 0; i < m_line.fields.size(); ++i) {
            const InfluxField& read = m_line.fields[i];
            const Result<Field*> field = fieldAt(*known, i, read, line);
            if (!field)
                return field.error();
            if (read.isText || !(*field)->handle)
                continue;
            hasNumber = true;
            if (Result<void> done = sink().sample(*(*field)->handle, {*time, read.value}, placeOf(line)); !done)
                return done;
        }
        return hasNumber ? Result<void>() : sink().reject(placeOf(line), "only text fields, no number", line.text);
    }

    /// Lines of one key mostly have the same fields in the same order.
    Result<Field*> fieldAt(std::vector<Field>& fields, std::size_t at, const InfluxField& read, const Line& line) {
        if (at < fields.size() && fields[at].name == read.name && (read.isText || fields[at].handle))
            return &fields[at];
        for (Field& field : fields)
            if (field.name == read.name && (read.isText || field.handle))
                return &field;
        Field field{std::string(read.name), std::nullopt};
        if (read.isText) {
            if (Result<void> said = sink().remark(
                    placeOf(line), "the text field \"" + field.name + "\" of this series is left out", line.text);
                !said)
                return said.error();
        } else {
            const SeriesName name = influxName(m_line.key, read.name);
            SeriesDraft draft;
            draft.service = serviceName(name.service);
            draft.instance = name.instance;
            draft.version = name.version;
            draft.metric = name.metric;
            draft.unit = name.unit;
            draft.environment = name.environment;
            const Result<std::int64_t> handle = sink().series(draft);
            if (!handle)
                return handle.error();
            field.handle = *handle;
        }
        fields.push_back(std::move(field));
        return &fields.back();
    }

    InfluxLine m_line;
    SeriesMemory<std::vector<Field>> m_series;
    std::size_t m_timeDigits = 0;
};

class InfluxImporter final : public Importer {
public:
    std::string id() const override { return "influx-line"; }
    std::string title() const override { return "samples in the InfluxDB line protocol"; }
    std::string kinds() const override { return "M"; }

    Recognition sniff(const Specimen& specimen) const override {
        std::size_t fitting = 0, timeless = 0, rows = 0;
        std::string problem;
        InfluxLine parsed;
        for (const SpecimenLine& line : wholeLines(specimen, 200)) {
            const std::string_view text = trimmed(line.text);
            if (text.empty() || text.front() == '#' || text.starts_with("CREATE "))
                continue;
            ++rows;
            parseInfluxLine(text, parsed);
            if (parsed.fault.empty())
                ++fitting;
            else if (parsed.fault.starts_with("no time"))
                ++timeless;
            if (!parsed.fault.empty() && problem.empty())
                problem = "line " + std::to_string(line.number) + ": " + parsed.fault;
        }
        if (rows == 0 || fitting * 10 < rows * 9)
            return {timeless * 2 > rows ? 20 : 0,
                    rows == 0 ? "no line such as cpu,host=a usage=1.5 1606309380" : problem};
        return {fitting == rows ? 92 : 82,
                "measurement, fields and time on " + std::to_string(fitting) + (fitting == 1 ? " line" : " lines")};
    }

    std::unique_ptr<Reader> create(const ReadSettings& settings, RecordSink& sink) const override {
        return std::make_unique<InfluxReader>(settings, sink);
    }
};

} // namespace

std::unique_ptr<Importer> influxTextImporter() {
    return std::make_unique<InfluxImporter>();
}

} // namespace foreshock
