// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/importer.h"

namespace foreshock {

/// Alarms as the common alerting tools export them; each is read in the file of its name.
std::unique_ptr<Importer> alertmanagerImporter();
std::unique_ptr<Importer> prometheusAlertsImporter();
std::unique_ptr<Importer> prometheusRulesImporter();
std::unique_ptr<Importer> pagerdutyImporter();
std::unique_ptr<Importer> pagerdutyLogImporter();
std::unique_ptr<Importer> cloudwatchHistoryImporter();
std::unique_ptr<Importer> cloudwatchAlarmsImporter();
std::unique_ptr<Importer> grafanaAnnotationsImporter();
std::unique_ptr<Importer> grafanaHistoryImporter();
std::unique_ptr<Importer> datadogMonitorsImporter();
std::unique_ptr<Importer> opsgenieImporter();
std::unique_ptr<Importer> nagiosLogImporter();

} // namespace foreshock
