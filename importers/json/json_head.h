// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/importer.h"

#include <nlohmann/json.hpp>

#include <vector>

namespace foreshock {

/// The JSON values that a specimen begins with, as far as its head reaches; the last one may be cut short.
struct JsonHead {
    std::vector<nlohmann::json> values;
    std::string problem; ///< why there are none
};
/// Forty formats ask the same specimen one after the other: the last answer is remembered (by thread and content).
const JsonHead& jsonHead(const Specimen& specimen);

/// The rows at these paths (see walkJsonRows), twenty at the most.
std::vector<const nlohmann::json*> headRows(const JsonHead& head, const std::vector<std::string>& paths);

} // namespace foreshock
