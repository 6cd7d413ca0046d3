// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/text/logfmt.h"

#include "importers/json/json_log_fields.h"
#include "importers/line_reader.h"
#include "importers/specimen_lines.h"
#include "importers/text/logfmt_pairs.h"
#include "model/base/text.h"

#include <array>

namespace foreshock {
namespace {

/// The pairs of one line that mean something; where several mean the same, the more specific name wins.
class LogfmtFields {
public:
    LogfmtFields(const std::vector<LogfmtPair>& pairs, JsonShape& shape) {
        std::array<int, kFields> rank{};
        for (std::size_t place = 0; place < pairs.size(); ++place) {
            const JsonShape::Known& known = shape.at(place, pairs[place].key);
            if (known.field == LogField::Count || pairs[place].value.empty())
                continue;
            const auto field = static_cast<std::size_t>(known.field);
            if (!m_found[field] || known.rank < rank[field]) {
                m_found[field] = &pairs[place];
                rank[field] = known.rank;
            }
        }
    }
    const LogfmtPair* operator[](LogField field) const { return m_found[static_cast<std::size_t>(field)]; }
    std::string_view text(LogField field) const {
        return operator[](field) ? operator[](field)->value : std::string_view();
    }

private:
    static constexpr std::size_t kFields = static_cast<std::size_t>(LogField::Count);
    std::array<const LogfmtPair*, kFields> m_found{};
};

class LogfmtReader final : public LineReader {
public:
    using LineReader::LineReader;

private:
    Result<void> line(const Line& line) override {
        if (trimmed(line.text).empty())
            return {};
        const RecordPlace place = placeOf(line);
        if (!splitLogfmt(line.text, m_pairs))
            return sink().reject(place, "not key=value pairs, or a quote that is never closed", line.text);
        const LogfmtFields fields(m_pairs, m_shape);
        const std::string_view written = fields.text(LogField::Time);
        if (written.empty())
            return sink().reject(place, "no time under a known key (time, ts, t, timestamp)", line.text);
        const std::optional<Instant> time = clock().read(written, place);
        if (!time)
            return sink().reject(place, "no time: " + std::string(clipped(written, 60)), line.text);
        LogDraft draft;
        draft.time = *time;
        draft.level = logLevel(fields.text(LogField::Level)).value_or(LogLevel::Unknown);
        draft.service = serviceName(fields.text(LogField::Service));
        draft.host = fields.text(LogField::Host);
        draft.raw = line.text;
        const LogfmtPair* message = fields[LogField::Message];
        std::string plain;
        if (message && message->hasEscapes)
            plain = unescapedLogfmt(message->value);
        draft.message = !message ? line.text : message->hasEscapes ? std::string_view(plain) : message->value;
        return sink().log(draft, place);
    }

    std::vector<LogfmtPair> m_pairs;
    JsonShape m_shape;
};

class LogfmtImporter final : public Importer {
public:
    std::string id() const override { return "logfmt"; }
    std::string title() const override { return "logfmt, key=value pairs"; }
    std::string kinds() const override { return "L"; }
    bool keepsText() const override { return true; }
    bool canResume() const override { return true; }

    Recognition sniff(const Specimen& specimen) const override {
        std::vector<LogfmtPair> pairs;
        JsonShape shape;
        int read = 0;
        int fitting = 0;
        std::string problem;
        for (const SpecimenLine& line : wholeLines(specimen, 50)) {
            if (trimmed(line.text).empty())
                continue;
            ++read;
            const std::string why = misfit(line.text, pairs, shape);
            if (why.empty())
                ++fitting;
            else if (problem.empty())
                problem = "line " + std::to_string(line.number) + " " + why;
        }
        if (read == 0)
            return {0, "the first 64 KiB hold no whole line"};
        if (fitting * 2 <= read)
            return {0, problem};
        return {problem.empty() ? 92 : 85, std::to_string(fitting) + " of the first " + std::to_string(read) +
                                               " lines are key=value pairs with a time and a message or level"};
    }

    std::unique_ptr<Reader> create(const ReadSettings& settings, RecordSink& sink) const override {
        return std::make_unique<LogfmtReader>(settings, sink);
    }

private:
    static std::string misfit(std::string_view line, std::vector<LogfmtPair>& pairs, JsonShape& shape) {
        const std::size_t first = line.find_first_of("= \t\"");
        if (first == std::string_view::npos || line[first] != '=')
            return "does not begin with key=value";
        if (!splitLogfmt(line, pairs))
            return "has a quote that is never closed";
        const LogfmtFields fields(pairs, shape);
        const std::string_view time = fields.text(LogField::Time);
        if (time.empty() || (!parseTime(time) && time.find_first_not_of("0123456789.") != std::string_view::npos))
            return "has no time under a known key";
        if (!fields[LogField::Message] && !fields[LogField::Level])
            return "has neither a message nor a level under a known key";
        return {};
    }
};

} // namespace

std::unique_ptr<Importer> logfmtImporter() {
    return std::make_unique<LogfmtImporter>();
}

} // namespace foreshock
