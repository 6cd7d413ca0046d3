// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/metrics/series_name.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace foreshock {

/// One field of a line: `usage=1.5`, `count=12i`, `ok=true`, `state="a \"b\""`.
struct InfluxField {
    std::string_view name; ///< as it stands, with its escapes
    double value = 0;
    bool isText = false;
};

/// A line of the InfluxDB line protocol, cut into views:
///   cpu,host=web01,region=eu\ west usage=1.5,count=12i 1606309380000000000
struct InfluxLine {
    std::string_view key; ///< cpu,host=web01,region=eu\ west
    std::vector<InfluxField> fields;
    std::string_view time; ///< digits; seconds to nanoseconds are told by magnitude
    std::string fault;     ///< why it is no line of the protocol; empty: it is one
};
/// Uses the memory of `line` again.
void parseInfluxLine(std::string_view text, InfluxLine& line);

/// The name of a field's series: measurement and field with a dot, the tags by rule (service, app, job; instance, pod,
/// host; version), the others as labels. The field "value" is the measurement itself.
SeriesName influxName(std::string_view key, std::string_view field);

} // namespace foreshock
