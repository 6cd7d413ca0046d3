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

/// The maps that decide over what is recognised: the one given with the request, then those saved for a header. A
/// format that was named decides over the saved ones; a person's choice for one file over all.
class ChosenMaps {
public:
    /// Saved maps that can't be read become problems. Errors: Invalid, where the given one can't be read.
    static Result<ChosenMaps> of(const ImportRequest& request, std::vector<Error>& problems);
    /// Lets the file be read by the first map that knows its columns.
    void use(PlannedInput& planned, const SpecimenBytes& bytes);
    /// Did a file have the columns of the given map? True if none was given.
    bool isGivenUsed() const { return m_isGivenUsed; }

private:
    explicit ChosenMaps(const ImportRequest& request)
        : m_request(&request) {}
    const ImportRequest* m_request;
    std::vector<NamedMap> m_given, m_saved;
    bool m_isGivenUsed = true;
};

} // namespace foreshock
