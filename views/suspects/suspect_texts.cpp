// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/suspects/suspect_texts.h"

#include "model/base/time_text.h"
#include "views/words/change_words.h"

#include <algorithm>

namespace foreshock {

static QString text(const std::string& s) {
    return QString::fromStdString(s);
}

QString headlineText(const Answer& answer, const Zone& zone) {
    const auto count = answer.alarms.size();
    if (count == 0 && answer.firstAlarm == Instant{})
        return QStringLiteral("No alarms to explain");
    if (count == 0)
        return QStringLiteral("Marked start %1").arg(text(clockTextWithZone(answer.firstAlarm, zone)));
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

/// "not tested, no samples: x" and "Not tested: no samples: x" are one fact.
static QString fact(const std::string& sentence) {
    static const QRegularExpression lead(QStringLiteral("^not tested[,:;]?\\s*"),
                                         QRegularExpression::CaseInsensitiveOption);
    return text(sentence).simplified().remove(lead).toCaseFolded();
}

std::vector<std::string> notTestedBesides(const Suspect& s) {
    QStringList said;
    for (const Evidence& e : s.evidence)
        if (e.state == EvidenceState::NotTested)
            said << fact(e.text);
    std::vector<std::string> out;
    for (const std::string& sentence : s.notTested)
        if (const QString now = fact(sentence); !now.isEmpty() && !said.contains(now)) {
            said << now;
            out.push_back(sentence);
        }
    return out;
}

QString evidenceText(const Evidence& e, const Suspect& s) {
    const QString sentence = text(e.text);
    const QString first = sentence.section(QLatin1Char(' '), 0, 0);
    for (const std::string& name : {s.service.value, e.ref.series.service.value, e.ref.series.metric})
        if (first == text(name))
            return sentence;
    return capitalised(sentence);
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
    if (const auto n = count(EvidenceState::NotTested) + static_cast<std::ptrdiff_t>(notTestedBesides(s).size()))
        parts << QStringLiteral("%1 not tested").arg(n);
    return parts.join(QStringLiteral(", "));
}

QString probabilityText(double p) {
    return QStringLiteral("Probability %1 %, fitted on simulated incidents, not on yours.")
        .arg(p * 100, 0, 'f', p < 0.1 ? 1 : 0);
}

QString likelihoodWords(double p) {
    if (p >= 0.5)
        return QStringLiteral("Most likely");
    return p >= 0.1 ? QStringLiteral("Possible") : QStringLiteral("Unlikely");
}

QString strengthWords(Strength strength) {
    return text(std::string(wordsFor(strength)));
}

std::vector<QString> waveTimes(const std::vector<AlarmWave>& waves, const Zone& zone) {
    const auto day = [&](const AlarmWave& w) { return text(dayText(w.first, zone)).section(QLatin1Char(' '), 0, 1); };
    const bool isOneDay =
        std::all_of(waves.begin(), waves.end(), [&](const AlarmWave& w) { return day(w) == day(waves.front()); });
    std::vector<QString> out;
    for (std::size_t i = 0; i < waves.size(); ++i) {
        QString time = text(clockText(waves[i].first, zone)).left(5);
        if (!isOneDay && (i == 0 || day(waves[i]) != day(waves[i - 1])))
            time = day(waves[i]) + QLatin1Char(' ') + time;
        out.push_back(time);
    }
    return out;
}

QString responseWords(const Suspect& s, const Zone& zone) {
    if (!s.response)
        return {};
    const QString time = text(clockText(s.response->wave, zone)).left(5);
    return s.response->isSure ? QStringLiteral("response to the wave of %1").arg(time)
                              : QStringLiteral("perhaps a response to the wave of %1").arg(time);
}

std::vector<NonAnswerText> nonAnswerTexts(const Answer& answer) {
    const NonAnswers& n = answer.nonAnswers;
    QString load = QStringLiteral("load, hardware, expiry, provider or chance");
    if (n.load > n.other && !answer.leadingSeries.empty())
        load = text(answer.leadingSeries.front().text);
    std::vector<NonAnswerText> out{
        {QStringLiteral("Not a change"), n.load + n.other, load},
        {QStringLiteral("A change that no feed holds"), n.unrecorded,
         QStringLiteral("something changed that was not recorded")},
        {QStringLiteral("Can't tell"), n.cannotTell, QStringLiteral("too little was recorded to test it")}};
    std::erase_if(out, [](const NonAnswerText& t) { return t.probability < 0.01; });
    std::stable_sort(out.begin(), out.end(),
                     [](const NonAnswerText& a, const NonAnswerText& b) { return a.probability > b.probability; });
    return out;
}

} // namespace foreshock
