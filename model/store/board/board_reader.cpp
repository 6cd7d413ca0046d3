// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/store/board/board_reader.h"

#include "model/base/text.h"

#include <unordered_map>

namespace foreshock::store {
namespace {

bool hasArrived(const Gate& gate, Instant arrived) {
    return gate.snapshot().shows(arrived, true, arrived);
}

/// Calls `visit(statement)` for every row of a question.
template<class Visit>
Result<void> eachRow(const Database& db, const char* sql, Visit&& visit) {
    auto rows = db.prepare(sql);
    if (!rows)
        return rows.error();
    return rows->each([&] {
        visit(*rows);
        return true;
    });
}

Result<void> readHypotheses(const Database& db, const Gate& gate, Board& out) {
    return eachRow(db,
                   "SELECT id, statement, service, change_id, state, test, command, suspected_ns, settled_ns, "
                   "settled_by, arrived_ns FROM main.hypothesis ORDER BY id",
                   [&](const Statement& row) {
                       if (!hasArrived(gate, row.instant(10)))
                           return;
                       out.hypotheses.push_back({row.integer(0), row.string(1), ServiceId(row.string(2)),
                                                 ChangeId(row.string(3)), hypothesisState(row.text(4)), row.string(5),
                                                 row.string(6), row.maybeInstant(7), row.maybeInstant(8), row.string(9),
                                                 row.instant(10)});
                   });
}

Result<void> readEvidence(const Database& db, const Gate& gate, Board& out) {
    std::unordered_map<std::string, std::int64_t> sources;
    if (const auto known = eachRow(db, "SELECT uuid, id FROM main.source",
                                   [&](const Statement& row) { sources.emplace(row.string(0), row.integer(1)); });
        !known)
        return known;
    return eachRow(db,
                   "SELECT id, kind, text, time_ns, until_ns, service, metric, change_id, source_uuid, seq, query, "
                   "arrived_ns FROM main.evidence ORDER BY id",
                   [&](const Statement& row) {
                       if (!hasArrived(gate, row.instant(11)))
                           return;
                       PinnedEvidence e;
                       e.id = row.integer(0);
                       e.kind = pinKind(row.text(1));
                       e.text = row.string(2);
                       e.time = row.instant(3);
                       e.until = row.maybeInstant(4);
                       e.service = ServiceId(row.string(5));
                       e.metric = row.string(6);
                       e.change = ChangeId(row.string(7));
                       e.query = row.string(10);
                       if (!row.isNull(9)) {
                           e.seq = row.integer(9);
                           const auto source = sources.find(row.string(8));
                           e.isGone = source == sources.end() || !gate.sees(source->second);
                           if (!e.isGone) {
                               e.source = SourceId(source->second);
                               e.time += gate.offset(source->second);
                           }
                       }
                       out.evidence.push_back(std::move(e));
                   });
}

Result<void> readPut(const Database& db, const Gate& gate, Board& out) {
    return eachRow(db,
                   "SELECT hypothesis_id, evidence_id, stance, arrived_ns FROM main.hypothesis_evidence "
                   "ORDER BY hypothesis_id, evidence_id",
                   [&](const Statement& row) {
                       if (hasArrived(gate, row.instant(3)) && out.hypothesis(row.integer(0)) &&
                           out.pinned(row.integer(1)))
                           out.put.push_back({row.integer(0), row.integer(1), stanceOf(row.text(2))});
                   });
}

Result<void> readRulings(const Database& db, const Gate& gate, Board& out) {
    return eachRow(
        db, "SELECT change_id, alarm_id, reason, ruled_ns, restored_ns FROM main.ruling_out ORDER BY id",
        [&](const Statement& row) {
            const auto restored = row.maybeInstant(4);
            if (hasArrived(gate, row.instant(3)) && !(restored && hasArrived(gate, *restored)))
                out.rulings.push_back({ChangeId(row.string(0)), AlarmId(row.string(1)), row.string(2), row.instant(3)});
        });
}

template<class Enum>
Enum named(std::string_view name, std::initializer_list<Enum> all, Enum otherwise) {
    for (const Enum value : all)
        if (nameOf(value) == name)
            return value;
    return otherwise;
}

Result<void> readRankings(const Database& db, const Gate& gate, Board& out) {
    std::unordered_map<std::int64_t, std::size_t> places;
    if (const auto done = eachRow(
            db, "SELECT id, alarm_id, made_ns, verdict, feeds, changes, series, services FROM main.ranking ORDER BY id",
            [&](const Statement& row) {
                if (!hasArrived(gate, row.instant(2)))
                    return;
                KeptRanking r;
                r.alarm = AlarmId(row.string(1));
                r.at = row.instant(2);
                r.verdict = named(row.text(3),
                                  {Verdict::Named, Verdict::Ranked, Verdict::NotAChange, Verdict::UnrecordedChange},
                                  Verdict::CannotTell);
                r.feeds = static_cast<int>(row.integer(4));
                r.changes = static_cast<int>(row.integer(5));
                r.series = static_cast<int>(row.integer(6));
                r.services = static_cast<int>(row.integer(7));
                places.emplace(row.integer(0), out.rankings.size());
                out.rankings.push_back(std::move(r));
            });
        !done)
        return done;
    return eachRow(
        db,
        "SELECT ranking_id, change_id, title, strength, probability FROM main.ranking_place "
        "ORDER BY ranking_id, place",
        [&](const Statement& row) {
            const auto ranking = places.find(row.integer(0));
            if (ranking == places.end())
                return;
            out.rankings[ranking->second].places.push_back(
                {ChangeId(row.string(1)), row.string(2),
                 named(row.text(3), {Strength::Strong, Strength::Plausible, Strength::Weak}, Strength::CannotTell),
                 row.real(4)});
        });
}

} // namespace

Result<Board> board(const Database& db, const Gate& gate) {
    Board out;
    const auto has = db.integer("SELECT count(*) FROM main.sqlite_schema WHERE name = 'hypothesis'");
    if (!has)
        return has.error();
    if (*has == 0)
        return out;
    for (const auto read : {readHypotheses, readEvidence, readPut, readRulings, readRankings})
        if (const auto done = read(db, gate, out); !done)
            return done.error();
    return out;
}

} // namespace foreshock::store
