// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/suspects/suspect_texts.h"

#include "model/base/time_text.h"

#include <algorithm>

namespace foreshock {

static QString text(const std::string& s) {
    return QString::fromStdString(s);
}

QString headlineText(const Answer& answer, const Zone& zone) {
    const auto count = answer.alarms.size();
    if (count == 0)
        return QStringLiteral("No alarms to explain");
    return QStringLiteral("%1 %2 since %3")
        .arg(count)
        .arg(count == 1 ? QStringLiteral("alarm") : QStringLiteral("alarms"),
             text(clockTextWithZone(answer.firstAlarm, zone)));
}

QString verdictText(const Answer& answer) {
    switch (answer.verdict) {
    case Verdict::Named:
        return QStringLiteral("Strong lead, not confirmed");
    case Verdict::Ranked:
        return QStringLiteral("Several are plausible, none stands out");
    case Verdict::NotAChange:
        return QStringLiteral("Probably not a change");
    case Verdict::UnrecordedChange:
        return QStringLiteral("Probably a change that no feed holds");
    case Verdict::CannotTell:
        break;
    }
    return QStringLiteral("Can't tell from what was recorded");
}

QString spanText(const Suspect& s, Instant firstAlarm, const Zone& zone) {
    const std::string day = dayText(s.start, zone);
    QString out =
        day == dayText(firstAlarm, zone) ? QString() : text(day).section(QLatin1Char(' '), 0, 1) + QLatin1Char(' ');
    out += text(clockText(s.start, zone)).left(5);
    if (s.end && *s.end > s.start) {
        out += QStringLiteral("\u2013");
        if (dayText(*s.end, zone) != day)
            out += text(dayText(*s.end, zone)).section(QLatin1Char(' '), 0, 1) + QLatin1Char(' ');
        out += text(clockText(*s.end, zone)).left(5);
    }
    return out;
}

QString lagText(const Suspect& s) {
    if (s.lag.ns == 0)
        return QStringLiteral("with the first alarm");
    return text(durationText(s.lag.ns < 0 ? -s.lag : s.lag)) +
           (s.lag.ns < 0 ? QStringLiteral(" after the first alarm") : QStringLiteral(" before the first alarm"));
}

QString balanceText(const Suspect& s) {
    const auto count = [&](EvidenceState state) {
        return std::count_if(s.evidence.begin(), s.evidence.end(), [&](const Evidence& e) { return e.state == state; });
    };
    QStringList parts;
    if (const auto n = count(EvidenceState::For))
        parts << QStringLiteral("%1 for").arg(n);
    if (const auto n = count(EvidenceState::Against))
        parts << QStringLiteral("%1 against").arg(n);
    if (const auto n = count(EvidenceState::NotTested) + static_cast<std::ptrdiff_t>(s.notTested.size()))
        parts << QStringLiteral("%1 not tested").arg(n);
    return parts.join(QStringLiteral(", "));
}

QString probabilityText(double p) {
    return QStringLiteral("Probability %1 %, fitted on simulated incidents, not on yours.")
        .arg(p * 100, 0, 'f', p < 0.1 ? 1 : 0);
}

Strength strengthOf(double p) {
    if (p >= 0.8)
        return Strength::Strong;
    return p >= 0.1 ? Strength::Plausible : Strength::Weak;
}

QString strengthWords(Strength strength) {
    return text(std::string(wordsFor(strength)));
}

std::vector<NonAnswerText> nonAnswerTexts(const Answer& answer) {
    const NonAnswers& n = answer.nonAnswers;
    QString load = QStringLiteral("load, hardware, expiry, provider or chance");
    if (n.load > n.other && !answer.leadingSeries.empty())
        load = text(answer.leadingSeries.front().text);
    std::vector<NonAnswerText> out{
        {QStringLiteral("Not a change"), strengthOf(n.load + n.other), n.load + n.other, load},
        {QStringLiteral("A change that no feed holds"), strengthOf(n.unrecorded), n.unrecorded,
         QStringLiteral("something changed that was not recorded")},
        {QStringLiteral("Can't tell"), strengthOf(n.cannotTell), n.cannotTell,
         QStringLiteral("too little was recorded to test it")}};
    std::erase_if(out, [](const NonAnswerText& t) { return t.probability < 0.01; });
    std::stable_sort(out.begin(), out.end(),
                     [](const NonAnswerText& a, const NonAnswerText& b) { return a.probability > b.probability; });
    return out;
}

} // namespace foreshock
