// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/store/incident_reader.h"

#include "model/domain/source.h"
#include "model/identity/environment_reading.h"
#include "model/store/alarm_rules.h"
#include "model/store/details_text.h"
#include "model/store/samples/series_reader.h"
#include "model/store/series_roles.h"

#include <algorithm>
#include <map>
#include <tuple>

namespace foreshock::store {
namespace {

AlarmState alarmState(std::string_view word) {
    return word == "resolved" ? AlarmState::Resolved : word == "no_data" ? AlarmState::NoData : AlarmState::Firing;
}

std::optional<Instant> shifted(std::optional<Instant> t, Duration by) {
    return t ? std::optional(*t + by) : std::nullopt;
}

/// Services of the map by id, as the last source that told of them says.
Result<std::map<std::string, Service>> mappedById(const Database& db, const Gate& gate) {
    std::map<std::string, Service> byId;
    auto statement = db.prepare(
        "SELECT raw_name_id, name, role, on_map_at_start, basis, source_id, details FROM service ORDER BY id");
    if (!statement)
        return statement.error();
    const auto done = statement->each([&] {
        if (!gate.sees(statement->integer(5)))
            return true;
        const std::string& id = gate.names().serviceOf(statement->integer(0));
        byId[id] = Service{ServiceId(id),
                           statement->string(1),
                           statement->string(2),
                           statement->integer(3) != 0,
                           statement->string(4),
                           detailsOf(statement->text(6)),
                           gate.names().environmentOf(statement->integer(0))};
        return true;
    });
    if (!done)
        return done.error();
    return byId;
}

std::vector<Service> listed(std::map<std::string, Service> byId) {
    std::vector<Service> out;
    for (auto& [id, service] : byId)
        out.push_back(std::move(service));
    return out;
}

} // namespace

Result<std::vector<Service>> mappedServices(const Database& db, const Gate& gate) {
    auto byId = mappedById(db, gate);
    if (!byId)
        return byId.error();
    return listed(std::move(*byId));
}

Result<std::vector<Service>> services(const Database& db, const Gate& gate) {
    auto mapped = mappedById(db, gate);
    if (!mapped)
        return mapped.error();
    std::map<std::string, Service>& byId = *mapped;
    auto named = db.prepare(R"(
        SELECT raw_name_id, source_id FROM change UNION SELECT raw_name_id, source_id FROM alarm
        UNION SELECT from_name_id, source_id FROM dependency UNION SELECT to_name_id, source_id FROM dependency
        UNION SELECT s.raw_name_id, c.source_id FROM series s JOIN sample_chunk c ON c.series_id = s.id)");
    if (!named)
        return named.error();
    const auto done = named->each([&] {
        const std::string& id = gate.names().serviceOf(named->integer(0));
        if (gate.sees(named->integer(1)) && !id.empty())
            byId.try_emplace(
                id, Service{ServiceId(id), id, "", true, "", {}, gate.names().environmentOf(named->integer(0))});
        return true;
    });
    if (!done)
        return done.error();
    return listed(std::move(byId));
}

Result<std::vector<Dependency>> dependencies(const Database& db, const Gate& gate) {
    auto statement = db.prepare("SELECT from_name_id, to_name_id, kind, documented, confirmed, why, basis, source_id "
                                "FROM dependency ORDER BY id");
    if (!statement)
        return statement.error();
    std::vector<Dependency> out;
    const auto done = statement->each([&] {
        if (!gate.sees(statement->integer(7)))
            return true;
        out.push_back({ServiceId(gate.names().serviceOf(statement->integer(0))),
                       ServiceId(gate.names().serviceOf(statement->integer(1))),
                       dependencyKind(statement->text(2)).value_or(DependencyKind::Unknown), statement->integer(3) != 0,
                       statement->integer(4) != 0, statement->string(5), statement->string(6)});
        return true;
    });
    if (!done)
        return done.error();
    return out;
}

Result<std::vector<Change>> changes(const Database& db, const Gate& gate) {
    auto statement = db.prepare(R"(
        SELECT key, raw_name_id, kind, title, start_ns, end_ns, actor, ref, rollout, scope, basis, arrived_ns, source_id,
               details
          FROM change ORDER BY start_ns, key)");
    if (!statement)
        return statement.error();
    std::vector<Change> out;
    const auto done = statement->each([&] {
        const Statement& r = *statement;
        const std::int64_t source = r.integer(12);
        const Duration by = gate.offset(source);
        if (!gate.shows(source, r.instant(4) + by, r.maybeInstant(11)))
            return true;
        Change c{ChangeId(r.string(0)),
                 ServiceId(gate.names().serviceOf(r.integer(1))),
                 r.string(2),
                 r.string(3),
                 r.instant(4) + by,
                 shifted(r.maybeInstant(5), by),
                 r.string(6),
                 r.string(7),
                 r.string(8),
                 r.string(9),
                 r.string(10),
                 r.maybeInstant(11),
                 detailsOf(r.text(13)),
                 gate.offsetError(source),
                 gate.names().environmentOf(r.integer(1))};
        if (c.end && *c.end > gate.snapshot().asOf)
            c.end.reset(); // its end had not happened yet
        out.push_back(std::move(c));
        return true;
    });
    if (!done)
        return done.error();
    std::stable_sort(out.begin(), out.end(), [](const Change& a, const Change& b) {
        return std::tie(a.start, a.id.value) < std::tie(b.start, b.id.value);
    });
    return out;
}

Result<std::vector<Alarm>> alarms(const Database& db, const Gate& gate) {
    auto statement = db.prepare(R"(
        SELECT key, raw_name_id, metric, title, rule, severity, state, start_ns, end_ns, basis, arrived_ns, source_id,
               details
          FROM alarm ORDER BY start_ns, key)");
    if (!statement)
        return statement.error();
    std::vector<Alarm> out;
    const auto done = statement->each([&] {
        const Statement& r = *statement;
        const std::int64_t source = r.integer(11);
        const Duration by = gate.offset(source);
        if (!gate.shows(source, r.instant(7) + by, r.maybeInstant(10)))
            return true;
        Alarm a{AlarmId(r.string(0)),
                ServiceId(gate.names().serviceOf(r.integer(1))),
                r.string(2),
                r.string(3),
                r.string(4),
                static_cast<int>(r.integer(5)),
                alarmState(r.text(6)),
                r.instant(7) + by,
                shifted(r.maybeInstant(8), by),
                r.string(9),
                r.maybeInstant(10),
                detailsOf(r.text(12)),
                gate.offsetError(source),
                gate.names().environmentOf(r.integer(1))};
        if (a.end && *a.end > gate.snapshot().asOf) {
            a.end.reset();
            a.state = AlarmState::Firing;
        }
        out.push_back(std::move(a));
        return true;
    });
    if (!done)
        return done.error();
    std::stable_sort(out.begin(), out.end(), [](const Alarm& a, const Alarm& b) {
        return std::tie(a.start, a.id.value) < std::tie(b.start, b.id.value);
    });
    return out;
}

Result<std::vector<Note>> notes(const Database& db, const Gate& gate) {
    auto statement = db.prepare(
        "SELECT time_ns, raw_name_id, kind, text, basis, arrived_ns, source_id FROM note ORDER BY time_ns, id");
    if (!statement)
        return statement.error();
    std::vector<Note> out;
    const auto done = statement->each([&] {
        const Statement& r = *statement;
        const bool isTyped = r.isNull(6);
        const Instant time = r.instant(0) + (isTyped ? Duration{} : gate.offset(r.integer(6)));
        const bool isShown = isTyped ? gate.snapshot().shows(time, !r.isNull(5), r.instant(5))
                                     : gate.shows(r.integer(6), time, r.maybeInstant(5));
        if (isShown)
            out.push_back(
                {time, ServiceId(gate.names().serviceOf(r.integer(1))), r.string(2), r.string(3), r.string(4)});
        return true;
    });
    if (!done)
        return done.error();
    std::stable_sort(out.begin(), out.end(), [](const Note& a, const Note& b) { return a.time < b.time; });
    return out;
}

Result<std::vector<DeclaredLimit>> declaredLimits(const Database& db, const Gate& gate) {
    auto statement = db.prepare("SELECT raw_name_id, metric, value, unit, told_by, dated_ns, scope, source_id "
                                "FROM limit_declared ORDER BY dated_ns, id");
    if (!statement)
        return statement.error();
    std::vector<DeclaredLimit> out;
    const auto done = statement->each([&] {
        const Statement& r = *statement;
        if (gate.sees(r.integer(7)))
            out.push_back({ServiceId(gate.names().serviceOf(r.integer(0))), r.string(1), r.real(2), r.string(3),
                           r.string(4), r.maybeInstant(5), r.string(6)});
        return true;
    });
    if (!done)
        return done.error();
    return out;
}

Result<std::string> fact(const Database& db, std::string_view key) {
    auto statement = db.prepare("SELECT value FROM meta WHERE key = ?");
    if (!statement)
        return statement.error();
    std::string value;
    statement->bindAll(key);
    const auto done = statement->each([&] {
        value = statement->string(0);
        return false;
    });
    if (!done)
        return done.error();
    return value;
}

namespace {

/// Kinds of records that feeds speak of, with the letter of each in the column `kinds`, in the order of the columns of
/// counts.
struct FeedKind {
    const char* name;
    const char* letter;
};
constexpr FeedKind kFeedKinds[] = {{"changes", "C"}, {"alarms", "A"}, {"metrics", "M"}, {"logs", "L"}};

} // namespace

Result<std::vector<FeedCoverage>> feeds(const Database& db, const Gate& gate) {
    auto statement = db.prepare("SELECT id, path, changes, alarms, samples, logs, first_ns, last_ns, covers_from_ns, "
                                "covers_to_ns, covers_basis, kinds, format FROM source ORDER BY id");
    if (!statement)
        return statement.error();
    std::vector<FeedCoverage> out;
    const auto done = statement->each([&] {
        const Statement& r = *statement;
        const CoverageSpan covers =
            r.isNull(8) || r.isNull(9) ? CoverageSpan{} : CoverageSpan{{r.instant(8), r.instant(9)}, r.string(10)};
        if (!gate.sees(r.integer(0)) || (r.isNull(6) && !covers.isStated()))
            return true;
        const Duration by = gate.offset(r.integer(0));
        const TimeRange range = covers.isStated() ? covers.range : TimeRange{r.instant(6), r.instant(7)};
        for (int kind = 0; kind < 4; ++kind)
            // An empty export that states its stretch says that nothing happened; what it could hold must be plain.
            if (r.integer(2 + kind) > 0 || (covers.isStated() && r.text(11) == kFeedKinds[kind].letter))
                out.push_back({kFeedKinds[kind].name,
                               r.string(1),
                               {range.from + by, range.to + by},
                               !covers.isStated(),
                               r.string(12)});
        return true;
    });
    if (!done)
        return done.error();
    return out;
}

Result<std::vector<UnreadRows>> unreadRows(const Database& db, const Gate& gate) {
    auto statement = db.prepare("SELECT id, path, changes, alarms, samples, logs, rejected, kinds FROM source "
                                "WHERE rejected > 0 ORDER BY id");
    if (!statement)
        return statement.error();
    std::vector<UnreadRows> out;
    const auto done = statement->each([&] {
        const Statement& r = *statement;
        if (gate.sees(r.integer(0)))
            for (int kind = 0; kind < 4; ++kind)
                if (r.integer(2 + kind) > 0 || r.text(7) == kFeedKinds[kind].letter)
                    out.push_back({kFeedKinds[kind].name, r.string(1), r.integer(6)});
        return true;
    });
    if (!done)
        return done.error();
    return out;
}

Result<Incident> incident(const Database& db, const Gate& gate) {
    Incident out;
    const auto take = [](auto& into, auto result) -> Result<void> {
        if (!result)
            return result.error();
        into = std::move(*result);
        return {};
    };
    std::vector<SeriesInfo> catalogue;
    std::string zone;
    for (const auto& done :
         {take(out.title, fact(db, "title")), take(zone, fact(db, "zone")), take(out.services, services(db, gate)),
          take(out.dependencies, dependencies(db, gate)), take(out.changes, changes(db, gate)),
          take(out.alarms, alarms(db, gate)), take(out.notes, notes(db, gate)), take(out.feeds, feeds(db, gate)),
          take(out.unread, unreadRows(db, gate)), take(out.limits, declaredLimits(db, gate)),
          take(catalogue, seriesCatalogue(db, gate)), take(out.alarmRules, alarmRules(db, gate)),
          take(out.roleRules, roleRules(db))})
        if (!done)
            return done.error();
    out.zone = zone.empty() ? "UTC" : zone;
    for (SeriesInfo& info : catalogue)
        out.series.push_back({std::move(info), {}});
    tellEnvironments(out);
    return out;
}

} // namespace foreshock::store
