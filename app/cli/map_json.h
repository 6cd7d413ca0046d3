// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/terminal.h"
#include "model/domain/map_answers.h"

namespace foreshock::cli {

Json pathJson(const ServicePath& path);
Json namesJson(const std::vector<ServiceId>& names);
Json edgeJson(const Dependency& edge);
Json lagJson(const EdgeLag& lag);

} // namespace foreshock::cli
