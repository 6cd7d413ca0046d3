// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/domain/log_record.h"

#include <string>

namespace foreshock {

/// The trace or request that a record belongs to, as it stands in its text: the value of a field named like one
/// ("trace_id":"4bf92f3577b34da6", requestId=8c1f…, [trace: …], X-Request-ID), else the first UUID or run of 16 to 32
/// hexadecimal digits. Empty if there is none. Looks at the first 64 KiB.
std::string traceOf(const LogRecord& record);

} // namespace foreshock
