// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/json/json_row.h"
#include "model/domain/detail.h"

#include <nlohmann/json_fwd.hpp>

namespace foreshock {

/// The member "details" of a row, an object of texts: {"runbook_url":"https://…","assignee":"ann"}. Other values than
/// texts are kept as they are written; empty where there is no such object.
Details rowDetails(const JsonObject& row);
Details rowDetails(const nlohmann::json& row);

} // namespace foreshock
