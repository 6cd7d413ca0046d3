// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace foreshock {

/// A service that a name may mean, and why.
struct NameProposal {
    std::string service;
    std::string why; ///< one sentence without a full stop
};

/// A name as it was read, with what it means.
struct NameMeaning {
    std::string name; ///< to be shown
    std::string key;  ///< to say which one is meant
    std::string service;
    bool isResolved = true;
    bool isByPerson = false;
    std::string rule; ///< in words: "the pod's name without its hashes"
    std::string sureness;
    std::int64_t logs = 0, series = 0, changes = 0, alarms = 0;
    std::vector<NameProposal> proposals; ///< best first
};

/// The names of an incident: first those that mean no known service, then by service; the most used first.
struct ServiceNames {
    std::vector<NameMeaning> rows;
    std::int64_t unresolved = 0; ///< all of them, also those not listed
    std::int64_t hidden = 0;     ///< names not listed: there are too many
    std::vector<std::string> services;
};

} // namespace foreshock
