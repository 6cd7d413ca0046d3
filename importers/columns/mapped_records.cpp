// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/columns/mapped_records.h"

#include "importers/exchange/alarm_words.h"
#include "importers/message_level.h"
#include "importers/text_encoding.h"
#include "model/base/text.h"

#include <algorithm>

namespace foreshock {

MappedRecords::MappedRecords(ColumnMap map, const std::vector<std::string>& header, const ReadSettings& settings,
                             RecordClock& clock, RecordSink& sink)
    : m_map(std::move(map))
    , m_service(settings.service)
    , m_clock(&clock)
    , m_sink(&sink)
    , m_series(m_map, header, settings, sink) {
    for (const std::string& column : m_map.columns)
        m_index.push_back(column.empty() ? header.size()
                                         : static_cast<std::size_t>(std::find(header.begin(), header.end(), column) -
                                                                    header.begin()));
}

Result<void> MappedRecords::take(const std::vector<std::string_view>& cells, std::string_view raw, RecordPlace place) {
    m_cells = &cells;
    m_raw = raw;
    if (m_map.kind == RowKind::Dependencies)
        return takeDependency(raw, place);
    const std::string_view timeText = at(ColumnRole::Time);
    const std::optional<Instant> time = readTime(m_map.time, timeText, *m_clock, place);
    if (!time)
        return m_sink->reject(place,
                              "\"" + m_map.column(ColumnRole::Time) +
                                  "\" is no time: " + repairedUtf8(clipped(trimmed(timeText), 60)),
                              raw);
    switch (m_map.kind) {
    case RowKind::Logs:
        return takeLog(*time, raw, place);
    case RowKind::Samples:
        return takeSample(*time, raw, place);
    case RowKind::Series:
        return m_series.take(*time, cells, raw, place);
    case RowKind::Changes:
        return takeChange(*time, place);
    case RowKind::Alarms:
        return takeAlarm(*time, place);
    case RowKind::Dependencies:
        break;
    }
    return {};
}

std::string_view MappedRecords::at(ColumnRole role) const {
    const std::size_t index = m_index[static_cast<std::size_t>(role)];
    if (index < m_cells->size() && !trimmed((*m_cells)[index]).empty())
        return (*m_cells)[index];
    return m_map.fixed[static_cast<std::size_t>(role)];
}

std::string MappedRecords::textAt(ColumnRole role) const {
    return repairedUtf8(trimmed(at(role)));
}

std::string_view MappedRecords::serviceName() const {
    return m_service.empty() ? trimmed(at(ColumnRole::Service)) : std::string_view(m_service);
}

Result<std::optional<Instant>> MappedRecords::end(Instant start, RecordPlace place) {
    const std::string_view text = trimmed(at(ColumnRole::End));
    if (text.empty() || text == "-")
        return std::optional<Instant>();
    const std::optional<Instant> time = readTime(m_map.time, text, *m_clock, place);
    if (time && *time >= start)
        return time;
    if (Result<void> said = m_sink->remark(place,
                                           "\"" + m_map.column(ColumnRole::End) +
                                               "\" is no time after the start; the record is kept without it",
                                           m_raw);
        !said)
        return said.error();
    return std::optional<Instant>();
}

Result<void> MappedRecords::takeLog(Instant time, std::string_view raw, RecordPlace place) {
    LogDraft draft;
    draft.time = time;
    draft.raw = raw;
    draft.service = serviceName();
    draft.host = trimmed(at(ColumnRole::Instance));
    const std::string_view message = at(ColumnRole::Message);
    const std::size_t within = message.empty() ? 0 : raw.find(message);
    draft.message = message.empty()                    ? raw
                    : within == std::string_view::npos ? message
                                                       : raw.substr(within, message.size());
    const std::string_view level = trimmed(at(ColumnRole::Level));
    draft.level = level.empty() ? messageLevel(draft.message) : logLevel(level).value_or(LogLevel::Unknown);
    return m_sink->log(draft, place);
}

Result<void> MappedRecords::takeSample(Instant time, std::string_view raw, RecordPlace place) {
    const std::size_t index = m_index[static_cast<std::size_t>(ColumnRole::Value)];
    const std::string_view cell = index < m_cells->size() ? (*m_cells)[index] : at(ColumnRole::Value);
    const std::optional<CellValue> value = cellValue(cell, m_map.decimal);
    if (!value)
        return m_sink->reject(
            place, "\"" + m_map.column(ColumnRole::Value) + "\" is no number: " + repairedUtf8(clipped(cell, 60)), raw);
    if (trimmed(at(ColumnRole::Metric)).empty())
        return m_sink->reject(place, "no \"" + m_map.column(ColumnRole::Metric) + "\"", raw);
    m_key.clear();
    for (const ColumnRole role :
         {ColumnRole::Service, ColumnRole::Instance, ColumnRole::Version, ColumnRole::Metric, ColumnRole::Unit}) {
        m_key += trimmed(at(role));
        m_key += '\0';
    }
    m_key += value->unit;
    auto known = m_handles.find(m_key);
    if (known == m_handles.end()) {
        // A series name that holds its labels ({job="cart"}) is split; one beside a service column is a metric.
        SeriesName name;
        if (m_map.says(ColumnRole::Service))
            name.metric = textAt(ColumnRole::Metric);
        else
            name = seriesNameOf(at(ColumnRole::Metric));
        if (const std::string unit = textAt(ColumnRole::Unit); !unit.empty())
            name.unit = unit;
        else if (!value->unit.empty())
            name.unit = value->unit;
        const std::string service = repairedUtf8(serviceName());
        SeriesDraft draft;
        draft.service = service.empty() ? std::string_view(name.service) : std::string_view(service);
        if (const std::string instance = textAt(ColumnRole::Instance); !instance.empty())
            name.instance = instance;
        if (const std::string version = textAt(ColumnRole::Version); !version.empty())
            name.version = version;
        draft.instance = name.instance;
        draft.version = name.version;
        draft.metric = name.metric;
        draft.unit = name.unit;
        const Result<std::int64_t> handle = m_sink->series(draft);
        if (!handle)
            return handle.error();
        known = m_handles.emplace(m_key, *handle).first;
    }
    return m_sink->sample(known->second, {time, value->value}, place);
}

Result<void> MappedRecords::takeChange(Instant time, RecordPlace place) {
    Change change;
    change.id = ChangeId(textAt(ColumnRole::Id));
    change.service = ServiceId(repairedUtf8(serviceName()));
    change.kind = textAt(ColumnRole::Kind);
    change.title = textAt(ColumnRole::Title);
    if (change.title.empty())
        change.title = change.kind;
    change.start = time;
    change.actor = textAt(ColumnRole::Actor);
    change.ref = textAt(ColumnRole::Ref);
    change.group = textAt(ColumnRole::Group);
    change.scope = textAt(ColumnRole::Scope);
    change.basis = textAt(ColumnRole::Basis);
    Result<std::optional<Instant>> until = end(time, place);
    if (!until)
        return until.error();
    change.end = *until;
    return m_sink->change(change, place);
}

Result<void> MappedRecords::takeAlarm(Instant time, RecordPlace place) {
    Alarm alarm;
    alarm.id = AlarmId(textAt(ColumnRole::Id));
    alarm.service = ServiceId(repairedUtf8(serviceName()));
    alarm.metric = textAt(ColumnRole::Metric);
    alarm.rule = textAt(ColumnRole::Rule);
    alarm.title = textAt(ColumnRole::Title);
    if (alarm.title.empty())
        alarm.title = alarm.ruleText();
    alarm.severity = alarmSeverity(textAt(ColumnRole::Severity));
    alarm.start = time;
    alarm.basis = textAt(ColumnRole::Basis);
    Result<std::optional<Instant>> until = end(time, place);
    if (!until)
        return until.error();
    alarm.end = *until;
    alarm.state = alarmState(textAt(ColumnRole::State)).value_or(alarm.end ? AlarmState::Resolved : AlarmState::Firing);
    return m_sink->alarm(alarm, place);
}

Result<void> MappedRecords::takeDependency(std::string_view raw, RecordPlace place) {
    Dependency dependency;
    dependency.from = ServiceId(textAt(ColumnRole::From));
    dependency.to = ServiceId(textAt(ColumnRole::To));
    if (dependency.from.value.empty() || dependency.to.value.empty())
        return m_sink->reject(
            place, "no \"" + m_map.column(dependency.from.value.empty() ? ColumnRole::From : ColumnRole::To) + "\"",
            raw);
    const std::string kind = textAt(ColumnRole::Kind);
    const std::optional<DependencyKind> known = dependencyKind(kind);
    dependency.kind = known.value_or(DependencyKind::Unknown);
    dependency.isDocumented = kind != "hidden";
    dependency.why = textAt(ColumnRole::Why);
    dependency.basis = textAt(ColumnRole::Basis);
    if (!known && !kind.empty())
        if (Result<void> said = m_sink->remark(place, "the kind \"" + kind + "\" is read as unknown", raw); !said)
            return said;
    return m_sink->dependency(dependency, place);
}

} // namespace foreshock
