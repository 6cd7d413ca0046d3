// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/workflows/import_request.h"
#include "app/workflows/source_settings.h"
#include "importers/registry.h"

#include <optional>
#include <stop_token>
#include <string>
#include <vector>

namespace foreshock {

/// A file with the importer that will read it, or why nobody can.
struct PlannedInput {
    InputFile file;
    const Importer* importer = nullptr;
    Recognition recognition;
    std::string head; ///< of standard input: bytes already taken
    std::uint64_t size = 0;
    std::string contentHash; ///< if it is known already
    std::string headHash;    ///< of its first bytes; empty for a shorter one
    Instant modified;
    std::string columnMap; ///< JSON, for the importers that read by one
    std::optional<Error> problem;
    bool isLeftOut = false;            ///< by a person's choice
    std::vector<Candidate> candidates; ///< what every importer said; kept only while its file's bytes are at hand
};

/// Does every format that the request names exist? Errors: Invalid.
Result<void> checkFormats(const ImportRequest& request);
/// Asks every importer; a person's choice of a format or of columns decides over what they say.
PlannedInput planInput(const SpecimenBytes& bytes, const ImportRequest& request);
/// May change a plan while its file's bytes are at hand.
using RefinePlan = std::function<void(PlannedInput&, const SpecimenBytes&)>;
/// Plans for all files behind the inputs: small feeds that decide the answer before the logs that illustrate it; what
/// nobody reads last. Errors: Cancelled.
Result<std::vector<PlannedInput>> planInputs(const InputList& inputs, const ImportRequest& request,
                                             const RefinePlan& refine = {}, std::stop_token stop = {});
/// Calls `visit` with each plan and its bytes from the beginning (less the head of standard input), in their order but
/// for this: an archive is gone through once for its feeds and once for its logs. Plans that nobody reads get an empty
/// stream. Its error ends it.
Result<void> eachPlanned(const std::vector<PlannedInput>& plans,
                         const std::function<Result<void>(const PlannedInput&, ByteSource&)>& visit,
                         std::stop_token stop = {});
/// Is it read by a format of logs, and so after everything else?
bool isLog(const PlannedInput& planned);
/// What the reader of a planned file needs to know.
ReadSettings settingsFor(const PlannedInput& planned, const ImportRequest& request);
/// What was said of it in this request.
SourceSettings givenSettings(const PlannedInput& planned, const ImportRequest& request);
/// What of it is asked for.
TimeRange acceptFor(const PlannedInput& planned, const ImportRequest& request);
/// Does it hold nothing but log records?
bool isLogOnly(const PlannedInput& planned);

} // namespace foreshock
