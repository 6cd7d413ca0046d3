// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workflows/manual.h"

#include "resources/resource.h"

#include <string>

namespace foreshock {

std::string_view manualFile(std::string_view name) {
    return resource("manual/" + std::string(name));
}

} // namespace foreshock
