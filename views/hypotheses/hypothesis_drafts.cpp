// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/hypotheses/hypothesis_drafts.h"

#include "model/base/text.h"
#include "model/base/time_text.h"
#include "views/suspects/suspect_texts.h"
#include "views/words/change_words.h"

namespace foreshock {
namespace {

constexpr std::size_t kRecordWords = 400; ///< bytes of a record that a piece of evidence keeps in words

QString text(const std::string& s) {
    return QString::fromStdString(s);
}

QString alarmsSince(const Answer& answer, const Zone& zone) {
    return answer.alarms.empty()
               ? QStringLiteral("the trouble since %1").arg(text(clockTextWithZone(answer.firstAlarm, zone)))
               : QStringLiteral("the alarms since %1").arg(text(clockTextWithZone(answer.firstAlarm, zone)));
}

PinnedEvidence finding(const std::string& words, Instant at) {
    PinnedEvidence out;
    out.kind = PinKind::Finding;
    out.text = words;
    out.time = at;
    return out;
}

} // namespace

PinnedEvidence pinOf(const Evidence& e, const Suspect& suspect) {
    PinnedEvidence out = finding(evidenceText(e, suspect).toStdString(), suspect.start);
    out.change = suspect.change;
    out.service = e.ref.series.isEmpty() ? suspect.service : e.ref.series.service;
    out.metric = e.ref.series.metric;
    if (e.ref.range) {
        out.time = e.ref.range->from;
        out.until = e.ref.range->to;
    } else if (e.ref.at) {
        out.time = *e.ref.at;
    }
    return out;
}

PinnedEvidence pinOf(const LogRecord& record, const std::string& query) {
    PinnedEvidence out;
    out.kind = PinKind::Record;
    std::string words;
    for (const std::string_view part :
         {std::string_view(record.host), nameOf(record.level), std::string_view(record.message)})
        if (!part.empty())
            words += (words.empty() ? "" : " ") + std::string(part);
    out.text = shown(clipped(words, kRecordWords));
    out.time = record.time;
    out.service = record.service;
    out.source = record.source;
    out.seq = record.seq;
    out.query = query;
    return out;
}

PinnedEvidence pinOf(TimeRange range, const QString& words, const ServiceId& service) {
    PinnedEvidence out;
    out.kind = PinKind::Range;
    out.text = words.toStdString();
    out.time = range.from;
    out.until = range.to;
    out.service = service;
    return out;
}

PinnedEvidence pinOf(const ChangePoint& point, const SeriesInfo& series) {
    PinnedEvidence out;
    out.kind = PinKind::ChangePoint;
    out.text = series.metric + " of " + series.service.value + " moved from " + numberText(point.before) + " to " +
               numberText(point.after) + (series.unit.empty() ? "" : " " + series.unit);
    out.time = point.time;
    out.service = series.service;
    out.metric = series.metric;
    return out;
}

StartHypothesis hypothesisFrom(const Suspect& s, const Answer& answer, const Zone& zone) {
    StartHypothesis out;
    BoardHypothesis& h = out.hypothesis;
    h.statement =
        QStringLiteral("%1 on %2 set off %3")
            .arg(headingOf(s.title, s.kind, s.change.value).name, text(s.service.value), alarmsSince(answer, zone))
            .toStdString();
    h.service = s.service;
    h.change = s.change;
    if (!s.checks.empty()) {
        h.test = s.checks.front().text;
        h.command = s.checks.front().command;
    }
    for (const Evidence& e : s.evidence)
        if (e.state == EvidenceState::For || e.state == EvidenceState::Against)
            out.evidence.emplace_back(pinOf(e, s), e.state == EvidenceState::For ? Stance::For : Stance::Against);
    return out;
}

StartHypothesis noneOfThese(const Answer& answer, const Zone& zone) {
    StartHypothesis out;
    BoardHypothesis& h = out.hypothesis;
    h.statement = QStringLiteral("No recorded change set off %1").arg(alarmsSince(answer, zone)).toStdString();
    for (const LeadingSeries& l : answer.leadingSeries) {
        PinnedEvidence e = finding(l.text, answer.onset.value_or(answer.firstAlarm));
        e.service = l.series.service;
        e.metric = l.series.metric;
        out.evidence.emplace_back(std::move(e), Stance::For);
    }
    const auto add = [&](const char* lead, const std::vector<std::string>& sentences, Stance stance) {
        std::string words;
        for (const std::string& s : sentences)
            words += (words.empty() ? lead : "; ") + s;
        if (!words.empty())
            out.evidence.emplace_back(finding(words, answer.firstAlarm), stance);
    };
    add("Looked at ", answer.coverage.lookedAt, Stance::Undecided);
    add("Not looked at: ", answer.coverage.notLookedAt, Stance::Undecided);
    // What would show that it was the lead after all settles it.
    for (const Suspect& s : answer.suspects) {
        if (s.checks.empty())
            continue;
        h.test = s.checks.front().text;
        h.command = s.checks.front().command;
        break;
    }
    return out;
}

} // namespace foreshock
