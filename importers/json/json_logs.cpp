// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/json/json_logs.h"

#include "importers/json/json_log_fields.h"
#include "importers/json/json_row_reader.h"
#include "importers/message_level.h"
#include "importers/specimen_lines.h"
#include "model/base/text.h"

#include <optional>
#include <utility>

namespace foreshock {
namespace {

std::string keysOf(const JsonObject& row) {
    std::string keys;
    for (const auto member : row) {
        keys += (keys.empty() ? "" : ", ") + std::string(clipped(member.key, 40));
        if (keys.size() > 160)
            return keys + ", …";
    }
    return keys;
}

/// {"time":"2020-11-25T13:12:33.120Z","service":"kinesis-frontend","instance":"kfe-1804","level":"ERROR",
///  "message":"route lookup: stream shard not in map","trace":"6f3c","basis":"invented"}
/// One record a row. Only a time is needed: without a message the whole row is the message.
class JsonLogsReader final : public JsonRowReader {
public:
    using JsonRowReader::JsonRowReader;

private:
    Result<void> row(const JsonObject& row, const Line& line) override {
        const RecordPlace place = placeOf(line);
        const JsonLogFields fields(row, m_shape);
        const std::optional<JsonElement> timeMember = fields[LogField::Time];
        if (!timeMember)
            return sink().reject(place, "no time under a known name; the row has " + keysOf(row), line.text);
        const std::optional<Instant> time = timeOf(*timeMember, place);
        if (!time)
            return sink().reject(place, "no time: " + std::string(clipped(textOf(*timeMember), 60)), line.text);
        LogDraft draft;
        draft.time = *time;
        draft.raw = line.text;
        draft.host = fields.text(LogField::Host);
        draft.service = serviceName(fields.text(LogField::Service));
        std::string other;
        draft.message = messageOf(fields, line.text, other);
        draft.level = fields.level();
        if (draft.level == LogLevel::Unknown && !fields[LogField::Level])
            draft.level = messageLevel(draft.message);
        if (const std::optional<JsonElement> arrived = fields[LogField::Arrived])
            if (draft.arrivedAt = timeOf(*arrived, place); !draft.arrivedAt)
                if (Result<void> said = sink().remark(
                        place, "\"arrived_at\" is no time; the record counts as seen when it happened", line.text);
                    !said)
                    return said;
        return handOver(draft, row, place);
    }

    Result<void> ended() override { return handOverParts(); }

    /// {"log":"16,384 bytes","stream":"stdout","time":…} and the like, the last of them with a line end: Docker's
    /// json-file cuts what a container prints without a line end after 16 KiB. One record again, as long as its rows
    /// follow each other and fit into one line's bounds.
    Result<void> handOver(const LogDraft& draft, const JsonObject& row, RecordPlace place) {
        static constexpr std::size_t kDockerPart = 16 * 1024;
        const bool isPart = !m_hasLineEnd && draft.message.size() == kDockerPart && member(row, "log");
        if (!isPart && !m_parts)
            return sink().log(draft, place);
        const std::string stream = textOf(row, "stream");
        const bool isNext = m_parts && member(row, "log") && m_parts->stream == stream &&
                            m_parts->raw.size() + draft.raw.size() < LineSplitter::kLongestLine;
        if (isNext) {
            m_parts->raw += '\n';
            m_parts->raw += draft.raw;
            m_parts->message += draft.message;
            if (Result<void> done = sink().joined(place); !done || isPart)
                return done;
            return handOverParts();
        }
        if (Result<void> done = handOverParts(); !done)
            return done;
        if (!isPart)
            return sink().log(draft, place);
        m_parts = Parts{draft, place, stream, std::string(draft.raw), std::string(draft.message)};
        return {};
    }

    Result<void> handOverParts() {
        if (!m_parts)
            return {};
        const Parts parts = *std::exchange(m_parts, std::nullopt);
        LogDraft draft = parts.first;
        draft.service = serviceName({}); // such rows name neither service nor host
        draft.host = {};
        draft.raw = parts.raw;
        draft.message = parts.message;
        return sink().log(draft, parts.place);
    }

    std::string_view messageOf(const JsonLogFields& fields, std::string_view raw, std::string& other) {
        m_hasLineEnd = false;
        const std::optional<JsonElement> found = fields[LogField::Message];
        if (!found)
            return raw;
        std::string_view message;
        if (other = bytesOf(*found); !other.empty()) // the journal's form of bytes that are no text
            return other;
        if (found->get(message) != simdjson::SUCCESS) {
            other = textOf(*found);
            return other;
        }
        m_hasLineEnd = message.ends_with('\n'); // Docker's json-file keeps the line end
        if (m_hasLineEnd)
            message.remove_suffix(message.ends_with("\r\n") ? 2 : 1);
        const std::size_t within = raw.find(message);
        return within == std::string_view::npos ? message : raw.substr(within, message.size());
    }

    /// [72, 105, 27]: "Hi" and an escape; empty if it is no list of bytes.
    static std::string bytesOf(const JsonElement& element) {
        std::string bytes;
        simdjson::dom::array list;
        if (element.get(list) != simdjson::SUCCESS)
            return bytes;
        for (const JsonElement item : list) {
            std::uint64_t byte = 0;
            if (item.get(byte) != simdjson::SUCCESS || byte > 255)
                return {};
            bytes += static_cast<char>(byte);
        }
        return bytes;
    }

    struct Parts {
        LogDraft first; ///< its texts are gone by now
        RecordPlace place;
        std::string stream;
        std::string raw;     ///< the rows so far
        std::string message; ///< what they say
    };
    JsonShape m_shape;
    std::optional<Parts> m_parts;
    bool m_hasLineEnd = false; ///< the last message that was read
};

class JsonLogsImporter final : public Importer {
public:
    std::string id() const override { return "jsonl-logs"; }
    std::string title() const override { return "log records, one JSON object a line"; }
    std::string kinds() const override { return "L"; }
    bool keepsText() const override { return true; }
    bool canResume() const override { return true; }

    Recognition sniff(const Specimen& specimen) const override {
        JsonRowParser parser;
        int rows = 0;
        int fitting = 0;
        bool isPlain = true; // the exchange form's own names
        std::string problem;
        for (const SpecimenLine& line : wholeLines(specimen, 20)) {
            if (trimmed(line.text).empty())
                continue;
            ++rows;
            const std::optional<JsonObject> row = parser.parse(line.text);
            const std::string why = row ? misfit(*row) : "is " + parser.problem();
            if (why.empty())
                ++fitting;
            else if (problem.empty())
                problem = "line " + std::to_string(line.number) + " " + why;
            isPlain = isPlain && row && member(*row, "time") && member(*row, "service") && member(*row, "message");
        }
        const bool isNamed = fileName(specimen) == "logs.jsonl";
        if (rows == 0)
            return {isNamed && trimmed(specimen.head).starts_with('{') ? 60 : 0, "the first 64 KiB hold no whole line"};
        if (fitting * 2 < rows)
            return {0, problem};
        const std::string share = std::to_string(fitting) + " of the first " + std::to_string(rows) + " rows";
        if (isPlain)
            return {90 + (isNamed ? 8 : 0), "all of the first rows have \"time\", \"service\" and \"message\""};
        return {(fitting == rows ? 75 : 55) + (isNamed ? 10 : 0),
                share + " have a time and a message or level under known names" +
                    (problem.empty() ? "" : "; " + problem)};
    }

    std::unique_ptr<Reader> create(const ReadSettings& settings, RecordSink& sink) const override {
        return std::make_unique<JsonLogsReader>(settings, sink);
    }

private:
    static std::string misfit(const JsonObject& row) {
        JsonShape shape;
        const JsonLogFields fields(row, shape);
        if (!fields[LogField::Time])
            return "has no time under a known name";
        if (!fields[LogField::Message] && !fields[LogField::Level])
            return "has neither a message nor a level under a known name";
        return {};
    }
};

} // namespace

std::unique_ptr<Importer> jsonLogsImporter() {
    return std::make_unique<JsonLogsImporter>();
}

} // namespace foreshock
