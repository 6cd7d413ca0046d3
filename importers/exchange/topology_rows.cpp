// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/exchange/topology_rows.h"

#include "importers/exchange/row_details.h"
#include "importers/json/whole_json_reader.h"

namespace foreshock {
namespace {

bool isTrue(const nlohmann::json& row, const char* key, bool otherwise) {
    const auto found = row.find(key);
    if (found == row.end() || found->is_null())
        return otherwise;
    return found->is_boolean() ? found->get<bool>() : !textOf(*found).empty(); // "confirmed": "2024-05-01"
}

} // namespace

Result<void> readTopologyService(RecordSink& sink, const nlohmann::json& value, RecordPlace place) {
    Service service;
    service.id = ServiceId(value.is_object() ? textOf(value, "id") : textOf(value));
    if (service.id.value.empty())
        return sink.reject(place, "a service is a text or has an \"id\"", excerptOf(value));
    service.name = value.is_object() ? textOf(value, "name") : std::string();
    if (service.name.empty())
        service.name = service.id.value;
    if (value.is_object()) {
        service.role = textOf(value, "role");
        service.isOnMapAtStart = isTrue(value, "on_map_at_start", true);
        service.basis = textOf(value, "basis");
        service.details = rowDetails(value);
    }
    return sink.service(service, place);
}

Result<void> readTopologyDependency(RecordSink& sink, const nlohmann::json& value, RecordPlace place) {
    if (!value.is_object() || textOf(value, "from").empty() || textOf(value, "to").empty())
        return sink.reject(place, "a dependency has \"from\" and \"to\"", excerptOf(value));
    Dependency dependency;
    dependency.from = ServiceId(textOf(value, "from"));
    dependency.to = ServiceId(textOf(value, "to"));
    const std::string kind = textOf(value, "kind");
    const std::optional<DependencyKind> known = dependencyKind(kind);
    dependency.kind = known.value_or(DependencyKind::Unknown);
    dependency.isDocumented = kind != "hidden" && isTrue(value, "documented", true);
    dependency.isConfirmed = isTrue(value, "confirmed", false);
    dependency.why = textOf(value, "why");
    dependency.basis = textOf(value, "basis");
    if (!known && !kind.empty())
        if (Result<void> said = sink.remark(place, "the kind \"" + kind + "\" is read as unknown", excerptOf(value));
            !said)
            return said;
    return sink.dependency(dependency, place);
}

} // namespace foreshock
