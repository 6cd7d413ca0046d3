// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/suspects/change_facts.h"

#include "model/base/text.h"
#include "model/base/time_order.h"
#include "model/base/time_text.h"
#include "model/domain/answer.h"
#include "views/words/change_words.h"

#include <algorithm>

namespace foreshock {
namespace {

constexpr std::size_t kLinks = 3;

QString text(const std::string& s) {
    return QString::fromStdString(s).simplified();
}

bool isAddress(const std::string& value) {
    return (startsWithNoCase(value, "https://") || startsWithNoCase(value, "http://")) &&
           value.find_first_of(" \t\n") == std::string::npos;
}

/// Kinds of changes that take another back, or take its effect away; with the words for it.
QString undoingWords(const Change& later, const std::string& kind) {
    const std::string other = lowered(later.kind);
    const auto has = [&](const char* word) { return other.find(word) != std::string::npos; };
    if (has("rollback") || has("revert"))
        return QStringLiteral("rolled back");
    const bool isAdd = kind.find("add") != std::string::npos || kind.find("scale_out") != std::string::npos;
    if (isAdd && (has("capacity_remov") || has("scale_in")))
        return QStringLiteral("taken back");
    for (const char* word : {"mitigation", "hotfix", "failover"})
        if (has(word))
            return QString::fromLatin1(word);
    return {};
}

void addLinks(std::vector<ChangeLink>& out, const Details& details) {
    for (const Detail& d : details)
        if (isAddress(d.value) && out.size() < kLinks)
            out.push_back({capitalised(text(d.name).replace(QLatin1Char('_'), QLatin1Char(' '))),
                           QString::fromStdString(d.value)});
}

QString ownerIn(const Details& details) {
    for (const char* wanted : {"owner", "team", "on_call", "oncall"})
        for (const Detail& d : details)
            if (lowered(d.name) == wanted && !d.value.empty() && !isAddress(d.value))
                return text(d.value);
    return {};
}

} // namespace

ChangeFacts ChangeFacts::of(const IncidentView& incident, const Suspect& suspect, const Zone& zone) {
    ChangeFacts out;
    const auto own = std::find_if(incident.changes.begin(), incident.changes.end(),
                                  [&](const Change& c) { return c.id == suspect.change; });
    if (own == incident.changes.end())
        return out;
    const std::string kind = lowered(own->kind);
    out.effect = QStringLiteral("still in effect, as far as recorded");
    out.effectBasis = QStringLiteral("No later rollback, revert, mitigation, hotfix or failover of %1 is recorded.")
                          .arg(text(own->service.value));
    const UncertainInstant end{own->endOrStart(), own->error};
    for (const Change& later : incident.changes) {
        if (later.service != own->service || later.isPlanned() || later.id == own->id)
            continue;
        const QString words = undoingWords(later, kind);
        const TimeOrder order = orderOf(end, {later.start, later.error});
        if (words.isEmpty() || order == TimeOrder::After)
            continue;
        const QString when = QString::fromStdString(clockText(later.start, zone)).left(5);
        out.effect = QStringLiteral("%1 at %2%3")
                         .arg(words, when, order == TimeOrder::Unknown ? QStringLiteral(", order unknown") : QString());
        out.effectBasis = headingOf(later.title, later.kind, later.id.value).name;
        break;
    }
    const auto service = std::find_if(incident.services.begin(), incident.services.end(),
                                      [&](const Service& s) { return s.id == own->service; });
    const Details none;
    const Details& ofService = service == incident.services.end() ? none : service->details;
    QString owner = ownerIn(own->details);
    if (owner.isEmpty())
        owner = ownerIn(ofService);
    QStringList who;
    if (!own->actor.empty())
        who << QStringLiteral("by %1").arg(text(own->actor));
    if (!owner.isEmpty())
        who << QStringLiteral("owner: %1").arg(owner);
    out.owner = who.join(QStringLiteral(" \u00b7 "));
    if (isAddress(own->ref))
        out.links.push_back({QStringLiteral("Its record"), QString::fromStdString(own->ref)});
    else if (!own->ref.empty())
        out.owner += (out.owner.isEmpty() ? QString() : QStringLiteral(" \u00b7 ")) + text(own->ref);
    addLinks(out.links, own->details);
    addLinks(out.links, ofService);
    return out;
}

Duration changeError(const IncidentView& incident, const ChangeId& change) {
    for (const Change& c : incident.changes)
        if (c.id == change)
            return c.error;
    return {};
}

Duration alarmError(const IncidentView& incident, const std::vector<AlarmId>& alarms) {
    for (const Alarm& a : incident.alarms)
        if (!alarms.empty() && a.id == alarms.front())
            return a.error;
    return {};
}

} // namespace foreshock
