// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/domain/incident.h"
#include "model/domain/log_record.h"

#include <string>
#include <string_view>

namespace foreshock {

/// Records in the plain exchange forms that the importers read back; a row without its line end. Members that would be
/// empty are left out. Bytes that are no UTF-8 become U+FFFD, but in a log message: it is then a list of its bytes.
/// Names (services, hosts, series) stand in JSON and in CSV alike, so that their control characters become U+FFFD too.
std::string exchangeRow(const Change& change);
std::string exchangeRow(const Alarm& alarm);
std::string exchangeRow(const Note& note);
std::string exchangeRow(const LogRecord& record, std::optional<Instant> arrivedAt);
std::string exchangeRow(const Service& service);
std::string exchangeRow(const Dependency& dependency);
/// The header of limits.csv, and a row of it.
std::string_view limitsHeader();
std::string exchangeRow(const DeclaredLimit& limit);
/// "zone" may be empty: not told. `carried`: series that are seen via another service.
std::string exchangeFacts(const std::string& title, const std::string& zone, const std::vector<SeriesInfo>& carried,
                          const std::vector<AlarmRule>& rules, const std::vector<RoleRule>& roles);

/// The header of metrics.csv or metrics_instances.csv, and what stands before and behind the value of a series' rows:
/// "2020-11-25T13:15:00Z" + before + "4.02" + behind.
enum class MetricsForm { Services, Instances };
std::string_view metricsHeader(MetricsForm form);
struct SeriesCells {
    std::string before, behind;
};
SeriesCells seriesCells(const SeriesInfo& info, MetricsForm form);
/// The shortest digits that read back as the same number; nothing for a null sample.
std::string valueCell(double value);

/// A row that importers read: they refuse lines that are longer.
inline constexpr std::size_t kLongestRow = (std::size_t{8} << 20) - 1;

} // namespace foreshock
