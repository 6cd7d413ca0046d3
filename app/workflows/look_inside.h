// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/workflows/import_plan.h"
#include "model/domain/input_preview.h"

#include <stop_token>

namespace foreshock {

/// Files beyond this are looked at in parts.
bool isLarge(std::uint64_t size);

/// Reads a planned file without storing it and writes what was found into its preview: a large one from a stretch at
/// its start and one at its end, where its reader goes line by line; from its start alone, where it hands over records
/// on the way; else whole. What is wrong with the file becomes the preview's problem. Errors: Cancelled.
Result<void> lookInside(const PlannedInput& planned, ByteSource& bytes, const ImportRequest& request,
                        InputPreview& preview, std::stop_token stop = {});
/// The same with nothing but what recognition looked at, 64 KiB from the start and the end.
void lookAtEnds(const PlannedInput& planned, const SpecimenBytes& bytes, const ImportRequest& request,
                InputPreview& preview);

} // namespace foreshock
