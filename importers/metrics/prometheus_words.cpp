// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/metrics/prometheus_words.h"

#include "importers/metrics/prometheus_number.h"
#include "importers/metrics/prometheus_series.h"
#include "importers/text_encoding.h"
#include "model/base/text.h"

namespace foreshock {
namespace {

std::string quoted(std::string_view word) {
    return "\"" + repairedUtf8(clipped(word, 40)) + "\"";
}

} // namespace

std::string_view nextWord(std::string_view& text) {
    std::size_t from = 0;
    while (from < text.size() && isBlank(text[from]))
        ++from;
    std::size_t to = from;
    while (to < text.size() && !isBlank(text[to]))
        ++to;
    const std::string_view word = text.substr(from, to - from);
    text.remove_prefix(to);
    return word;
}

PrometheusWords prometheusWords(std::string_view text) {
    PrometheusWords words;
    words.value = nextWord(text);
    words.time = nextWord(text);
    if (words.time.starts_with('#')) {
        words.time = {};
    } else if (!text.empty()) {
        const std::string_view more = nextWord(text);
        words.hasMore = !more.empty() && more.front() != '#';
    }
    return words;
}

SampleFault faultOf(const PrometheusWords& words) {
    if (words.value.empty())
        return {SampleFault::Other, "no value behind the series"};
    if (!sampleValue(words.value))
        return {SampleFault::Other, quoted(words.value) + " is no number"};
    if (words.time.empty())
        return {SampleFault::NoTime,
                "no time: a scrape does not say when it was. Export a range with times, or first write the file's own "
                "time behind each line: sed \"/^[^#]/s/\\$/ $(date -r FILE +%s)/\" FILE"};
    if (!sampleTime(words.time))
        return {SampleFault::Other,
                quoted(words.time) + " is no time: seconds or milliseconds since 1970, after March 1973"};
    if (words.hasMore)
        return {SampleFault::Other, "more than a value and a time behind the series"};
    return {};
}

SampleFault faultOfLine(std::string_view line) {
    line = trimmed(line);
    const std::size_t length = seriesLength(line);
    if (length == 0)
        return {SampleFault::Other, "no metric name, or labels that do not close"};
    if (const Result<PrometheusSeries> series = parsePrometheusSeries(line.substr(0, length)); !series)
        return {SampleFault::Other, series.error().message};
    return faultOf(prometheusWords(line.substr(length)));
}

} // namespace foreshock
