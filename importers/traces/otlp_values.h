// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/json/json_members.h"
#include "importers/metrics/prometheus_series.h"

namespace foreshock {

/// 64-bit integers are texts in OTLP JSON, and numbers with some senders.
std::optional<std::int64_t> otlpInteger(const Json& value);
/// Nanoseconds since 1970; 0 says that there is none.
std::optional<Instant> otlpTime(RecordDesk& desk, const Json& row, std::string_view name);
/// {"stringValue":"a"}, {"intValue":"7"}, {"kvlistValue":{"values":[…]}} as plain JSON.
Json otlpValue(const Json& value);
/// [{"key":"http.route","value":{"stringValue":"/cart"}}] as {"http.route":"/cart"}.
Json otlpAttributes(const Json& list);
Labels otlpLabels(const Json& attributes);

} // namespace foreshock
