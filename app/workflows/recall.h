// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/workflows/analyse.h"
#include "model/store/kept_answers.h"

#include <optional>
#include <string>

namespace foreshock {

/// An answer that whoever holds the lock of the file may keep in it (store::keepAnswer). Losing it loses nothing.
struct ToKeep {
    store::Question question;
    store::InputsVersion version;
    std::string record;
};

/// Keeps it. Errors: those of writing, which concern nobody who has the answer.
Result<void> keep(store::IncidentFile& file, const ToKeep& answer);

/// What was found, and what to keep of it: nothing where it was kept already.
template<class T>
struct Recalled {
    T found;
    std::optional<ToKeep> toKeep;
};

/// rankIncident() under the marked start, if there is one, unless the file holds its answer. `version`: taken before
/// anything of `incident` was read.
Result<Recalled<Answer>> recallOrRank(IncidentSession& session, const Incident& incident,
                                      const store::InputsVersion& version, const RankRequest& request,
                                      std::stop_token stop = {});

/// rankWavesBeside(), unless the file holds them. `answer`: what recallOrRank() gave for the same request and version.
Result<Recalled<AlarmWaves>> recallOrRankWaves(IncidentSession& session, const Incident& incident,
                                               const store::InputsVersion& version, const RankRequest& request,
                                               const Answer& answer, std::stop_token stop = {});

} // namespace foreshock
