// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/domain/source.h"
#include "model/store/database.h"

#include <string>
#include <utility>
#include <vector>

namespace foreshock::store {

/// A source that is to be seen in the place of another: the same bytes under other settings.
struct Reading {
    SourceId before;                                        ///< seen so far
    SourceId now;                                           ///< staged (SourceWriter::Settings::isStaged)
    std::vector<std::pair<std::string, std::string>> facts; ///< of the whole incident
};

/// Shows staged readings in the place of the older ones, all in one transaction, as one edit: undo shows the older ones
/// again at once.
Result<void> replaceReadings(Database& db, const std::string& title, Instant now, const std::vector<Reading>& readings);
/// Removes a staged reading that will not be shown.
Result<void> discardReading(Database& db, SourceId id);
/// Removes hidden readings that no edit leads to any more, and the oldest of those that undo leads to while together
/// they hold more than what is seen (64 MiB at the least): their edits can't be undone any more. The last edit always
/// can.
Result<void> tidyReadings(Database& db);
/// Forgets the edits of a source that is about to be removed: they could neither be undone nor stand in the way.
Result<void> forgetEditsOf(const Database& db, SourceId id);

/// Corrects the clock of sources by hand: every reader adds the offset to their times. One edit.
struct ClockCorrection {
    SourceId source;
    Duration offset, error;
};
Result<void> correctClocks(Database& db, const std::string& title, Instant now,
                           const std::vector<ClockCorrection>& corrections);

} // namespace foreshock::store
