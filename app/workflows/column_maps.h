// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/workflows/import_plan.h"
#include "importers/columns/map_fit.h"

#include <string>
#include <vector>

namespace foreshock {

/// A map of columns with the name it was saved under.
struct NamedMap {
    std::string name; ///< "grafana-cart", or the path given with --map
    ColumnMap map;
};

/// Where maps are saved: $XDG_CONFIG_HOME/foreshock/maps, else ~/.config/foreshock/maps; empty: no home is known.
std::string mapsFolder();
/// All maps in that folder, by name; one that can't be read becomes a problem and the others are there.
std::vector<NamedMap> savedMaps(std::vector<Error>& problems);
/// Errors: Io, Format; where is the path.
Result<NamedMap> readMap(const std::string& path);
/// Saves it as NAME.json in the folder, over an older one; answers the path.
Result<std::string> saveMap(const std::string& name, const ColumnMap& map);

/// Lets the file be read by the first of the maps that knows its columns, whatever was recognised. True: one did.
bool useMap(PlannedInput& planned, const SpecimenBytes& bytes, const std::vector<NamedMap>& maps);

} // namespace foreshock
