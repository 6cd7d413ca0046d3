// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/exchange/notes_jsonl.h"

#include "importers/json/json_row_reader.h"
#include "importers/json/row_shape.h"

namespace foreshock {
namespace {

/// {"time":"2020-11-25T13:30:00Z","service":"kinesis-frontend","kind":"decision","text":"team engaged","source":"A1",
///  "basis":"fact"}
/// One note a row; `time` and `text` are needed. `source` says where it was written down; it stands in the row only.
class NotesReader final : public JsonRowReader {
public:
    using JsonRowReader::JsonRowReader;

private:
    Result<void> row(const JsonObject& row, const Line& line) override {
        const RecordPlace place = placeOf(line);
        const std::optional<Instant> time = timeOf(row, "time", place);
        if (!time)
            return sink().reject(place, noTimeReason(row, "time"), line.text);
        Note note;
        note.time = *time;
        note.service = ServiceId(std::string(serviceName(textOf(row, "service"))));
        note.kind = textOf(row, "kind");
        note.text = textOf(row, "text");
        note.basis = textOf(row, "basis");
        if (note.text.empty())
            return sink().reject(place, "no \"text\"", line.text);
        return sink().note(note, place);
    }
};

class NotesImporter final : public Importer {
public:
    std::string id() const override { return "notes-jsonl"; }
    std::string title() const override { return "notes, one JSON object a line"; }
    std::string kinds() const override { return "N"; }
    bool canResume() const override { return true; }
    Recognition sniff(const Specimen& specimen) const override {
        return recogniseRows(specimen, {"notes.jsonl",
                                        {"time", "text"},
                                        {"kind", "source", "service"},
                                        {"message", "msg", "level", "title", "metric"}});
    }
    std::unique_ptr<Reader> create(const ReadSettings& settings, RecordSink& sink) const override {
        return std::make_unique<NotesReader>(settings, sink);
    }
};

} // namespace

std::unique_ptr<Importer> notesJsonlImporter() {
    return std::make_unique<NotesImporter>();
}

} // namespace foreshock
