// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/c_time.h"
#include "importers/changes/change_feeds.h"
#include "importers/json/json_form.h"
#include "importers/text_form.h"
#include "model/base/text.h"

namespace foreshock {
namespace {

struct Revision {
    std::string number, status, chart, appVersion, description;
    Instant time;
};

/// "cart-1.4.2" is chart cart; versions begin after the last dash that a digit follows.
std::string chartName(std::string_view chart) {
    for (std::size_t dash = chart.find('-'); dash != std::string_view::npos; dash = chart.find('-', dash + 1))
        if (dash + 1 < chart.size() && chart[dash + 1] >= '0' && chart[dash + 1] <= '9')
            return std::string(chart.substr(0, dash));
    return std::string(chart);
}

Result<void> handOver(const Revision& revision, RecordDesk& desk) {
    Change change;
    change.service = ServiceId(chartName(revision.chart));
    const std::string lower = lowered(revision.description);
    change.kind = lower.starts_with("rollback") ? "rollback" : lower.starts_with("uninstall") ? "removal" : "deploy";
    change.title = revision.chart + " revision " + revision.number +
                   (revision.description.empty() ? "" : ": " + revision.description);
    change.start = revision.time;
    change.actor = "helm";
    change.details = {{"revision", revision.number},
                      {"status", revision.status},
                      {"chart", revision.chart},
                      {"app version", revision.appVersion}};
    return desk.change(std::move(change));
}

/// {"revision":2,"updated":"2020-11-25T13:01:10.123456789Z","status":"deployed","chart":"cart-1.4.2",
///  "app_version":"1.5.0","description":"Upgrade complete"}
/// The release's name does not stand in its history: the chart's name is taken, or --service.
Result<void> readRevision(const JsonRowAt& row, RecordDesk& desk) {
    const std::optional<Instant> time = timeAt(desk, row.value, "updated");
    if (!time)
        return rejectTime(desk, row.value, "updated");
    return handOver({textAt(row.value, "revision"), textAt(row.value, "status"), textAt(row.value, "chart"),
                     textAt(row.value, "app_version"), textAt(row.value, "description"), *time},
                    desk);
}

bool isHeader(std::string_view line) {
    return line.starts_with("REVISION") && line.find("UPDATED") != std::string_view::npos &&
           line.find("CHART") != std::string_view::npos;
}

/// REVISION	UPDATED                 	STATUS    	CHART     	APP VERSION	DESCRIPTION
/// 2       	Wed Nov 25 13:01:10 2020	deployed  	cart-1.4.2	1.5.0      	Upgrade complete
/// Columns are cut by tabs and padded by blanks; the time is that of the machine that helm ran on.
class HelmTableReader final : public DeskLineReader {
public:
    using DeskLineReader::DeskLineReader;

private:
    Result<void> record(std::string_view text) override {
        if (isHeader(text))
            return {};
        std::vector<std::string_view> cells = split(text, '\t');
        if (cells.size() < 5)
            return desk().reject(
                "a row has revision, updated, status, chart, app version and description, cut by tabs");
        for (std::string_view& cell : cells)
            cell = trimmed(cell);
        const std::optional<WrittenTime> time = parseCTime(cells[1]);
        if (!time)
            return desk().reject("no time: " + std::string(clipped(cells[1], 60)));
        return handOver({std::string(cells[0]), std::string(cells[2]), std::string(cells[3]), std::string(cells[4]),
                         cells.size() > 5 ? std::string(cells[5]) : std::string(),
                         desk().clock().resolve(*time, place())},
                        desk());
    }
};

} // namespace

std::unique_ptr<Importer> helmHistoryImporter() {
    return jsonFormImporter(
        {"helm-history",
         "helm history, JSON",
         "C",
         {""},
         "\"revision\", \"updated\" and \"chart\"",
         [](const Json& row) { return has(row, "revision") && has(row, "updated") && has(row, "chart"); },
         workOf<readRevision>});
}

std::unique_ptr<Importer> helmTableImporter() {
    return textFormImporter(
        {"helm-history-table", "helm history as it prints it", "C",
         [](const Specimen& specimen) { return recogniseFirstLine(specimen, isHeader, "the header of helm history"); },
         newReader<HelmTableReader>});
}

} // namespace foreshock
