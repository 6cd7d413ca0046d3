// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/importer.h"

namespace foreshock {

/// Changes as the tools that make or record them export them; each is read in the file of its name.
std::unique_ptr<Importer> githubDeploymentsImporter();
std::unique_ptr<Importer> githubReleasesImporter();
std::unique_ptr<Importer> githubRunsImporter();
std::unique_ptr<Importer> gitlabDeploymentsImporter();
std::unique_ptr<Importer> gitlabReleasesImporter();
std::unique_ptr<Importer> jenkinsBuildsImporter();
std::unique_ptr<Importer> argocdImporter();
std::unique_ptr<Importer> helmHistoryImporter();
std::unique_ptr<Importer> helmTableImporter();
std::unique_ptr<Importer> kubernetesEventsImporter();
std::unique_ptr<Importer> kubernetesWorkloadsImporter();
std::unique_ptr<Importer> terraformApplyImporter();
std::unique_ptr<Importer> cloudtrailImporter();
std::unique_ptr<Importer> gcpAuditImporter();
std::unique_ptr<Importer> azureActivityImporter();
std::unique_ptr<Importer> gitLogImporter();
std::unique_ptr<Importer> gitPrettyImporter();
std::unique_ptr<Importer> aptHistoryImporter();
std::unique_ptr<Importer> dpkgLogImporter();
std::unique_ptr<Importer> dnfHistoryImporter();
std::unique_ptr<Importer> dnfRpmLogImporter();
std::unique_ptr<Importer> launchdarklyAuditImporter();
std::unique_ptr<Importer> datadogEventsImporter();
std::unique_ptr<Importer> codedeployImporter();
std::unique_ptr<Importer> ecsServicesImporter();
std::unique_ptr<Importer> sentryReleasesImporter();
std::unique_ptr<Importer> icalendarImporter();

} // namespace foreshock
