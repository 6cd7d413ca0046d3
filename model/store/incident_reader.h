// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/domain/incident.h"
#include "model/store/gate.h"

#include <vector>

namespace foreshock::store {

/// Services of the map, by id; of one that was told twice, what was told last.
Result<std::vector<Service>> mappedServices(const Database& db, const Gate& gate);
/// Services of the map and every other service that a change, alarm, edge or series names, by id.
Result<std::vector<Service>> services(const Database& db, const Gate& gate);
Result<std::vector<Dependency>> dependencies(const Database& db, const Gate& gate);
/// By start, then id.
Result<std::vector<Change>> changes(const Database& db, const Gate& gate);
/// By start, then id.
Result<std::vector<Alarm>> alarms(const Database& db, const Gate& gate);
Result<std::vector<Note>> notes(const Database& db, const Gate& gate);
/// As told, oldest first.
Result<std::vector<DeclaredLimit>> declaredLimits(const Database& db, const Gate& gate);
/// A fact of the meta table; empty if it was never told.
Result<std::string> fact(const Database& db, std::string_view key);
/// What each source covers, by kind of record: as stated, else first to last record (assumed).
Result<std::vector<FeedCoverage>> feeds(const Database& db, const Gate& gate);
/// Sources with rejected rows, by what they hold; one that holds several kinds counts for those of which records came.
Result<std::vector<UnreadRows>> unreadRows(const Database& db, const Gate& gate);
/// Everything but the series' samples; `series` holds the catalogue with empty sample lists.
Result<Incident> incident(const Database& db, const Gate& gate);

} // namespace foreshock::store
