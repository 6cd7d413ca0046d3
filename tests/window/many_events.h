// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

namespace foreshock::test {

/// An incident of so many alarms and as many changes over thirty days, of 500 services.
void recordEvents(const std::string& path, int each);

} // namespace foreshock::test
