// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/importer.h"

#include <map>
#include <string>

namespace foreshock {

/// The members of the one JSON object that a specimen begins with, as far as its head reaches.
struct TopMembers {
    enum class Kind { List, Other };
    std::map<std::string, Kind, std::less<>> members;
    std::string problem; ///< why there is no such object

    bool has(std::string_view name) const { return members.find(name) != members.end(); }
    bool isList(std::string_view name) const;
};
TopMembers topMembers(const Specimen& specimen);

} // namespace foreshock
