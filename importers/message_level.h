// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/domain/log_record.h"

#include <string_view>

namespace foreshock {

/// The level that a message states itself in capitals near its beginning ("16:42:09.486 WARN  t.c.Travel: …"), for
/// records that name none; Unknown if it states none.
LogLevel messageLevel(std::string_view message);

} // namespace foreshock
