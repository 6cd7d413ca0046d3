// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workflows/preview_sink.h"

#include "model/base/text.h"
#include "model/base/time_text.h"

#include <algorithm>
#include <cmath>

namespace foreshock {
namespace {

constexpr std::size_t kRecords = 5;
constexpr std::size_t kRejected = 20;
constexpr std::size_t kServices = 30;
constexpr std::size_t kSeries = 64;
constexpr std::size_t kText = 200;

} // namespace

bool PreviewSink::wantsMore() const {
    return m_records.size() < kRecords;
}

void PreviewSink::show(const char* kind, std::optional<Instant> time, std::string_view service, std::string text,
                       RecordPlace place) {
    m_records.push_back(
        {kind, time, std::string(service), shown(clipped(text, kText)), m_skipped > 0 ? 0 : place.line});
}

void PreviewSink::name(std::string_view service) {
    if (service.empty() || std::find(m_services.begin(), m_services.end(), service) != m_services.end())
        return;
    if (m_services.size() < kServices)
        m_services.emplace_back(service);
    else
        m_hasMoreServices = true;
}

Result<void> PreviewSink::log(const LogDraft& r, RecordPlace place) {
    // A log of millions names few services: mostly the one before.
    if (m_services.empty() || m_services.back() != r.service)
        name(r.service);
    if (wantsMore()) {
        const std::string level = r.level == LogLevel::Unknown ? "" : std::string(nameOf(r.level)) + " ";
        show("log", r.time, r.service, level + std::string(clipped(r.message, kText)), place);
    }
    return m_counts.log(r, place);
}

Result<std::int64_t> PreviewSink::series(const SeriesDraft& d) {
    name(d.service);
    const auto known = std::find_if(m_series.begin(), m_series.end(), [&](const Series& s) {
        return s.service == d.service && s.instance == d.instance && s.version == d.version && s.metric == d.metric &&
               s.unit == d.unit;
    });
    if (known == m_series.end() && m_series.size() < kSeries) {
        m_series.push_back({std::string(d.service), std::string(d.instance), std::string(d.version),
                            std::string(d.metric), std::string(d.unit)});
        return static_cast<std::int64_t>(m_series.size()) - 1;
    }
    return known - m_series.begin();
}

Result<void> PreviewSink::sample(std::int64_t series, Sample sample, RecordPlace place) {
    if (wantsMore() && static_cast<std::size_t>(series) < m_series.size()) {
        const Series& s = m_series[static_cast<std::size_t>(series)];
        const std::string value = std::isnan(sample.value) ? "no value" : numberText(sample.value, 6);
        show("sample", sample.time, s.service,
             s.metric + " = " + value + (s.unit.empty() ? "" : " " + s.unit) +
                 (s.instance.empty() ? "" : " (" + s.instance + ")"),
             place);
    }
    return m_counts.sample(series, sample, place);
}

Result<void> PreviewSink::change(const Change& c, RecordPlace place) {
    name(c.service.value);
    if (wantsMore())
        show("change", c.start, c.service.value,
             (c.kind.empty() ? "" : c.kind + ": ") + c.title +
                 (c.end && *c.end > c.start ? ", took " + durationText(*c.end - c.start) : ""),
             place);
    return m_counts.change(c, place);
}

Result<void> PreviewSink::alarm(const Alarm& a, RecordPlace place) {
    name(a.service.value);
    m_firstAlarm = std::min(m_firstAlarm.value_or(a.start), a.start);
    if (wantsMore())
        show("alarm", a.start, a.service.value,
             a.title + (a.end ? ", for " + durationText(*a.end - a.start) : ", no end told"), place);
    return m_counts.alarm(a, place);
}

Result<void> PreviewSink::service(const Service& s, RecordPlace place) {
    name(s.id.value);
    if (wantsMore())
        show("map", {}, s.id.value, "service" + (s.role.empty() ? "" : ", " + s.role), place);
    return m_counts.service(s, place);
}

Result<void> PreviewSink::dependency(const Dependency& d, RecordPlace place) {
    name(d.from.value);
    name(d.to.value);
    if (wantsMore())
        show("map", {}, d.from.value, "needs " + d.to.value + " (" + std::string(nameOf(d.kind)) + ")", place);
    return m_counts.dependency(d, place);
}

Result<void> PreviewSink::note(const Note& n, RecordPlace place) {
    if (wantsMore())
        show("note", n.time, n.service.value, (n.kind.empty() ? "" : n.kind + ": ") + n.text, place);
    return m_counts.note(n, place);
}

Result<void> PreviewSink::limit(const DeclaredLimit& l, RecordPlace place) {
    name(l.service.value);
    if (wantsMore())
        show("limit", l.date, l.service.value,
             l.metric + " up to " + numberText(l.value, 6) + (l.unit.empty() ? "" : " " + l.unit), place);
    return m_counts.limit(l, place);
}

Result<void> PreviewSink::fact(std::string_view key, std::string_view value) {
    if (wantsMore())
        show("fact", {}, "", std::string(key) + ": " + std::string(value), {});
    return m_counts.fact(key, value);
}

Result<void> PreviewSink::reject(RecordPlace place, std::string_view reason, std::string_view excerpt) {
    if (m_rejected.size() < kRejected)
        m_rejected.push_back({"", m_skipped > 0 ? 0 : place.line, place.offset + m_skipped, std::string(reason),
                              std::string(clipped(excerpt, kText)), false});
    return m_counts.reject(place, reason, excerpt);
}

void PreviewSink::into(InputPreview& preview) {
    preview.counts = m_counts.counts();
    preview.first = m_counts.first();
    preview.last = m_counts.last();
    preview.firstAlarm = m_firstAlarm;
    preview.records = std::move(m_records);
    preview.rejected = std::move(m_rejected);
    preview.services = std::move(m_services);
    preview.hasMoreServices = m_hasMoreServices;
}

} // namespace foreshock
