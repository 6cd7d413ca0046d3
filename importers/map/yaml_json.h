// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/document_reader.h"
#include "importers/json/json_members.h"

#include <functional>

namespace foreshock {

/// A list element or member of a YAML document, as JSON, with its place.
struct YamlRow {
    std::string list; ///< name of the top-level list or mapping that it is in; empty: the whole document
    std::string key;  ///< in a mapping
    Json value;
    std::size_t offset = 0;
};

/// Why reading ended early, and where; empty text: it did not.
struct YamlProblem {
    std::string text;
    std::size_t offset = 0;
};

/// Reads every document of a YAML stream (yaml-cpp) and hands over the elements of the named top-level lists and
/// mappings; without names, whole documents. Scalars are texts. Aliases are followed; more than a million nodes, or
/// nesting deeper than 64, is refused. Of a broken text the rows before the damage are kept.
Result<YamlProblem> readYaml(const std::string& text, const std::vector<std::string>& lists,
                             const std::function<Result<void>(const YamlRow&)>& take);

/// Does it look like YAML of a top-level mapping, and is there a line that begins with this text?
bool hasYamlLine(const Specimen& specimen, std::string_view begin);

} // namespace foreshock
