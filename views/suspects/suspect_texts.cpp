// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/suspects/suspect_texts.h"

#include "model/base/time_order.h"
#include "model/base/time_text.h"
#include "model/domain/score_record.h"
#include "model/domain/why_not.h"
#include "views/words/change_words.h"
#include "views/words/moment_words.h"

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
        return std::count_if(answer.suspects.begin(), answer.suspects.end(),
                             [](const Suspect& s) { return s.strength == Strength::Plausible; }) == 1
                   ? QStringLiteral("One is plausible, not confirmed")
                   : QStringLiteral("Several are plausible, none stands out");
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

QString lagText(const Suspect& s, Duration error) {
    const Duration apart = s.lag.ns < 0 ? -s.lag : s.lag;
    if (orderOf({Instant{}, error}, {Instant{} + s.lag, {}}) == TimeOrder::Unknown)
        return QStringLiteral("order with the first alarm unknown (%1 apart, clocks known to \u00b1%2)")
            .arg(text(durationText(apart)), text(durationText(error)));
    if (s.lag.ns == 0)
        return QStringLiteral("with the first alarm");
    return text(durationText(apart)) +
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
    if (const auto n = count(EvidenceState::Against); n > 0 || !parts.isEmpty())
        parts << QStringLiteral("%1 against").arg(n);
    if (const auto n = count(EvidenceState::NotTested) + static_cast<std::ptrdiff_t>(notTestedBesides(s).size()))
        parts << QStringLiteral("%1 not tested").arg(n);
    return parts.join(QStringLiteral(", "));
}

static QString percent(double p) {
    return QStringLiteral("%1 %").arg(p * 100, 0, 'f', p < 0.1 ? 1 : 0);
}

QString scoreText(double p) {
    const ScoreRecord& r = scoreRecord(p);
    return QStringLiteral("Probability %1. Of %2 suspects with a score like this, in %3 simulated incidents, %4 %5 "
                          "right; not measured on yours.")
        .arg(percent(p))
        .arg(r.suspects)
        .arg(kScoredIncidents)
        .arg(r.right)
        .arg(r.right == 1 ? QStringLiteral("was") : QStringLiteral("were"));
}

QString sharedScoreText(double p, int ruledOut) {
    return QStringLiteral("Probability %1, shared out anew after %2 ruled out by hand; how often that is right was not "
                          "measured.")
        .arg(percent(p), ruledOut == 1 ? QStringLiteral("1 was") : QStringLiteral("%1 were").arg(ruledOut));
}

QString probabilityText(double p) {
    return QStringLiteral("Probability %1, fitted on simulated incidents, not on yours.").arg(percent(p));
}

static QString kindOfEvidence(EvidenceKind kind) {
    switch (kind) {
    case EvidenceKind::Precedes:
        return QStringLiteral("When");
    case EvidenceKind::Path:
        return QStringLiteral("Where it broke");
    case EvidenceKind::Reach:
        return QStringLiteral("Reach");
    case EvidenceKind::Shift:
        return QStringLiteral("What moved with it");
    case EvidenceKind::Ceiling:
        return QStringLiteral("A limit");
    case EvidenceKind::Dose:
        return QStringLiteral("How much it explains");
    case EvidenceKind::Profile:
        return QStringLiteral("New against old instances");
    case EvidenceKind::Neighbour:
        return QStringLiteral("What it leaves unexplained");
    case EvidenceKind::Scope:
        return QStringLiteral("Scope");
    case EvidenceKind::LogTemplate:
        return QStringLiteral("New log lines");
    case EvidenceKind::EarlierRuns:
        return QStringLiteral("Earlier runs");
    case EvidenceKind::Veto:
        return QStringLiteral("What speaks against it");
    case EvidenceKind::Coverage:
        break;
    }
    return QStringLiteral("What could be tested");
}

QStringList whyNotTexts(const Suspect& lead, const Suspect& other) {
    constexpr qsizetype kShown = 3;
    QStringList out, better;
    for (const EvidenceDifference& d : differences(lead, other)) {
        if (d.weight < 0) {
            better << kindOfEvidence(d.kind).toLower();
            continue;
        }
        if (out.size() == kShown)
            continue;
        const QString kind = kindOfEvidence(d.kind);
        if (d.other && d.lead)
            out << QStringLiteral("%1: %2. The lead: %3").arg(kind, text(d.other->text), text(d.lead->text));
        else if (d.other)
            out << QStringLiteral("%1: %2").arg(kind, text(d.other->text));
        else
            out << QStringLiteral("%1: the lead has \u201c%2\u201d, this one nothing like it")
                       .arg(kind, text(d.lead->text));
    }
    if (!better.isEmpty() && !out.isEmpty())
        out << QStringLiteral("For it more than for the lead: %1").arg(better.join(QStringLiteral(", ")));
    return out;
}

QString ruledOutText(const RulingOut& r, Instant firstAlarm, const Zone& zone) {
    return QStringLiteral("Ruled out at %1: %2").arg(momentText(r.at, firstAlarm, zone), text(r.reason));
}

QString placeWords(int place) {
    static const QStringList words{QStringLiteral("first"), QStringLiteral("second"), QStringLiteral("third"),
                                   QStringLiteral("fourth"), QStringLiteral("fifth")};
    return place >= 1 && place <= words.size() ? words[place - 1] : QStringLiteral("%1th").arg(place);
}

QStringList historyTexts(const ChangeId& change, const std::vector<KeptRanking>& rankings, const Answer& answer,
                         const Zone& zone) {
    QStringList out;
    QString before;
    for (const KeptRanking& r : rankings) {
        const bool isOfWave = answer.alarms.empty() ? r.alarm.value.empty()
                                                    : std::find(answer.alarms.begin(), answer.alarms.end(), r.alarm) !=
                                                          answer.alarms.end();
        if (!isOfWave)
            continue;
        int place = 0;
        const RankedPlace* own = nullptr;
        for (std::size_t i = 0; i < r.places.size(); ++i)
            if (r.places[i].change == change) {
                place = static_cast<int>(i) + 1;
                own = &r.places[i];
            }
        const auto count = [](int n, const char* one, const char* more) {
            return QStringLiteral("%1 %2").arg(n).arg(QLatin1String(n == 1 ? one : more));
        };
        const QString words = QStringLiteral("%1, %2, %3, %4")
                                  .arg(own ? placeWords(place) + QStringLiteral(" (") +
                                                 strengthWords(own->strength).toLower() + QLatin1Char(')')
                                           : QStringLiteral("not among the first five"),
                                       count(r.changes, "change", "changes"), count(r.feeds, "feed", "feeds"),
                                       count(r.series, "series", "series"));
        if (words == before)
            continue;
        before = words;
        out.prepend(QStringLiteral("%1: %2").arg(momentText(r.at, answer.firstAlarm, zone), words));
    }
    return out;
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
