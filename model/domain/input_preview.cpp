// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/domain/input_preview.h"

#include <cmath>

namespace foreshock {

ImportCounts estimated(const InputPreview& preview) {
    ImportCounts out = preview.counts;
    if (!preview.isEstimate || preview.looked == 0)
        return out;
    const double times = static_cast<double>(preview.size) / static_cast<double>(preview.looked);
    const auto scale = [times](std::int64_t& n) { n = std::llround(static_cast<double>(n) * times); };
    for (std::int64_t ImportCounts::*count :
         {&ImportCounts::rejected, &ImportCounts::duplicates, &ImportCounts::outside, &ImportCounts::folded})
        scale(out.*count);
    for (std::int64_t RecordCounts::*kind : {&RecordCounts::logs, &RecordCounts::samples, &RecordCounts::changes,
                                             &RecordCounts::alarms, &RecordCounts::dependencies, &RecordCounts::notes})
        scale(out.stored.*kind);
    out.read = out.stored.sum() + out.rejected + out.duplicates + out.outside + out.folded;
    return out;
}

} // namespace foreshock
