// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/registry.h"

#include "importers/exchange/alarms_jsonl.h"
#include "importers/exchange/changes_jsonl.h"
#include "importers/exchange/incident_json.h"
#include "importers/exchange/notes_jsonl.h"
#include "importers/exchange/topology_json.h"
#include "importers/json/json_logs.h"
#include "importers/metrics/metrics_csv.h"
#include "importers/metrics/prometheus_text.h"
#include "importers/text/cri_logs.h"
#include "importers/text/journal_export.h"
#include "importers/text/kernel_ring.h"
#include "importers/text/logfmt.h"
#include "importers/text/mysql_slow.h"
#include "importers/text/prefixed_logs.h"
#include "importers/text/text_logs.h"
#include "importers/text_encoding.h"
#include "model/base/text.h"

#include <algorithm>

namespace foreshock {
namespace {

/// One line a format; the more specific one stands first.
std::vector<std::unique_ptr<Importer>> makeImporters() {
    std::vector<std::unique_ptr<Importer>> list;
    list.push_back(incidentJsonImporter());
    list.push_back(topologyJsonImporter());
    list.push_back(metricsInstancesCsvImporter());
    list.push_back(metricsCsvImporter());
    list.push_back(prometheusTextImporter());
    list.push_back(changesJsonlImporter());
    list.push_back(alarmsJsonlImporter());
    list.push_back(notesJsonlImporter());
    list.push_back(jsonLogsImporter());
    list.push_back(journalExportImporter());
    list.push_back(criLogsImporter());
    list.push_back(kubectlPrefixImporter());
    list.push_back(dockerComposeImporter());
    list.push_back(sternImporter());
    list.push_back(mysqlSlowImporter());
    list.push_back(kernelRingImporter());
    list.push_back(logfmtImporter());
    for (std::unique_ptr<Importer>& importer : textLogImporters()) // resources/formats/*.json
        list.push_back(std::move(importer));
    return list;
}

std::vector<std::unique_ptr<Importer>>& allImporters() {
    static std::vector<std::unique_ptr<Importer>> list = makeImporters();
    return list;
}

/// Why nobody can read the specimen; empty: somebody may.
std::string unreadable(const Specimen& specimen) {
    if (looksLikeUtf16(specimen.head.substr(0, 4)))
        return "UTF-16 text; convert it first: iconv -f UTF-16 -t UTF-8";
    if (trimmed(specimen.head).empty() || specimen.head == kUtf8Mark)
        return "empty file";
    for (const std::string_view part : {specimen.head, specimen.middle, specimen.tail})
        if (looksBinary(part))
            return "binary: NUL or control bytes, not text";
    return {};
}

} // namespace

const std::vector<std::unique_ptr<Importer>>& importers() {
    return allImporters();
}

void addImporter(std::unique_ptr<Importer> importer) {
    std::vector<std::unique_ptr<Importer>>& list = allImporters();
    const auto same = std::find_if(list.begin(), list.end(), [&](const auto& i) { return i->id() == importer->id(); });
    if (same != list.end())
        *same = std::move(importer);
    else
        list.insert(list.begin(), std::move(importer));
}

const Importer* importerById(std::string_view id) {
    const auto found =
        std::find_if(importers().begin(), importers().end(), [&](const auto& i) { return i->id() == id; });
    return found == importers().end() ? nullptr : found->get();
}

std::vector<Candidate> recognise(const Specimen& specimen) {
    const std::string problem = unreadable(specimen);
    std::vector<Candidate> candidates;
    for (const std::unique_ptr<Importer>& importer : importers()) {
        Recognition answer{0, problem};
        if (problem.empty() || importer->readsBinary())
            answer = importer->sniff(specimen);
        if (answer.score == 0 && !problem.empty())
            answer.reason = problem;
        candidates.push_back({importer.get(), std::move(answer)});
    }
    std::stable_sort(candidates.begin(), candidates.end(),
                     [](const Candidate& a, const Candidate& b) { return a.recognition.score > b.recognition.score; });
    return candidates;
}

} // namespace foreshock
