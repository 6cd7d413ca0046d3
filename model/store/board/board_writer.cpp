// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/store/board/board_writer.h"

#include <cmath>

namespace foreshock::store {
namespace {

constexpr std::int64_t kRankingsKept = 200; ///< of each wave

Error gone(const char* what) {
    return {ErrorCode::Invalid, std::string("that ") + what + " is no longer here", "", "Look again, then repeat it"};
}

Result<std::int64_t> newestId(const Database& db) {
    return db.integer("SELECT last_insert_rowid()");
}

/// Of a record: which source it is in, as that is known for ever.
struct RecordPlace {
    std::string uuid, hash;
    Duration offset;
};

Result<RecordPlace> placeOf(const Database& db, SourceId source) {
    auto row = db.prepare("SELECT uuid, coalesce(content_hash, ''), offset_ns FROM source WHERE id = ?");
    if (!row)
        return row.error();
    std::optional<RecordPlace> out;
    row->bindAll(source.value);
    if (const auto done = row->each([&] {
            out = RecordPlace{row->string(0), row->string(1), Duration{row->integer(2)}};
            return false;
        });
        !done)
        return done.error();
    return out ? Result<RecordPlace>(std::move(*out)) : Result<RecordPlace>(gone("record's source"));
}

/// The id of evidence that says the same of the same, else of a new row.
Result<std::int64_t> pinned(const Database& db, const PinnedEvidence& e, Instant now) {
    RecordPlace place;
    const bool isRecord = e.seq >= 0;
    if (isRecord) {
        auto found = placeOf(db, e.source);
        if (!found)
            return found.error();
        place = std::move(*found);
    }
    const Instant time = e.time - place.offset;
    auto same = db.prepare("SELECT id FROM evidence WHERE kind = ? AND text = ? AND time_ns = ? AND service = ? AND "
                           "metric = ? AND change_id = ? AND source_uuid = ? AND seq IS ?");
    if (!same)
        return same.error();
    const auto seq = isRecord ? std::optional(e.seq) : std::nullopt;
    same->bindAll(nameOf(e.kind), e.text, time, e.service.value, e.metric, e.change.value, place.uuid, seq);
    std::int64_t id = 0;
    if (const auto done = same->each([&] {
            id = same->integer(0);
            return false;
        });
        !done)
        return done.error();
    if (id != 0)
        return id;
    const auto until = e.until ? std::optional(*e.until - place.offset) : std::nullopt;
    if (const auto done = db.run("INSERT INTO evidence (kind, text, time_ns, until_ns, service, metric, change_id, "
                                 "source_uuid, source_hash, seq, query, arrived_ns) "
                                 "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                                 nameOf(e.kind), e.text, time, until, e.service.value, e.metric, e.change.value,
                                 place.uuid, place.hash, seq, e.query, now);
        !done)
        return done.error();
    return newestId(db);
}

Result<void> put(const Database& db, std::int64_t hypothesis, std::int64_t evidence, Stance stance, Instant now) {
    return db.run("INSERT INTO hypothesis_evidence (hypothesis_id, evidence_id, stance, arrived_ns) "
                  "VALUES (?, ?, ?, ?) ON CONFLICT (hypothesis_id, evidence_id) DO UPDATE SET stance = excluded.stance",
                  hypothesis, evidence, nameOf(stance), now);
}

/// Is there a row of that id?
Result<bool> has(const Database& db, const char* sql, std::int64_t id) {
    auto row = db.prepare(sql);
    if (!row)
        return row.error();
    row->bindAll(id);
    bool isThere = false;
    const auto done = row->each([&] {
        isThere = true;
        return false;
    });
    return done ? Result<bool>(isThere) : Result<bool>(done.error());
}

struct Writer {
    Database& db;
    Instant now;

    Result<void> operator()(const RuleOut& e) const {
        return db.run("INSERT INTO ruling_out (change_id, alarm_id, reason, ruled_ns, restored_ns) "
                      "VALUES (?, ?, ?, ?, NULL)",
                      e.ruling.change.value, e.ruling.alarm.value, e.ruling.reason, now);
    }

    Result<void> operator()(const Restore& e) const {
        if (e.alarms.empty())
            return restore(e.change, "");
        for (const AlarmId& alarm : e.alarms)
            if (const auto done = restore(e.change, alarm.value); !done)
                return done;
        return {};
    }

    Result<void> restore(const ChangeId& change, const std::string& alarm) const {
        return db.run("UPDATE ruling_out SET restored_ns = ? WHERE change_id = ? AND alarm_id = ? AND restored_ns IS "
                      "NULL",
                      now, change.value, alarm);
    }

    Result<void> operator()(const StartHypothesis& e) const {
        const BoardHypothesis& h = e.hypothesis;
        if (const auto done = db.run("INSERT INTO hypothesis (statement, service, change_id, state, test, command, "
                                     "suspected_ns, settled_ns, settled_by, arrived_ns) "
                                     "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                                     h.statement, h.service.value, h.change.value, nameOf(h.state), h.test, h.command,
                                     h.suspectedAt, h.settledAt, h.settledBy, now);
            !done)
            return done;
        const auto id = newestId(db);
        if (!id)
            return id.error();
        for (const auto& [evidence, stance] : e.evidence) {
            const auto row = pinned(db, evidence, now);
            if (!row)
                return row.error();
            if (const auto done = put(db, *id, *row, stance, now); !done)
                return done;
        }
        return {};
    }

    Result<void> operator()(const ChangeHypothesis& e) const {
        const BoardHypothesis& h = e.hypothesis;
        const auto isThere = has(db, "SELECT 1 FROM hypothesis WHERE id = ?", h.id);
        if (!isThere || !*isThere)
            return isThere ? gone("hypothesis") : isThere.error();
        const auto settled = h.state == HypothesisState::Open ? std::nullopt : std::optional(h.settledAt.value_or(now));
        return db.run("UPDATE hypothesis SET statement = ?, service = ?, change_id = ?, state = ?, test = ?, "
                      "command = ?, suspected_ns = ?, settled_ns = ?, settled_by = ? WHERE id = ?",
                      h.statement, h.service.value, h.change.value, nameOf(h.state), h.test, h.command, h.suspectedAt,
                      settled, h.settledBy, h.id);
    }

    Result<void> operator()(const DropHypothesis& e) const {
        if (const auto done = db.run("DELETE FROM hypothesis_evidence WHERE hypothesis_id = ?", e.id); !done)
            return done;
        return db.run("DELETE FROM hypothesis WHERE id = ?", e.id);
    }

    Result<void> operator()(const PinEvidence& e) const {
        const auto row = pinned(db, e.evidence, now);
        if (!row)
            return row.error();
        return e.hypothesis == 0 ? Result<void>() : put(db, e.hypothesis, *row, e.stance, now);
    }

    Result<void> operator()(const UnpinEvidence& e) const {
        if (const auto done = db.run("DELETE FROM hypothesis_evidence WHERE evidence_id = ?", e.id); !done)
            return done;
        return db.run("DELETE FROM evidence WHERE id = ?", e.id);
    }

    Result<void> operator()(const PutToHypothesis& e) const {
        if (!e.stance)
            return db.run("DELETE FROM hypothesis_evidence WHERE hypothesis_id = ? AND evidence_id = ?", e.hypothesis,
                          e.evidence);
        for (const auto& [sql, id, what] :
             {std::tuple("SELECT 1 FROM hypothesis WHERE id = ?", e.hypothesis, "hypothesis"),
              std::tuple("SELECT 1 FROM evidence WHERE id = ?", e.evidence, "evidence")})
            if (const auto isThere = has(db, sql, id); !isThere || !*isThere)
                return isThere ? gone(what) : isThere.error();
        return put(db, e.hypothesis, e.evidence, *e.stance, now);
    }
};

/// The newest ranking of that wave, as it was kept; empty if there is none.
Result<bool> isKept(const Database& db, const KeptRanking& r) {
    auto newest = db.prepare("SELECT id, verdict, feeds, changes, series, services FROM ranking WHERE alarm_id = ? "
                             "ORDER BY id DESC LIMIT 1");
    auto places = db.prepare("SELECT change_id, title, strength, probability FROM ranking_place "
                             "WHERE ranking_id = ? ORDER BY place");
    if (!newest || !places)
        return newest ? places.error() : newest.error();
    std::int64_t id = 0;
    bool isSame = false;
    newest->bindAll(r.alarm.value);
    if (const auto done = newest->each([&] {
            id = newest->integer(0);
            isSame = newest->text(1) == nameOf(r.verdict) && newest->integer(2) == r.feeds &&
                     newest->integer(3) == r.changes && newest->integer(4) == r.series &&
                     newest->integer(5) == r.services;
            return false;
        });
        !done)
        return done.error();
    if (!isSame)
        return false;
    std::size_t i = 0;
    places->bindAll(id);
    if (const auto done = places->each([&] {
            isSame = i < r.places.size() && places->text(0) == r.places[i].change.value &&
                     places->text(1) == r.places[i].title && places->text(2) == nameOf(r.places[i].strength) &&
                     std::abs(places->real(3) - r.places[i].probability) < 1e-9;
            ++i;
            return isSame;
        });
        !done)
        return done.error();
    return isSame && i == r.places.size();
}

} // namespace

Result<void> write(Database& db, const BoardEdit& edit, Instant now) {
    return std::visit(Writer{db, now}, edit);
}

Result<void> keepRanking(const Database& db, const KeptRanking& ranking) {
    const auto isOld = isKept(db, ranking);
    if (!isOld || *isOld)
        return isOld ? Result<void>() : isOld.error();
    auto transaction = Transaction::begin(db);
    if (!transaction)
        return transaction.error();
    transaction->leaveInputs();
    if (const auto done = db.run("INSERT INTO ranking (alarm_id, made_ns, verdict, feeds, changes, series, services) "
                                 "VALUES (?, ?, ?, ?, ?, ?, ?)",
                                 ranking.alarm.value, ranking.at, nameOf(ranking.verdict), ranking.feeds,
                                 ranking.changes, ranking.series, ranking.services);
        !done)
        return done;
    const auto id = newestId(db);
    if (!id)
        return id.error();
    int place = 0;
    for (const RankedPlace& p : ranking.places)
        if (const auto done = db.run("INSERT INTO ranking_place (ranking_id, place, change_id, title, strength, "
                                     "probability) VALUES (?, ?, ?, ?, ?, ?)",
                                     *id, ++place, p.change.value, p.title, nameOf(p.strength), p.probability);
            !done)
            return done;
    constexpr const char* kOld = "SELECT id FROM ranking WHERE alarm_id = ? ORDER BY id DESC LIMIT -1 OFFSET ?";
    for (const std::string& sql : {std::string("DELETE FROM ranking_place WHERE ranking_id IN (") + kOld + ")",
                                   std::string("DELETE FROM ranking WHERE id IN (") + kOld + ")"})
        if (const auto done = db.run(sql.c_str(), ranking.alarm.value, kRankingsKept); !done)
            return done;
    return transaction->commit();
}

} // namespace foreshock::store
