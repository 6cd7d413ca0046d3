// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/metrics/influx_line.h"

#include "importers/metrics/prometheus_number.h"
#include "importers/metrics/prometheus_series.h"
#include "importers/text_encoding.h"
#include "model/base/text.h"

#include <algorithm>
#include <array>

namespace foreshock {
namespace {

/// The first of that character which no backslash escapes; the size if there is none.
std::size_t findPlain(std::string_view text, char wanted, std::size_t from = 0) {
    for (std::size_t at = text.find(wanted, from); at != std::string_view::npos; at = text.find(wanted, at + 1)) {
        std::size_t slashes = 0;
        while (slashes < at && text[at - 1 - slashes] == '\\')
            ++slashes;
        if (slashes % 2 == 0)
            return at;
    }
    return text.size();
}

/// A backslash before a comma, an equals sign or a blank goes away, any other stays.
std::string unescaped(std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char next = text[i] == '\\' && i + 1 < text.size() ? text[i + 1] : '\0';
        if (next == ',' || next == '=' || next == ' ')
            out += text[++i];
        else
            out += text[i];
    }
    return repairedUtf8(out);
}

std::optional<double> boolean(std::string_view word) {
    static constexpr std::array<std::string_view, 5> kTrue = {"t", "T", "true", "True", "TRUE"};
    static constexpr std::array<std::string_view, 5> kFalse = {"f", "F", "false", "False", "FALSE"};
    if (std::find(kTrue.begin(), kTrue.end(), word) != kTrue.end())
        return 1;
    return std::find(kFalse.begin(), kFalse.end(), word) != kFalse.end() ? std::optional(0.) : std::nullopt;
}

std::optional<double> fieldValue(std::string_view word) {
    std::string_view digits = word;
    if (!word.empty() && (word.back() == 'i' || word.back() == 'u'))
        digits.remove_suffix(1);
    if (!digits.empty() && ((digits.front() >= '0' && digits.front() <= '9') || digits.front() == '-' ||
                            digits.front() == '+' || digits.front() == '.'))
        if (const std::optional<double> number = sampleValue(digits))
            return number;
    return boolean(word);
}

/// Reads the fields at the front; how many bytes they take, 0 with a fault in the line.
std::size_t parseFields(std::string_view text, InfluxLine& line) {
    for (std::size_t at = 0;;) {
        const std::size_t equals = findPlain(text, '=', at);
        InfluxField field;
        field.name = text.substr(at, equals - at);
        if (equals >= text.size() || field.name.empty()) {
            line.fault = "no field such as usage=1.5: " + repairedUtf8(clipped(text.substr(at), 40));
            return 0;
        }
        at = equals + 1;
        if (at < text.size() && text[at] == '"') {
            const std::size_t quote = findPlain(text, '"', at + 1);
            if (quote >= text.size()) {
                line.fault = "a quote opens and is not closed";
                return 0;
            }
            field.isText = true;
            at = quote + 1;
        } else {
            const std::size_t end = std::min(text.find_first_of(", ", at), text.size());
            const std::optional<double> value = fieldValue(text.substr(at, end - at));
            if (!value) {
                line.fault = "\"" + repairedUtf8(clipped(text.substr(at, end - at), 40)) +
                             "\" is no number, no boolean and no text in quotes";
                return 0;
            }
            field.value = *value;
            at = end;
        }
        line.fields.push_back(field);
        if (at == text.size() || text[at] == ' ')
            return at;
        if (text[at] != ',') {
            line.fault = "no comma between fields: " + repairedUtf8(clipped(text.substr(at), 40));
            return 0;
        }
        ++at;
    }
}

} // namespace

void parseInfluxLine(std::string_view text, InfluxLine& line) {
    line.fields.clear();
    line.fault.clear();
    line.time = {};
    text = trimmed(text);
    const std::size_t keyEnd = findPlain(text, ' ');
    line.key = text.substr(0, keyEnd);
    const std::size_t name = std::min(line.key.find(','), line.key.size());
    if (keyEnd == text.size() || name == 0 || line.key.substr(0, name).find('=') != std::string_view::npos) {
        line.fault = keyEnd == text.size() ? "no blank between measurement and fields" : "no measurement at the front";
        return;
    }
    std::string_view rest = text.substr(keyEnd + 1);
    const std::size_t used = parseFields(rest, line);
    if (!line.fault.empty())
        return;
    line.time = trimmed(rest.substr(used));
    if (line.time.empty())
        line.fault = "no time: a line without one is stamped by the server that takes it";
    else if (line.time.find_first_not_of("0123456789") != std::string_view::npos || !sampleTime(line.time))
        line.fault = "\"" + repairedUtf8(clipped(line.time, 40)) + "\" is no time since 1970, after March 1973";
}

SeriesName influxName(std::string_view key, std::string_view field) {
    Labels tags;
    std::size_t at = findPlain(key, ',');
    const std::string measurement = unescaped(key.substr(0, at));
    while (at < key.size()) {
        const std::size_t end = findPlain(key, ',', at + 1);
        const std::string_view tag = key.substr(at + 1, end - at - 1);
        const std::size_t equals = findPlain(tag, '=');
        tags.emplace_back(unescaped(tag.substr(0, equals)), unescaped(tag.substr(std::min(equals + 1, tag.size()))));
        at = end;
    }
    SeriesName name;
    name.environment = environmentOf(tags);
    name.service = takeFirst(tags, {"service", "service_name", "app", "application", "job"});
    name.instance = takeFirst(tags, {"instance", "pod", "pod_name", "host", "hostname"});
    name.version = takeFirst(tags, {"version"});
    name.metric = field == "value" ? measurement : measurement + "." + unescaped(field);
    name.unit = unitOf(name.metric, {});
    name.metric += labelText(std::move(tags));
    return name;
}

} // namespace foreshock
