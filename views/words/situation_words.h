// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/base/zone.h"
#include "views/workbench/incident_view.h"

#include <QString>

namespace foreshock {

struct Answer;

/// The incident in a few lines for a chat channel, from the answer that the panel shows: what fired since when, the
/// lead with what speaks for and against it, what was not looked at, the next check. Plain text; names services and
/// changes, never a person. Null answer: what is known without a ranking.
QString situationText(const IncidentView& incident, const Answer* answer, const Zone& zone);

} // namespace foreshock
