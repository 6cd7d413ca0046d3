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

/// One row as the walk hands it over; valid during the call.
struct JsonRowAt {
    const std::string& path;      ///< of the members that lead to it: "items", "data.alerts", "" at the top
    const nlohmann::json& value;  ///< the row
    const nlohmann::json& around; ///< what the document said before the row, beside its list
    RecordPlace place;
    std::string_view text; ///< as it stands in the source
    /// The objects that the row lies in as far as they were read, outermost first; the last one is `around`.
    const std::vector<const nlohmann::json*>& above;
};

struct JsonRowTaker {
    std::function<Result<void>(const JsonRowAt& row)> take;
    /// What could not be read, with the beginning of its text.
    std::function<Result<void>(RecordPlace place, const std::string& problem, std::string_view text)> refuse;
};

/// Walks JSON texts that hold rows at some paths: one document, {"items":[row,…]} or [row,…], or a stream of rows or of
/// such documents, with or without line ends between them. Path "" means the top: the elements of a top-level list, or
/// a top-level object that holds no rows at another path. Where rows are lists themselves, their path ends in brackets:
/// {"tables":[{"rows":[["05:15","no backend"],…]}]} has its rows at "tables.rows[]". A row is handed over as it is
/// complete, so a text that was cut off keeps the rows before the cut. What is broken is refused; if it stands on one
/// line, the next line goes on.
Result<void> walkJsonRows(std::string_view text, const std::vector<std::string>& paths, const JsonRowTaker& taker);

} // namespace foreshock
