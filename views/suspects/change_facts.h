// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/base/zone.h"
#include "views/workbench/incident_view.h"

#include <QString>
#include <vector>

namespace foreshock {

struct Suspect;

/// An address that a source gave, and what it leads to.
struct ChangeLink {
    QString words;
    QString address;
};

/// What the records say of a change beside its times: whether it still holds, whose it is, where to read on.
struct ChangeFacts {
    QString effect;      ///< "still in effect, as far as recorded", "rolled back at 06:20"
    QString effectBasis; ///< what that rests on
    QString owner;       ///< "by deploy-bot", "owner: streams"; may be empty
    std::vector<ChangeLink> links;

    static ChangeFacts of(const IncidentView& incident, const Suspect& suspect, const Zone& zone);
};

/// Plus or minus of the times of that change; 0 where it is not known.
Duration changeError(const IncidentView& incident, const ChangeId& change);
/// The same of the first of those alarms; 0 where it is not known.
Duration alarmError(const IncidentView& incident, const std::vector<AlarmId>& alarms);

} // namespace foreshock
