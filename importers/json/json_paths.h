// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/importer.h"

#include <set>
#include <string>

namespace foreshock {

/// The paths of all members of the one JSON document that a specimen begins with, as far as its head reaches:
///   {"data":{"result":[{"metric":{"job":"cart"}}]}}
///   data, data.result, data.result[].metric, data.result[].metric.job
struct JsonPaths {
    std::set<std::string, std::less<>> paths;
    std::string problem; ///< why there is no such document

    bool has(std::string_view path) const { return paths.find(path) != paths.end(); }
};
JsonPaths jsonPaths(const Specimen& specimen);

} // namespace foreshock
