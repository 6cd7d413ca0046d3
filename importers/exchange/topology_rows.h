// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/domain/record_sink.h"

#include <nlohmann/json.hpp>

namespace foreshock {

/// A row of the list "services": "cart" or {"id","name","role","on_map_at_start","basis","details"}.
Result<void> readTopologyService(RecordSink& sink, const nlohmann::json& value, RecordPlace place);
/// A row of the list "dependencies": {"from","to","kind","documented","confirmed","why","basis"}.
Result<void> readTopologyDependency(RecordSink& sink, const nlohmann::json& value, RecordPlace place);

} // namespace foreshock
