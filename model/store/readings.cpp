// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/store/readings.h"

#include "model/store/changeset.h"
#include "model/store/edits.h"
#include "model/store/source_facts.h"
#include "model/store/source_rows.h"

#include <algorithm>
#include <set>

namespace foreshock::store {
namespace {

constexpr std::int64_t kAlwaysKept = std::int64_t{64} << 20;

struct Hidden {
    std::int64_t id;
    std::int64_t size;
};

struct History {
    std::vector<Hidden> hidden;
    struct Edit {
        std::int64_t id;
        std::set<std::int64_t> sources;
    };
    std::vector<Edit> edits; ///< that lead to hidden readings, the oldest first
    std::int64_t seen = 0;   ///< bytes of what is not hidden

    bool leadsTo(std::int64_t source) const {
        return std::any_of(edits.begin(), edits.end(), [&](const Edit& e) { return e.sources.contains(source); });
    }
};

Result<History> historyOf(const Database& db) {
    History out;
    auto sources = db.prepare("SELECT id, size, state = 'hidden' FROM source ORDER BY id");
    auto edits = db.prepare("SELECT id, changeset FROM edit_history ORDER BY id");
    if (!sources || !edits)
        return sources ? edits.error() : sources.error();
    std::set<std::int64_t> hidden;
    const auto listed = sources->each([&] {
        if (sources->integer(2) != 0) {
            out.hidden.push_back({sources->integer(0), sources->integer(1)});
            hidden.insert(sources->integer(0));
        } else {
            out.seen += sources->integer(1);
        }
        return true;
    });
    if (!listed)
        return listed.error();
    if (hidden.empty())
        return out;
    const auto read = edits->each([&] {
        History::Edit edit{edits->integer(0), rowsIn(edits->blob(1), "source")};
        if (std::any_of(edit.sources.begin(), edit.sources.end(), [&](std::int64_t s) { return hidden.contains(s); }))
            out.edits.push_back(std::move(edit));
        return true;
    });
    if (!read)
        return read.error();
    return out;
}

/// What a reading kept of the original goes to another reading of the same bytes.
Result<void> handOn(const Database& db, std::int64_t source) {
    return db.run(R"(
        UPDATE source_bytes SET source_id = (
                   SELECT o.id FROM source o JOIN source s ON s.id = ?1
                    WHERE o.id <> s.id AND o.content_hash = s.content_hash AND o.content_hash <> ''
                    ORDER BY o.state = 'complete' DESC, o.id DESC LIMIT 1)
         WHERE source_id = ?1 AND EXISTS (SELECT 1 FROM source o JOIN source s ON s.id = ?1
                    WHERE o.id <> s.id AND o.content_hash = s.content_hash AND o.content_hash <> ''))",
                  source);
}

Result<void> removeReading(const Database& db, std::int64_t id) {
    auto transaction = Transaction::begin(db);
    if (!transaction)
        return transaction.error();
    if (const auto done = handOn(db, id); !done)
        return done;
    if (const auto done = removeSource(db, SourceId(id)); !done)
        return done;
    return transaction->commit();
}

} // namespace

Result<void> replaceReadings(Database& db, const std::string& title, Instant now,
                             const std::vector<Reading>& readings) {
    // Staged is unfinished, and an undo must not make it so again: it would be swept away at the next opening.
    const auto hide = [&](Database& d) -> Result<void> {
        for (const Reading& reading : readings)
            if (const auto done = d.run("UPDATE source SET state = 'hidden' WHERE id = ?", reading.now.value); !done)
                return done;
        return {};
    };
    const auto exchange = [&](Database& d) -> Result<void> {
        for (const Reading& reading : readings) {
            for (const auto& done : {d.run("UPDATE source SET state = 'hidden' WHERE id = ?", reading.before.value),
                                     d.run("UPDATE source SET state = 'complete' WHERE id = ?", reading.now.value),
                                     writeFacts(d, reading.now, reading.facts)})
                if (!done)
                    return done;
        }
        return {};
    };
    return Edits(db).correct(title, now, exchange, hide);
}

Result<void> discardReading(Database& db, SourceId id) {
    return removeReading(db, id.value);
}

Result<void> tidyReadings(Database& db) {
    auto history = historyOf(db);
    if (!history)
        return history.error();
    auto newest = db.integer("SELECT coalesce(max(id), 0) FROM edit_history WHERE undone = 0");
    if (!newest)
        return newest.error();
    const auto held = [&] {
        std::int64_t bytes = 0;
        for (const Hidden& hidden : history->hidden)
            bytes += history->leadsTo(hidden.id) ? hidden.size : 0;
        return bytes;
    };
    while (!history->edits.empty() && history->edits.front().id != *newest &&
           held() > std::max(kAlwaysKept, history->seen)) {
        if (const auto done = db.run("DELETE FROM edit_history WHERE id = ?", history->edits.front().id); !done)
            return done;
        history->edits.erase(history->edits.begin());
    }
    for (const Hidden& hidden : history->hidden)
        if (!history->leadsTo(hidden.id))
            if (const auto done = removeReading(db, hidden.id); !done)
                return done;
    return {};
}

Result<void> forgetEditsOf(const Database& db, SourceId id) {
    auto edits = db.prepare("SELECT id, changeset FROM edit_history");
    if (!edits)
        return edits.error();
    std::vector<std::int64_t> gone;
    const auto read = edits->each([&] {
        if (rowsIn(edits->blob(1), "source").contains(id.value))
            gone.push_back(edits->integer(0));
        return true;
    });
    if (!read)
        return read;
    for (const std::int64_t edit : gone)
        if (const auto done = db.run("DELETE FROM edit_history WHERE id = ?", edit); !done)
            return done;
    return {};
}

Result<void> correctClocks(Database& db, const std::string& title, Instant now,
                           const std::vector<ClockCorrection>& corrections) {
    return Edits(db).correct(title, now, [&](Database& d) -> Result<void> {
        for (const ClockCorrection& c : corrections)
            if (const auto done = d.run("UPDATE source SET offset_ns = ?, offset_error_ns = ? WHERE id = ?",
                                        c.offset.ns, c.error.ns, c.source.value);
                !done)
                return done;
        return {};
    });
}

} // namespace foreshock::store
