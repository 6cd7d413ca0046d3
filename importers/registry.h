// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/importer.h"

namespace foreshock {

/// All importers in the order in which ties go to the more specific one.
const std::vector<std::unique_ptr<Importer>>& importers();
/// Puts an importer of the user's own before the others; one with the same id is replaced. Called at the program's
/// start, before any other thread asks for importers().
void addImporter(std::unique_ptr<Importer> importer);
/// By id; null if there is none.
const Importer* importerById(std::string_view id);

struct Candidate {
    const Importer* importer = nullptr;
    Recognition recognition;
};
/// Every importer's answer, best first (score, then registry order); those with score 0 last, with their reason.
std::vector<Candidate> recognise(const Specimen& specimen);
/// The score from which a candidate is used without asking.
inline constexpr int kRecognised = 50;

} // namespace foreshock
