// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/domain/detail.h"

#include <string_view>

namespace foreshock::store {

/// Details as they stand in a column: one JSON object of texts, {"runbook_url":"https://…"}. Empty text for none.
/// Where a name comes twice, the values stand behind one another, a line each.
std::string detailsText(const Details& details);
/// Reads such a column; what is no such object has no details.
Details detailsOf(std::string_view text);

} // namespace foreshock::store
