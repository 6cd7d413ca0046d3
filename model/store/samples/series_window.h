// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/store/samples/series_pieces.h"

namespace foreshock::store {

/// See SeriesReader::window().
Result<SeriesWindow> windowOf(const SeriesPieces& pieces, const SeriesInfo& info, TimeRange range, int pixels);

} // namespace foreshock::store
