// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/record_desk.h"

#include <algorithm>
#include <cmath>

namespace foreshock {

Result<void> RecordDesk::checkEnd(Instant start, std::optional<Instant>& end, std::string_view noun) {
    if (!end || *end >= start)
        return {};
    end.reset();
    return remark("its end is before its start; the " + std::string(noun) + " is kept without its end");
}

Result<void> RecordDesk::change(Change change) {
    if (!m_service.empty())
        change.service = ServiceId(m_service);
    std::erase_if(change.details, [](const Detail& detail) { return detail.value.empty(); });
    if (const Result<void> said = checkEnd(change.start, change.end, "change"); !said)
        return said;
    return m_sink.change(change, m_place);
}

Result<void> RecordDesk::alarm(Alarm alarm) {
    if (!m_service.empty())
        alarm.service = ServiceId(m_service);
    std::erase_if(alarm.details, [](const Detail& detail) { return detail.value.empty(); });
    alarm.severity = std::clamp(alarm.severity, 1, 4);
    if (const Result<void> said = checkEnd(alarm.start, alarm.end, "alarm"); !said)
        return said;
    return m_sink.alarm(alarm, m_place);
}

Result<void> RecordDesk::log(LogDraft record) {
    if (!m_service.empty())
        record.service = m_service;
    return m_sink.log(record, m_place);
}

Result<void> RecordDesk::alarmRule(AlarmRule rule) {
    if (!m_service.empty())
        rule.service = ServiceId(m_service);
    return m_sink.alarmRule(rule, m_place);
}

Result<void> RecordDesk::note(Note note) {
    if (!m_service.empty())
        note.service = ServiceId(m_service);
    if (note.text.empty())
        return reject("no text");
    return m_sink.note(note, m_place);
}

Result<void> RecordDesk::service(Service service) {
    if (service.id.value.empty())
        return reject("a service without a name");
    if (service.name.empty())
        service.name = service.id.value;
    std::erase_if(service.details, [](const Detail& detail) { return detail.value.empty(); });
    return m_sink.service(service, m_place);
}

Result<void> RecordDesk::dependency(const Dependency& dependency) {
    if (dependency.from.value.empty() || dependency.to.value.empty())
        return reject("a dependency without both of its services");
    return m_sink.dependency(dependency, m_place);
}

Result<void> RecordDesk::limit(DeclaredLimit limit) {
    if (!m_service.empty())
        limit.service = ServiceId(m_service);
    if (limit.metric.empty())
        return reject("a limit that does not say of what");
    if (!std::isfinite(limit.value))
        return reject("a limit that is no number");
    return m_sink.limit(limit, m_place);
}

} // namespace foreshock
