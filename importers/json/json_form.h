// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/json/json_members.h"
#include "importers/json/json_row_walk.h"

namespace foreshock {

/// Reads the rows of one form; lives for one source.
class JsonFormWork {
public:
    virtual ~JsonFormWork() = default;
    virtual Result<void> row(const JsonRowAt& row, RecordDesk& desk) = 0;
    /// After the last row: hands over what was kept to be joined.
    virtual Result<void> ended(RecordDesk&) { return {}; }
};

/// One format of JSON rows as a tool exports them: a document, a list or a stream. Where the rows stand, how one looks,
/// who reads it; the rest is alike for all.
struct JsonForm {
    std::string id;
    std::string title;
    std::string kinds;
    std::vector<std::string> paths; ///< where rows stand: "" at the top, "items"; see walkJsonRows
    std::string look;               ///< for people: what a row has: "\"startsAt\" and \"labels\""
    bool (*fits)(const Json& row) = nullptr;
    std::unique_ptr<JsonFormWork> (*work)() = nullptr;
    /// Must the document around the rows look like something, too? Asked of the first value of the text.
    bool (*frames)(const Json& document) = nullptr;
};
std::unique_ptr<Importer> jsonFormImporter(JsonForm form);

/// For forms whose rows stand alone: workOf<readRow> with Result<void> readRow(const JsonRowAt&, RecordDesk&).
template<auto read>
std::unique_ptr<JsonFormWork> workOf() {
    struct Work final : JsonFormWork {
        Result<void> row(const JsonRowAt& row, RecordDesk& desk) override { return read(row, desk); }
    };
    return std::make_unique<Work>();
}
/// For forms that join rows.
template<class Work>
std::unique_ptr<JsonFormWork> newWork() {
    return std::make_unique<Work>();
}

} // namespace foreshock
