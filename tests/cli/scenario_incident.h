// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/temporary_folder.h"

#include <nlohmann/json.hpp>

#include <functional>
#include <string>
#include <vector>

namespace foreshock::test {

/// A recorded incident (resources/scenarios or tests/data/scenarios) built as exchange files that a test may edit, and
/// asked through the program. Every edit works on what the edit before it left, but for keepSamples: it keeps of what
/// was built.
class ScenarioIncident {
public:
    struct Row {
        std::string service, metric;
    };

    explicit ScenarioIncident(const std::string& name, int seed = 1);

    void keepSamples(const std::function<bool(const Row&)>& isKept);
    void keepChanges(const std::function<bool(const nlohmann::json&)>& isKept);
    void editChanges(const std::function<void(nlohmann::json&)>& edit);
    void add(const std::vector<nlohmann::json>& changes);

    /// The verb's JSON; the exit code must be 0.
    nlohmann::json ask(const std::string& verb, const std::string& options = "") const;
    /// The verb's text.
    std::string read(const std::string& verb, const std::string& options = "") const;

    bool isSeenVia(const Row& row, const std::string& telemetry) const;
    std::vector<std::string> services() const;
    /// So many minutes before the first alarm, RFC 3339.
    std::string before(unsigned minutes) const;

private:
    std::string run(const std::string& verb, const std::string& options) const;

    TemporaryFolder m_place;
    std::string m_metrics; ///< as built
    mutable nlohmann::json m_incident; ///< incident.json, once asked for
    mutable bool m_isImported = false;
};

/// 1-based; 0: no suspect.
int placeOf(const nlohmann::json& answer, const std::string& change);
const nlohmann::json& suspectOf(const nlohmann::json& answer, const std::string& change);
/// One sentence a line.
std::string notLookedAt(const nlohmann::json& answer);

} // namespace foreshock::test
