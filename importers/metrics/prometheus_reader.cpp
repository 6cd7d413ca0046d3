// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/metrics/prometheus_reader.h"

#include "importers/metrics/prometheus_number.h"
#include "importers/metrics/prometheus_words.h"
#include "importers/text_encoding.h"

#include <algorithm>

namespace foreshock {
Result<void> PrometheusReader::line(const Line& line) {
    std::string_view text = line.text;
    while (!text.empty() && isBlank(text.front()))
        text.remove_prefix(1);
    if (text.empty())
        return {};
    if (text.front() == '#') {
        comment(text);
        return {};
    }
    if (const std::optional<std::size_t> index = known(text))
        return sample(*index, text.substr(m_series[*index].text.size()), line);
    if (const SampleFault fault = faultOfLine(text); fault.kind != SampleFault::None)
        return sink().reject(placeOf(line), fault.reason, line.text);
    const std::size_t length = seriesLength(text);
    const Result<std::size_t> added = add(text.substr(0, length), placeOf(line));
    return added ? sample(*added, text.substr(length), line) : Result<void>(added.error());
}

Result<void> PrometheusReader::sample(std::size_t series, std::string_view rest, const Line& line) {
    if (series != m_last) {
        m_series[m_last].next = series;
        m_last = series;
    }
    const PrometheusWords words = prometheusWords(rest);
    const std::optional<double> value = sampleValue(words.value);
    const std::optional<Instant> time = value ? sampleTime(words.time) : std::nullopt;
    if (!time || words.hasMore)
        return sink().reject(placeOf(line), faultOf(words).reason, line.text);
    const std::size_t digits = std::min(words.time.find('.'), words.time.size());
    if (line.endLength == 0 && digits < m_timeDigits)
        return sink().reject(placeOf(line), "the file ends within this line", line.text);
    m_timeDigits = digits;
    (void)clock().readEpoch(time->ns);
    m_alerts.sawTime(*time);
    if (m_series[series].alert)
        m_alerts.sample(*m_series[series].alert, {*time, *value});
    return sink().sample(m_series[series].handle, {*time, *value}, placeOf(line));
}

void PrometheusReader::comment(std::string_view text) {
    text.remove_prefix(1);
    if (nextWord(text) != "UNIT")
        return;
    const std::string name = repairedUtf8(nextWord(text));
    m_units[name] = unitWord(repairedUtf8(nextWord(text)));
}

bool PrometheusReader::isOf(const Series& series, std::string_view text) {
    if (!text.starts_with(series.text))
        return false;
    if (series.hasLabels)
        return true;
    std::size_t next = series.text.size();
    while (next < text.size() && isBlank(text[next]))
        ++next;
    return next > series.text.size() && next < text.size() && text[next] != '{';
}

std::optional<std::size_t> PrometheusReader::known(std::string_view text) {
    if (m_series.empty())
        return std::nullopt;
    if (isOf(m_series[m_last], text))
        return m_last;
    if (const std::size_t next = m_series[m_last].next; isOf(m_series[next], text))
        return next;
    const auto found = m_byText.find(text.substr(0, seriesLength(text)));
    return found == m_byText.end() ? std::nullopt : std::optional(found->second);
}

Result<std::size_t> PrometheusReader::add(std::string_view text, RecordPlace place) {
    const Result<PrometheusSeries> series = parsePrometheusSeries(text);
    if (!series)
        return series.error();
    const Result<Labels> labels = labelsOf(text);
    if (!labels)
        return labels.error();
    SeriesDraft draft;
    draft.service = serviceName(series->service);
    draft.instance = series->instance;
    draft.version = series->version;
    draft.metric = series->metric;
    const std::string unit = unitOf(series->name, m_units);
    draft.unit = unit;
    draft.environment = series->environment;
    const Result<std::int64_t> handle = sink().series(draft);
    if (!handle)
        return handle.error();
    const std::size_t index = m_series.size();
    m_series.push_back({std::string(text), text.ends_with('}'), *handle, 0, m_alerts.series(*labels, place)});
    m_byText.emplace(m_series.back().text, index);
    return index;
}

} // namespace foreshock
