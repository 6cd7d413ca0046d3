// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/words/situation_words.h"

#include "model/base/time_text.h"
#include "model/domain/answer.h"
#include "model/domain/marked_start.h"
#include "views/suspects/suspect_texts.h"
#include "views/words/change_words.h"

#include <QCoreApplication>
#include <QStringList>

#include <algorithm>
#include <unordered_map>

namespace foreshock {
namespace {

constexpr std::size_t kServicesNamed = 4;
constexpr std::size_t kReasonsGiven = 3;

QString text(const std::string& s) {
    return QString::fromStdString(s);
}

QString tr(const char* words) {
    return QCoreApplication::translate("situation", words);
}

/// "25 Nov 2020 05:15 PST (13:15 UTC)".
QString momentText(Instant at, const Zone& zone) {
    const QString local = text(dayText(at, zone)) + QLatin1Char(' ') + text(clockTextWithZone(at, zone));
    const QString utc = text(clockTextWithZone(at, Zone()));
    return local.endsWith(utc) ? local : local + QStringLiteral(" (%1)").arg(utc);
}

QString alarmsLine(const IncidentView& incident, const Answer& answer, const Zone& zone) {
    std::unordered_map<AlarmId, const Alarm*> byId;
    for (const Alarm& alarm : incident.alarms)
        byId.emplace(alarm.id, &alarm);
    QStringList services;
    int firing = 0;
    for (const AlarmId& id : answer.alarms) {
        const auto found = byId.find(id);
        if (found == byId.end())
            continue;
        const Alarm& alarm = *found->second;
        firing += alarm.state == AlarmState::Firing && !alarm.end ? 1 : 0;
        if (const QString name = text(alarm.service.value); !name.isEmpty() && !services.contains(name))
            services << name;
    }
    QString named = services.mid(0, kServicesNamed).join(QStringLiteral(", "));
    if (services.size() > static_cast<qsizetype>(kServicesNamed))
        named += tr(" and %1 more").arg(services.size() - static_cast<qsizetype>(kServicesNamed));
    const auto count = static_cast<int>(answer.alarms.size());
    QString out = (count == 1 ? tr("1 alarm since %1") : tr("%1 alarms since %2").arg(count))
                      .arg(momentText(answer.firstAlarm, zone));
    if (!named.isEmpty())
        out += QStringLiteral(": ") + named;
    if (firing > 0)
        out += tr("; %1 still firing where the data end").arg(firing);
    return out + QLatin1Char('.');
}

/// "capacity add, kinesis-frontend, 02:44–03:47 PST, 2 h 31 min before the first alarm (7 for, 1 not tested)".
QString suspectLine(const Suspect& s, const Answer& answer, const Zone& zone) {
    const ChangeHeading heading = headingOf(s.title, s.kind, s.change.value);
    QStringList parts{heading.name};
    if (!s.service.value.empty())
        parts << text(s.service.value);
    parts << spanText(s, answer.firstAlarm, zone) + QLatin1Char(' ') +
                 text(clockTextWithZone(s.start, zone)).section(QLatin1Char(' '), 1);
    parts << (answer.alarms.empty() ? lagText(s).replace(QStringLiteral("the first alarm"), tr("that start"))
                                    : lagText(s));
    const QString balance = balanceText(s);
    return parts.join(QStringLiteral(", ")) + (balance.isEmpty() ? QString() : QStringLiteral(" (%1)").arg(balance));
}

void addLead(QStringList& lines, const Suspect& lead, const IncidentView& incident) {
    std::vector<const Evidence*> reasons;
    for (const auto state : {EvidenceState::For, EvidenceState::Against}) {
        std::vector<const Evidence*> rows;
        for (const Evidence& e : lead.evidence)
            if (e.state == state)
                rows.push_back(&e);
        std::stable_sort(rows.begin(), rows.end(), [](const Evidence* a, const Evidence* b) {
            return std::abs(a->weight) > std::abs(b->weight);
        });
        rows.resize(std::min(rows.size(), kReasonsGiven));
        reasons.insert(reasons.end(), rows.begin(), rows.end());
    }
    for (const Evidence* e : reasons)
        lines << (e->state == EvidenceState::For ? tr("- for: %1") : tr("- against: %1")).arg(text(e->text));
    for (const RestsOn& rest : lead.restsOn)
        lines << QStringLiteral("- ") + text(rest.text);
    if (!lead.checks.empty()) {
        lines << tr("Next check: %1").arg(text(lead.checks.front().text));
        if (!lead.checks.front().command.empty())
            lines << QStringLiteral("  ") + text(lead.checks.front().command);
    }
    for (const Change& change : incident.changes)
        if (change.id == lead.change && !change.ref.empty())
            lines << tr("Link: %1").arg(text(change.ref));
}

void addAnswer(QStringList& lines, const IncidentView& incident, const Answer& answer, const Zone& zone) {
    const bool hasLead = answer.verdict == Verdict::Named || answer.verdict == Verdict::Ranked;
    lines << verdictText(answer) + QLatin1Char('.');
    if (hasLead)
        for (std::size_t i = 0; i < answer.suspects.size() && i < (answer.verdict == Verdict::Named ? 1U : 3U); ++i) {
            lines << QStringLiteral("%1. ").arg(i + 1) + suspectLine(answer.suspects[i], answer, zone);
            if (i == 0)
                addLead(lines, answer.suspects[i], incident);
        }
    else
        for (const NonAnswerText& other : nonAnswerTexts(answer)) {
            lines << QStringLiteral("%1: %2").arg(other.title, other.text);
            break;
        }
    const auto joined = [](const std::vector<std::string>& sentences) {
        QStringList out;
        for (const std::string& sentence : sentences)
            out << text(sentence);
        return out.join(QStringLiteral("; "));
    };
    if (!answer.coverage.lookedAt.empty())
        lines << tr("Looked at: %1").arg(joined(answer.coverage.lookedAt));
    if (!answer.coverage.notLookedAt.empty())
        lines << tr("Not looked at: %1").arg(joined(answer.coverage.notLookedAt));
}

} // namespace

QString situationText(const IncidentView& incident, const Answer* answer, const Zone& zone) {
    QStringList lines;
    const QString name = text(incident.title.empty() ? incident.fileName : incident.title);
    if (!name.isEmpty())
        lines << name;
    if (answer && !answer->alarms.empty())
        lines << alarmsLine(incident, *answer, zone);
    else if (const auto start = markedStart(incident.notes))
        lines << tr("No alarms; it started at %1, as a person marked it.").arg(momentText(*start, zone));
    else if (!incident.alarms.empty())
        lines << tr("%1 alarms, not ranked yet.").arg(incident.alarms.size());
    else
        lines << tr("No alarms were imported, and no start is marked: nothing is ranked yet.");
    if (answer && (!answer->alarms.empty() || markedStart(incident.notes)))
        addAnswer(lines, incident, *answer, zone);
    return lines.join(QLatin1Char('\n')) + QLatin1Char('\n');
}

} // namespace foreshock
