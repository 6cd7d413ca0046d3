// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/store/alarm_rules.h"

#include <algorithm>
#include <tuple>

namespace foreshock::store {

Result<void> writeAlarmRule(const Database& db, RawNames& names, std::int64_t source, const AlarmRule& rule) {
    const auto name = names.idOf(rule.service.value);
    if (!name)
        return name.error();
    return db.run(R"(
        INSERT INTO alarm_rule (source_id, name, raw_name_id, metric, rule, op, threshold, wait_ns, severity)
        SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9 WHERE NOT EXISTS (
            SELECT 1 FROM alarm_rule r JOIN source s ON s.id = r.source_id WHERE s.id = ?1 AND r.name = ?2 AND
                   raw_name_id = ?3 AND metric = ?4 AND rule = ?5 AND op = ?6 AND threshold IS ?7 AND wait_ns = ?8 AND
                   severity = ?9))",
                  source, rule.name, *name, rule.metric, rule.text, rule.op, rule.threshold, rule.wait.ns,
                  rule.severity);
}

Result<std::vector<AlarmRule>> alarmRules(const Database& db, const Gate& gate) {
    auto statement = db.prepare("SELECT source_id, name, raw_name_id, metric, rule, op, threshold, wait_ns, severity "
                                "FROM alarm_rule ORDER BY id");
    if (!statement)
        return statement.error();
    std::vector<AlarmRule> out;
    const auto done = statement->each([&] {
        const Statement& r = *statement;
        if (gate.sees(r.integer(0)))
            out.push_back({r.string(1), ServiceId(gate.names().serviceOf(r.integer(2))), r.string(3), r.string(4),
                           r.string(5), r.isNull(6) ? std::nullopt : std::optional(r.real(6)), Duration{r.integer(7)},
                           static_cast<int>(r.integer(8))});
        return true;
    });
    if (!done)
        return done.error();
    const auto key = [](const AlarmRule& r) {
        return std::tie(r.service.value, r.name, r.text, r.metric, r.op, r.threshold, r.wait.ns, r.severity);
    };
    std::sort(out.begin(), out.end(), [&](const AlarmRule& a, const AlarmRule& b) { return key(a) < key(b); });
    out.erase(std::unique(out.begin(), out.end()), out.end());
    return out;
}

} // namespace foreshock::store
