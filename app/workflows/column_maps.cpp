// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workflows/column_maps.h"

#include "importers/registry.h"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

namespace foreshock {
namespace fs = std::filesystem;

std::string mapsFolder() {
    const auto variable = [](const char* name) {
        const char* text = std::getenv(name); // read before any thread starts
        return std::string(text ? text : "");
    };
    std::string config = variable("XDG_CONFIG_HOME");
    if (config.empty() && !variable("HOME").empty())
        config = variable("HOME") + "/.config";
    return config.empty() ? std::string() : config + "/foreshock/maps";
}

std::vector<NamedMap> savedMaps(std::vector<Error>& problems) {
    std::vector<NamedMap> maps;
    std::error_code ignored;
    const std::string folder = mapsFolder();
    if (folder.empty())
        return maps;
    for (const fs::directory_entry& entry : fs::directory_iterator(folder, ignored)) {
        if (entry.path().extension() != ".json")
            continue;
        Result<NamedMap> map = readMap(entry.path().string());
        if (!map) {
            problems.push_back(map.error());
            continue;
        }
        map->name = entry.path().stem().string();
        if (!map->map.header.empty()) // a map without a header fits whatever has its columns: only with --map
            maps.push_back(std::move(*map));
    }
    std::sort(maps.begin(), maps.end(), [](const NamedMap& a, const NamedMap& b) { return a.name < b.name; });
    return maps;
}

Result<NamedMap> readMap(const std::string& path) {
    std::ifstream in(path, std::ios::binary);
    std::ostringstream text;
    text << in.rdbuf();
    if (!in)
        return Error{ErrorCode::Io, "the column map can't be read", path,
                     "foreshock detect FILE --map --json prints one"};
    Result<ColumnMap> map = parseColumnMap(text.str());
    if (!map) {
        Error error = map.error();
        error.where = path;
        return error;
    }
    return NamedMap{path, std::move(*map)};
}

Result<std::string> saveMap(const std::string& name, const ColumnMap& map) {
    const std::string folder = mapsFolder();
    if (name.empty() || name.find('/') != std::string::npos || name.starts_with('.'))
        return Error{ErrorCode::Invalid, "\"" + name + "\" is no name for a map", "--save",
                     "Letters, digits and dashes"};
    if (folder.empty())
        return Error{ErrorCode::Io, "there is no config folder", "--save", "Set XDG_CONFIG_HOME or HOME"};
    std::error_code failed;
    fs::create_directories(folder, failed);
    const std::string path = folder + "/" + name + ".json";
    std::ofstream out(path, std::ios::binary);
    out << columnMapJson(map);
    out.close();
    if (failed || !out)
        return Error{ErrorCode::Io, "the map can't be saved", path, "May you write there, and is there room?"};
    return path;
}

namespace {

bool useMap(PlannedInput& planned, const SpecimenBytes& bytes, const std::vector<NamedMap>& maps) {
    for (const NamedMap& map : maps) {
        if (!misfitOf(map.map, bytes.specimen()).empty())
            continue;
        planned.importer = importerById(importerOf(map.map));
        planned.recognition = {100, "the columns of the map " + map.name};
        planned.columnMap = columnMapJson(map.map);
        planned.problem.reset();
        return true;
    }
    return false;
}

} // namespace

Result<ChosenMaps> ChosenMaps::of(const ImportRequest& request, std::vector<Error>& problems) {
    ChosenMaps out(request);
    if (!request.mapPath.empty()) {
        Result<NamedMap> map = readMap(request.mapPath);
        if (!map)
            return Error{ErrorCode::Invalid, map.error().message, map.error().where, map.error().help};
        out.m_given.push_back(std::move(*map));
        out.m_isGivenUsed = false;
    }
    if (request.format.empty())
        out.m_saved = savedMaps(problems);
    return out;
}

void ChosenMaps::use(PlannedInput& planned, const SpecimenBytes& bytes) {
    const ReadChoice& choice = choiceOf(*m_request, planned.file.label);
    if (&choice != m_request && (choice.columns || !choice.format.empty()))
        return;
    if (useMap(planned, bytes, m_given))
        m_isGivenUsed = true;
    else
        (void)useMap(planned, bytes, m_saved);
}

} // namespace foreshock
