// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workflows/name_table.h"

#include "app/workflows/service_list.h"
#include "model/base/text.h"

namespace foreshock {
namespace {

NameMeaning meaningOf(const ServiceName& name) {
    NameMeaning out;
    out.name = shown(name.name.text);
    out.key = name.name.text;
    if (!name.name.environment.empty() && name.name.environment != "production") {
        out.name += "@" + shown(name.name.environment);
        out.key += "@" + name.name.environment;
    }
    out.isByPerson = name.name.rule == nameOf(NameRule::User);
    const auto rule = nameRule(name.name.rule);
    out.rule = rule ? std::string(wordsOf(*rule)) : "its own name";
    out.sureness = name.name.sureness.empty() ? "certain" : name.name.sureness;
    out.logs = name.uses.logs;
    out.series = name.uses.series;
    out.changes = name.uses.changes;
    out.alarms = name.uses.alarms;
    return out;
}

} // namespace

Result<ServiceNames> nameTable(IncidentSession& session, std::int64_t most) {
    const auto list = listServices(session, most);
    if (!list)
        return list.error();
    ServiceNames out;
    out.unresolved = list->unresolvedTotal;
    out.hidden = list->unresolvedTotal - static_cast<std::int64_t>(list->unresolved.size());
    for (const UnresolvedName& name : list->unresolved) {
        NameMeaning row = meaningOf(name.name);
        row.isResolved = false;
        row.rule.clear();
        row.sureness.clear();
        for (const NameSuggestion& suggestion : name.suggestions)
            row.proposals.push_back({suggestion.service, suggestion.why});
        out.rows.push_back(std::move(row));
    }
    for (const NamedService& service : list->services) {
        out.services.push_back(service.service);
        out.hidden += service.names - static_cast<std::int64_t>(service.top.size());
        for (const ServiceName& name : service.top) {
            NameMeaning row = meaningOf(name);
            row.service = service.service;
            out.rows.push_back(std::move(row));
        }
    }
    return out;
}

} // namespace foreshock
