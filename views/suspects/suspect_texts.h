// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/base/zone.h"
#include "model/domain/answer.h"

#include <QString>
#include <vector>

namespace foreshock {

/// The sentences of the suspects panel, apart from any widget.

/// "10 alarms since 05:15 PST".
QString headlineText(const Answer& answer, const Zone& zone);
/// "Strong lead, not confirmed"; a suspect is never called the cause.
QString verdictText(const Answer& answer);
/// "02:44–03:47", with the day where it is another than the first alarm's.
QString spanText(const Suspect& suspect, Instant firstAlarm, const Zone& zone);
/// "2 h 31 min before the first alarm", "12 min after the first alarm".
QString lagText(const Suspect& suspect);
/// "2 for, 1 against, 3 not tested".
QString balanceText(const Suspect& suspect);
/// The probability, and what it was measured on.
QString probabilityText(double probability);

/// One answer that is not a recorded change.
struct NonAnswerText {
    QString title;
    Strength strength = Strength::Weak;
    double probability = 0;
    QString text;
};
/// Those worth a line (1 % and more), most probable first.
std::vector<NonAnswerText> nonAnswerTexts(const Answer& answer);
Strength strengthOf(double probability);
QString strengthWords(Strength strength);

} // namespace foreshock
