// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/domain/record_sink.h"

#include <nlohmann/json.hpp>

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace foreshock {

/// Takes one row: an element of a top-level list (with the list's name), or a top-level member that is no list.
using JsonRow = std::function<Result<void>(const std::string& member, const nlohmann::json& value, RecordPlace place)>;

struct JsonWalkEnd {
    std::string problem; ///< why the walk ended early; empty: the text was read to its end
    RecordPlace place;   ///< of the row it ended in, else of the end
};

/// Walks {"list":[row,…],"other":value} and hands over every row as it is complete, so a text that was cut off keeps
/// the rows before the cut. Values may nest 64 deep. Objects of the names in `opened` are walked like the top one and
/// their members named by their path: {"data":{"result":[row,…]}} with "data" opened gives rows of "data.result".
Result<JsonWalkEnd> walkJson(std::string_view text, const JsonRow& row,
                             const std::vector<std::string_view>& opened = {});

} // namespace foreshock
