// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/analysis/causes/log_surge.h"
#include "model/analysis/rank_options.h"
#include "model/analysis/sample_source.h"
#include "model/domain/cause_answer.h"
#include "model/domain/incident.h"

#include <optional>
#include <stop_token>
#include <string>

namespace foreshock {

/// Which alarm is to be explained, and what is read for it.
struct CauseQuestion {
    std::optional<AlarmId> alarm;
    ServiceId service;  ///< empty: the alarm names none, or there is no alarm
    std::string metric; ///< may be empty
    Instant at;
    TimeRange range; ///< of samples
};

/// The asked alarm; else the first at or after the marked time, up to 5 h later; else the first of the heaviest group,
/// as the ranking of changes takes it (`window` and `top` mean nothing here). Null: no alarm and no marked time, or no
/// alarm of that id.
std::optional<CauseQuestion> causeQuestion(const Incident& incident, SampleSource& samples, const RankOptions& options);

/// In which service did this start? Where the alarm's metric adds up over calls and requests are counted, by where what
/// was added at the alarmed service arises (flow_ranking.h), if that is more than chance; else by what each service's
/// own series and logs say (evidence_ranking.h), if that stands out, or if the alarm is seen in its own series.
/// Otherwise, where the series that the alarm is about is as usual, and where what stands out is left from just before
/// the alarm (earlier_trouble.h), the answer is empty and says why. Works without
/// request counts, without a map, without logs, and with a wrong map; what was missing is told in its notes. Null if
/// stopped. Cost: each series is read once, those of the alarm's metric twice; all once more where the alarm is not
/// seen in its own series.
std::optional<CauseAnswer> findCauses(const Incident& incident, SampleSource& samples, const CauseQuestion& question,
                                      const LogSurge& logs, const std::string& displayZone, std::stop_token stop = {});

} // namespace foreshock
