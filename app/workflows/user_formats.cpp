// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workflows/user_formats.h"

#include "importers/registry.h"
#include "importers/text/text_logs.h"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

namespace foreshock {

namespace files = std::filesystem;

std::string configFolder() {
    if (const char* config = std::getenv("XDG_CONFIG_HOME"); config && *config == '/')
        return std::string(config) + "/foreshock";
    if (const char* home = std::getenv("HOME"); home && *home)
        return std::string(home) + "/.config/foreshock";
    return {};
}

std::vector<Error> loadUserFormats(const std::string& config) {
    std::vector<Error> problems;
    std::vector<files::path> paths;
    std::error_code ignored;
    for (files::directory_iterator at(config.empty() ? files::path() : files::path(config) / "formats", ignored), end;
         at != end; at.increment(ignored))
        if (at->path().extension() == ".json" && at->path().filename().string().front() != '.')
            paths.push_back(at->path());
    std::sort(paths.begin(), paths.end(), std::greater<>()); // each goes to the front: the first name ends up first
    for (const files::path& path : paths) {
        std::ifstream file(path, std::ios::binary);
        std::ostringstream bytes;
        bytes << file.rdbuf();
        if (!file.is_open() || file.bad()) {
            problems.push_back({ErrorCode::Io, "a log format that can't be read", path.string(), "It is left out"});
            continue;
        }
        Result<std::unique_ptr<Importer>> importer = textLogImporter(bytes.str());
        if (importer)
            addImporter(std::move(importer).value());
        else
            problems.push_back(
                {ErrorCode::Format, importer.error().message, path.string(),
                 "It is left out; foreshock formats test LOG --format " + path.string() + " tries it on a log"});
    }
    return problems;
}

} // namespace foreshock
