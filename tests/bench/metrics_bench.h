// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

namespace foreshock::bench {

/// Prints rows of figures on samples: a seeded file of 200 series with that many samples each is made in the folder.
void metrics(const std::string& folder, int samplesEach);

} // namespace foreshock::bench
