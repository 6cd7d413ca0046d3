// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/domain/note.h"
#include "model/store/database.h"

#include <functional>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace foreshock::store {

/// Edits by a person: each is one transaction whose changeset (SQLite's session extension) stands in edit_history, so
/// that it can be undone and redone in any later session. Written with synchronous=FULL: nothing typed is lost.
class Edits {
public:
    explicit Edits(Database& db)
        : m_db(db) {}

    /// Runs `change` and keeps its changeset under a title for people.
    Result<void> make(const std::string& title, Instant now, const std::function<Result<void>(Database&)>& change);
    /// A person says what names (ids of raw_name) mean: one edit. An empty service takes an earlier word back. What the
    /// rules then say of other names is worked out in the same transaction, here and at undo and redo, and is no part
    /// of the edit.
    Result<void> name(const std::string& title, Instant now,
                      const std::vector<std::pair<std::int64_t, std::string>>& services);
    /// Corrects how sources were read: their clock, or which reading of them is seen. Revisions of all that they hold
    /// are raised and names are worked out anew, here and at undo and redo.
    /// `before` runs in the same transaction and is no part of what is undone.
    Result<void> correct(const std::string& title, Instant now, const std::function<Result<void>(Database&)>& change,
                         const std::function<Result<void>(Database&)>& before = {});
    /// Inverts the newest edit that is not undone. Null if there is none. Errors: Invalid if later data stand in the
    /// way.
    Result<std::optional<std::string>> undo();
    /// Applies the oldest undone edit again.
    Result<std::optional<std::string>> redo();

private:
    using Change = std::function<Result<void>(Database&)>;
    Result<void> record(const std::string& title, Instant now, const Change& before, const Change& change,
                        const Change& after);
    Result<std::optional<std::string>> replay(const char* find, int undoneAfter, bool invert);
    Result<void> sourcesChanged() const;
    Result<void> checkReadings(const std::string& title, const std::set<std::int64_t>& sources) const;
    Database& m_db;
};

/// Title of what undo() would take back, and of what redo() would bring back; null if there is none.
Result<std::optional<std::string>> undoTitle(const Database& db);
Result<std::optional<std::string>> redoTitle(const Database& db);

/// Stores a typed note; to be called inside Edits::make.
Result<void> addNote(Database& db, const Note& note, Instant now);

} // namespace foreshock::store
