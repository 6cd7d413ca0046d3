// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "resources/resource.h"

#include <algorithm>

#include "embedded_symbols.inc"

namespace foreshock {
namespace {

struct Embedded {
    const char* name;
    const char* begin;
    const char* end;
};

const Embedded kEmbedded[] = {
#include "embedded_table.inc"
};

} // namespace

std::string_view resource(std::string_view name) {
    for (const Embedded& file : kEmbedded)
        if (name == file.name)
            return {file.begin, static_cast<std::size_t>(file.end - file.begin)};
    return {};
}

std::vector<std::string_view> resourceNames(std::string_view folder) {
    std::vector<std::string_view> names;
    for (const Embedded& file : kEmbedded)
        if (std::string_view(file.name).starts_with(folder))
            names.emplace_back(file.name);
    std::sort(names.begin(), names.end());
    return names;
}

} // namespace foreshock
