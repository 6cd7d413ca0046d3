// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/workflows/time_words.h"
#include "model/domain/incident.h"
#include "model/store/gate.h"
#include "model/store/incident_file.h"

#include <optional>
#include <stop_token>
#include <string>

namespace foreshock {

/// A read-only look into an incident file: one connection, one snapshot, for one thread.
class IncidentSession {
public:
    static Result<IncidentSession> open(const std::string& path, const store::Snapshot& snapshot = {},
                                        std::stop_token stop = {});

    store::Database& database() { return m_db; }
    const store::Database& database() const { return m_db; }
    const store::Gate& gate() const { return m_gate; }
    /// Everything but samples.
    Result<Incident> incident() const;
    /// First to last time of anything recorded; empty if nothing is.
    Result<TimeRange> extent() const;
    /// The zone for people: `wanted` if given, else the file's, else UTC. Errors: Invalid (unknown name).
    Result<Zone> zone(const std::string& wanted) const;
    Result<TimeContext> timeContext(const std::string& wantedZone) const;

private:
    IncidentSession(store::Database db, store::Gate gate)
        : m_db(std::move(db))
        , m_gate(std::move(gate)) {}
    store::Database m_db;
    store::Gate m_gate;
};

} // namespace foreshock
