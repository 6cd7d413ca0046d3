// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workflows/service_list.h"

#include "model/store/edits.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <string_view>
#include <tuple>

namespace foreshock {
namespace {

void add(store::NameUses& sum, const store::NameUses& more) {
    sum.logs += more.logs;
    sum.series += more.series;
    sum.changes += more.changes;
    sum.alarms += more.alarms;
    sum.others += more.others;
}

/// The uses that come first, with their names.
Result<std::vector<ServiceName>> named(const store::Database& db, std::vector<store::NameUses> uses,
                                       std::int64_t most) {
    const auto isBefore = [](const store::NameUses& a, const store::NameUses& b) {
        return std::tuple(-a.sum(), a.id) < std::tuple(-b.sum(), b.id);
    };
    const std::size_t count = most < 0 ? uses.size() : std::min(uses.size(), static_cast<std::size_t>(most));
    std::partial_sort(uses.begin(), uses.begin() + static_cast<std::ptrdiff_t>(count), uses.end(), isBefore);
    uses.resize(count);
    std::vector<std::int64_t> ids;
    for (const store::NameUses& one : uses)
        ids.push_back(one.id);
    auto rows = store::nameRows(db, ids);
    if (!rows)
        return rows.error();
    std::vector<ServiceName> out;
    for (std::size_t i = 0; i < rows->size() && i < uses.size(); ++i) {
        store::NameRow& row = (*rows)[i];
        const auto readings = readingsOf(row.text, row.environment);
        const std::string environment = readings.empty() ? row.environment : readings.front().environment;
        out.push_back({std::move(row), uses[i], environment});
    }
    return out;
}

} // namespace

Result<ServiceList> listServices(IncidentSession& session, std::int64_t most) {
    const store::Database& db = session.database();
    auto sources = store::nameSources(db);
    if (!sources)
        return sources.error();
    const NameResolver resolver(sources->known, sources->aliases, sources->tellsEnvironments);
    std::set<std::string, std::less<>> onMap;
    for (const KnownName& known : sources->known)
        if (known.isOnMap)
            onMap.insert(resolver.shownName(known.text, known.environment));
    const std::set<std::string_view> known(resolver.services().begin(), resolver.services().end());
    const auto uses = store::nameUses(db, session.gate());
    if (!uses)
        return uses.error();
    std::map<std::string_view, std::vector<store::NameUses>> byService;
    std::vector<store::NameUses> unresolved;
    for (const store::NameUses& one : *uses) {
        const std::string& service = session.gate().names().serviceOf(one.id);
        if (service.empty())
            continue; // records that name none
        if (const auto at = known.find(service); at != known.end())
            byService[*at].push_back(one);
        else
            unresolved.push_back(one);
    }
    ServiceList out;
    for (auto& [service, names] : byService) {
        NamedService one;
        one.service = std::string(service);
        one.isOnMap = onMap.contains(service);
        one.names = static_cast<std::int64_t>(names.size());
        for (const store::NameUses& name : names)
            add(one.uses, name);
        auto top = named(db, std::move(names), most);
        if (!top)
            return top.error();
        one.top = std::move(*top);
        for (const ServiceName& name : one.top)
            if (one.environment.empty())
                one.environment = name.environment;
        out.services.push_back(std::move(one));
    }
    out.unresolvedTotal = static_cast<std::int64_t>(unresolved.size());
    auto top = named(db, std::move(unresolved), most);
    if (!top)
        return top.error();
    for (ServiceName& name : *top) {
        auto suggestions = resolver.suggestions(name.name.text, name.name.environment);
        out.unresolved.push_back({std::move(name), std::move(suggestions)});
    }
    return out;
}

Result<void> mapServiceNames(store::IncidentFile& file,
                             const std::vector<std::pair<std::string, std::string>>& mappings, Instant now) {
    const store::Database& db = file.database();
    std::vector<std::pair<std::int64_t, std::string>> services;
    for (const auto& [raw, service] : mappings) {
        const auto ids = store::namesCalled(db, raw);
        if (!ids)
            return ids.error();
        if (ids->empty()) {
            const auto near = store::namesNear(db, raw, 3);
            if (!near)
                return near.error();
            return Error{ErrorCode::Invalid, fmt::format("no record bears the name \"{}\"", raw), "--map",
                         near->empty() ? "foreshock services FILE lists the names"
                                       : fmt::format("The nearest: {}", fmt::join(*near, ", "))};
        }
        for (const std::int64_t id : *ids)
            services.emplace_back(id, service);
    }
    const auto& [raw, service] = mappings.front();
    std::string title =
        service.empty() ? fmt::format("{} left to the rules", raw) : fmt::format("{} means {}", raw, service);
    if (mappings.size() > 1)
        title += fmt::format(" and {} more", mappings.size() - 1);
    return store::Edits(file.database()).name(title, now, services);
}

} // namespace foreshock
