// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/base/zone.h"
#include "model/domain/alarm_wave.h"
#include "model/domain/board.h"

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
/// "2 h 31 min before the first alarm", "12 min after the first alarm"; "order with the first alarm unknown (…)" where
/// the clocks of both are not known well enough (`error`: plus or minus of both together).
QString lagText(const Suspect& suspect, Duration error = {});
/// What was not tested and why, as far as no row of evidence in that state says it.
std::vector<std::string> notTestedBesides(const Suspect& suspect);
/// "began 2 h before" → "Began 2 h before"; names of services and series stay as they are written.
QString evidenceText(const Evidence& evidence, const Suspect& suspect);
/// "2 for, 1 against, 3 not tested".
QString balanceText(const Suspect& suspect);
/// The probability, and what it was measured on.
QString probabilityText(double probability);
/// The same of a suspect: of how many with a score like this how many were right, and on what.
QString scoreText(double probability);
/// Of one whose score changed because others were ruled out by hand.
QString sharedScoreText(double probability, int ruledOut);
/// Why it stands below the lead, in sentences, the weightiest first; what both have alike is not said.
QStringList whyNotTexts(const Suspect& lead, const Suspect& other);
/// "Ruled out at 05:40 PST: it was rolled back and nothing changed".
QString ruledOutText(const RulingOut& ruling, Instant firstAlarm, const Zone& zone);
/// "05:26 PST: first, 3 feeds", newest first: where this suspect stood each time its place or what was read changed.
QStringList historyTexts(const ChangeId& change, const std::vector<KeptRanking>& rankings, const Answer& answer,
                         const Zone& zone);
/// "first", "second"… "12th".
QString placeWords(int place);

/// One answer that is not a recorded change.
struct NonAnswerText {
    QString title;
    double probability = 0;
    QString text;
};
/// Those worth a line (1 % and more), most probable first.
std::vector<NonAnswerText> nonAnswerTexts(const Answer& answer);
/// When each wave began: "23:51", or "19 Oct 23:51" where the day is another than the wave's before.
std::vector<QString> waveTimes(const std::vector<AlarmWave>& waves, const Zone& zone);
/// "response to the wave of 23:51", "perhaps a response…"; empty: to no earlier wave.
QString responseWords(const Suspect& suspect, const Zone& zone);
/// "Most likely", "Possible", "Unlikely": strengths are for changes only.
QString likelihoodWords(double probability);
QString strengthWords(Strength strength);

} // namespace foreshock
