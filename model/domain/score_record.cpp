// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/domain/score_record.h"

namespace foreshock {

std::span<const ScoreRecord> scoreRecords() {
    static constexpr ScoreRecord kRecords[] = {{0, .02, 6572, 20}, {.02, .1, 525, 29}, {.1, .35, 184, 12},
                                               {.35, .65, 74, 32}, {.65, .8, 42, 31},  {.8, .9, 28, 25},
                                               {.9, .97, 50, 49},  {.97, 1.01, 62, 62}};
    return kRecords;
}

const ScoreRecord& scoreRecord(double probability) {
    const auto all = scoreRecords();
    for (const ScoreRecord& record : all)
        if (probability < record.to)
            return record;
    return all.back();
}

} // namespace foreshock
