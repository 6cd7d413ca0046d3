// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/domain/change_point.h"

namespace foreshock {

std::string_view nameOf(ChangePointType type) {
    return type == ChangePointType::Shift ? "shift" : "excursion";
}

} // namespace foreshock
