// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/metrics/prometheus_series.h"

#include "importers/metrics/prometheus_words.h"
#include "importers/text_encoding.h"
#include "model/base/text.h"

#include <algorithm>
#include <array>
#include <initializer_list>

namespace foreshock {
namespace {

bool isNamePart(char c) {
    const auto byte = static_cast<unsigned char>(c);
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == ':' ||
           c == '.' || c == '-' || byte >= 0x80;
}

std::size_t skipBlanks(std::string_view text, std::size_t at) {
    while (at < text.size() && isBlank(text[at]))
        ++at;
    return at;
}

/// Past the closing quote of the text that opens at `at`; npos: it does not close.
std::size_t quotedEnd(std::string_view text, std::size_t at) {
    for (++at; at < text.size(); ++at) {
        if (text[at] == '\\')
            ++at;
        else if (text[at] == '"')
            return at + 1;
    }
    return std::string_view::npos;
}

/// \\, \" and \n; a backslash before anything else stands for itself.
std::string unescaped(std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char next = text[i] == '\\' && i + 1 < text.size() ? text[i + 1] : '\0';
        if (next == '\\' || next == '"' || next == 'n') {
            out += next == 'n' ? '\n' : next;
            ++i;
        } else {
            out += text[i];
        }
    }
    return repairedUtf8(out);
}

std::string escaped(std::string_view text) {
    std::string out;
    for (const char c : text)
        out += c == '\n' ? std::string("\\n") : c == '"' || c == '\\' ? std::string{'\\', c} : std::string(1, c);
    return out;
}

Error broken(const char* what, std::string_view at) {
    return {ErrorCode::Format, std::string(what) + ": " + repairedUtf8(clipped(at, 60)), {}, {}};
}

/// The labels between the braces. A quoted text without a value is the metric's name (Prometheus 3).
Result<Labels> parseLabels(std::string_view text, std::string& name) {
    Labels labels;
    for (std::size_t at = skipBlanks(text, 0); at < text.size();) {
        const std::size_t start = at;
        std::string label;
        if (text[at] == '"') {
            at = quotedEnd(text, at);
            if (at == std::string_view::npos)
                return broken("a quote opens and is not closed", text.substr(start));
            label = unescaped(text.substr(start + 1, at - start - 2));
        } else {
            while (at < text.size() && isNamePart(text[at]))
                ++at;
            label = repairedUtf8(text.substr(start, at - start));
        }
        at = skipBlanks(text, at);
        if (text[start] == '"' && name.empty() && (at == text.size() || text[at] == ',')) {
            name = std::move(label);
        } else {
            if (label.empty() || at == text.size() || text[at] != '=')
                return broken("no label such as name=\"text\"", text.substr(start));
            at = skipBlanks(text, at + 1);
            if (at == text.size() || text[at] != '"')
                return broken("a label without a text in quotes", text.substr(start));
            const std::size_t end = quotedEnd(text, at);
            if (end == std::string_view::npos)
                return broken("a quote opens and is not closed", text.substr(start));
            labels.emplace_back(std::move(label), unescaped(text.substr(at + 1, end - at - 2)));
            at = skipBlanks(text, end);
        }
        if (at < text.size() && text[at] != ',')
            return broken("no comma between labels", text.substr(at));
        at = skipBlanks(text, at + 1);
    }
    return labels;
}

std::string_view withoutEnd(std::string_view name, std::initializer_list<std::string_view> ends) {
    for (const std::string_view end : ends)
        if (name.ends_with(end))
            return name.substr(0, name.size() - end.size());
    return name;
}

} // namespace

std::string takeFirst(Labels& labels, std::initializer_list<std::string_view> names) {
    for (const std::string_view name : names) {
        const auto found = std::find_if(labels.begin(), labels.end(),
                                        [&](const auto& l) { return l.first == name && !l.second.empty(); });
        if (found != labels.end()) {
            std::string text = std::move(found->second);
            labels.erase(found);
            return text;
        }
    }
    return {};
}

std::size_t seriesLength(std::string_view line) {
    std::size_t at = 0;
    while (at < line.size() && isNamePart(line[at]))
        ++at;
    const std::size_t brace = skipBlanks(line, at);
    if (brace == line.size() || line[brace] != '{')
        return at;
    for (std::size_t i = brace + 1; i < line.size();) {
        if (line[i] == '}')
            return i + 1;
        i = line[i] == '"' ? quotedEnd(line, i) : i + 1;
    }
    return 0;
}

Result<Labels> labelsOf(std::string_view text) {
    const std::size_t brace = text.find('{');
    std::string name = repairedUtf8(trimmed(text.substr(0, brace)));
    Labels labels;
    if (brace != std::string_view::npos) {
        Result<Labels> read = parseLabels(text.substr(brace + 1, text.size() - brace - 2), name);
        if (!read)
            return read.error();
        labels = std::move(*read);
    }
    if (!name.empty())
        labels.insert(labels.begin(), {std::string(kNameLabel), std::move(name)});
    return labels;
}

Result<PrometheusSeries> parsePrometheusSeries(std::string_view text) {
    Result<Labels> labels = labelsOf(text);
    if (!labels)
        return labels.error();
    PrometheusSeries series = prometheusSeries(std::move(*labels));
    if (series.name.empty())
        return broken("no name before the labels", text);
    return series;
}

PrometheusSeries prometheusSeries(Labels labels) {
    PrometheusSeries series;
    series.name = takeFirst(labels, {kNameLabel});
    series.environment = environmentOf(labels);
    series.service = takeFirst(labels, {"service", "app", "job"});
    series.instance = takeFirst(labels, {"instance", "pod", "host"});
    series.version = takeFirst(labels, {"version"});
    series.metric = series.name + labelText(std::move(labels));
    return series;
}

std::string environmentOf(const Labels& labels) {
    for (const std::string_view name :
         {"deployment.environment.name", "deployment.environment", "deployment_environment", "environment", "env",
          "namespace", "kube_namespace", "k8s.namespace.name", "k8s_namespace_name", "cluster"})
        for (const auto& [label, text] : labels)
            if (label == name && !text.empty())
                return text;
    return {};
}

std::string labelText(Labels labels) {
    std::sort(labels.begin(), labels.end());
    std::string text;
    for (std::size_t i = 0; i < labels.size(); ++i)
        text += (i == 0 ? "{" : ",") + labels[i].first + "=\"" + escaped(labels[i].second) + "\"";
    if (!labels.empty())
        text += '}';
    return text;
}

std::string unitOf(std::string_view name, const PrometheusUnits& units) {
    const bool isCount = name.ends_with("_bucket") || name.ends_with("_count");
    const std::string_view family =
        withoutEnd(name, {"_bucket", "_count", "_sum", "_total", "_created", "_gsum", "_gcount"});
    if (isCount || name.ends_with("_gcount"))
        return {};
    if (name.ends_with("_created"))
        return "s";
    for (const std::string_view known : {name, family})
        if (const auto found = units.find(std::string(known)); found != units.end())
            return found->second;
    const std::string word(family.substr(family.find_last_of("_:") + 1));
    const std::string unit = word.size() == family.size() ? std::string() : unitWord(word);
    return unit == word && word != "bytes" && word != "ratio" ? std::string() : unit;
}

std::string unitWord(std::string_view word) {
    static constexpr std::array<std::pair<std::string_view, std::string_view>, 15> kWords = {{{"seconds", "s"},
                                                                                              {"milliseconds", "ms"},
                                                                                              {"microseconds", "us"},
                                                                                              {"nanoseconds", "ns"},
                                                                                              {"minutes", "min"},
                                                                                              {"hours", "h"},
                                                                                              {"days", "d"},
                                                                                              {"percent", "%"},
                                                                                              {"celsius", "\xC2\xB0"
                                                                                                          "C"},
                                                                                              {"volts", "V"},
                                                                                              {"amperes", "A"},
                                                                                              {"watts", "W"},
                                                                                              {"joules", "J"},
                                                                                              {"hertz", "Hz"},
                                                                                              {"grams", "g"}}};
    const auto found = std::find_if(kWords.begin(), kWords.end(), [&](const auto& w) { return w.first == word; });
    return std::string(found == kWords.end() ? word : found->second);
}

} // namespace foreshock
