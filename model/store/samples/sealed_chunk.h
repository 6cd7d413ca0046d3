// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/store/samples/sample_pyramid.h"

namespace foreshock::store {

/// Samples ready to be stored: put into time order, encoded, and with their pyramid.
struct SealedChunk {
    std::int64_t count = 0;
    Instant first, last; ///< earliest and latest sample, null ones too
    std::optional<Instant> maxArrived;
    ChunkFigures figures;
    std::string data;
    std::string pyramid; ///< empty: none
};

/// At least one and at most kChunkSamples samples, in order of storing.
SealedChunk sealed(SampleColumns samples);

} // namespace foreshock::store
