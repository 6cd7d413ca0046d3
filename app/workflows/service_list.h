// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/workflows/incident_session.h"
#include "model/identity/name_resolver.h"
#include "model/store/known_names.h"

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace foreshock {

/// A name as read, how often it stands in the records, and what it means by which rule.
struct ServiceName {
    store::NameRow name;
    store::NameUses uses;
    std::string environment; ///< as told by a label or by the name
};

/// One service and the names that mean it, those used most first.
struct NamedService {
    std::string service;
    std::string environment;
    bool isOnMap = false;
    store::NameUses uses; ///< of all its names
    std::int64_t names = 0;
    std::vector<ServiceName> top; ///< at most as many as were asked for
};

struct UnresolvedName {
    ServiceName name;
    std::vector<NameSuggestion> suggestions; ///< best first
};

/// One service, many names: what each name means, and which mean nobody knows what.
struct ServiceList {
    std::vector<NamedService> services; ///< by name
    std::int64_t unresolvedTotal = 0;
    std::vector<UnresolvedName> unresolved; ///< those used most first, at most as many as were asked for
};

/// At most `most` names of a service, and `most` unresolved ones; negative: all.
Result<ServiceList> listServices(IncidentSession& session, std::int64_t most);

/// A person says what names mean: RAW (as listed; TEXT@ENVIRONMENT where a label tells one) → service; an empty service
/// leaves it to the rules again. All of them or none, one edit that can be undone. Errors: Invalid for a name that
/// nothing bears, with the nearest ones.
Result<void> mapServiceNames(store::IncidentFile& file,
                             const std::vector<std::pair<std::string, std::string>>& mappings, Instant now);

} // namespace foreshock
