// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/store/typed_writer.h"

#include "model/domain/marked_start.h"
#include "model/store/edits.h"
#include "model/store/raw_names.h"
#include "model/store/row_writer.h"
#include "model/store/source_rows.h"

#include <string>

namespace foreshock::store {
namespace {

constexpr const char* kFormat = "typed";
constexpr const char* kPath = "typed here";

Result<SourceId> typedSource(const Database& db, Instant now) {
    std::optional<SourceId> known;
    {
        auto find = db.prepare("SELECT id FROM source WHERE format = ? AND state = 'complete' ORDER BY id LIMIT 1");
        if (!find)
            return find.error();
        find->bindAll(kFormat);
        const auto read = find->each([&] {
            known = SourceId(find->integer(0));
            return false;
        });
        if (!read)
            return read.error();
    }
    if (known)
        return *known;
    SourceDraft draft;
    draft.path = kPath;
    draft.format = kFormat;
    draft.score = 100;
    draft.reason = "typed by a person";
    draft.importedAt = now;
    draft.modified = now;
    const auto made = insertSource(db, draft);
    if (!made)
        return made;
    SourceInfo info;
    info.state = SourceState::Complete;
    info.zone = "UTC";
    info.zoneBasis = "in the record";
    if (const auto done = finishSource(db, *made, info, 0, "", std::nullopt); !done)
        return done.error();
    return *made;
}

} // namespace

Result<void> addTypedChange(Database& db, const Change& change, Instant now) {
    const auto source = typedSource(db, now);
    if (!source)
        return source.error();
    RawNames names(db);
    RowWriter writer(db, names, source->value, kPath, {});
    const auto outcome = writer.change(change, {});
    if (!outcome)
        return outcome.error();
    if (*outcome != RowWriter::Outcome::Stored)
        return Error{ErrorCode::Invalid, "this change is there already: " + change.title, "",
                     "Write another title or time"};
    return db.run("UPDATE source SET read = read + 1, changes = changes + 1 WHERE id = ?", source->value);
}

Result<void> addTypedDependencies(Database& db, const std::vector<Dependency>& dependencies, Instant now) {
    const auto source = typedSource(db, now);
    if (!source)
        return source.error();
    RawNames names(db);
    RowWriter writer(db, names, source->value, kPath, {});
    std::int64_t stored = 0;
    for (const Dependency& d : dependencies) {
        const auto outcome = writer.dependency(d);
        if (!outcome)
            return outcome.error();
        stored += *outcome == RowWriter::Outcome::Stored ? 1 : 0;
    }
    if (stored == 0)
        return Error{ErrorCode::Invalid, "these edges are on the map already", "", "Nothing was changed"};
    return db.run("UPDATE source SET read = read + ?, dependencies = dependencies + ? WHERE id = ?", stored, stored,
                  source->value);
}

Result<void> markStart(Database& db, std::optional<Instant> at, Instant now) {
    const Note mark = noteOfMarkedStart(at.value_or(Instant{}));
    if (const auto done = db.run("DELETE FROM note WHERE kind = ? AND source_id IS NULL", mark.kind); !done)
        return done;
    return at ? addNote(db, mark, now) : Result<void>();
}

} // namespace foreshock::store
