// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/text/log_format.h"

#include <nlohmann/json.hpp>

namespace foreshock {
namespace {

using Json = nlohmann::json;

Error bad(std::string message, const std::string& id) {
    return {ErrorCode::Format, std::move(message), id.empty() ? "log format" : "log format " + id,
            "The fields of a format file are described in docs/formats.md"};
}

std::string text(const Json& json, const char* key) {
    const auto found = json.find(key);
    return found != json.end() && found->is_string() ? found->get<std::string>() : std::string();
}

} // namespace

Result<LogFormat> parseLogFormat(std::string_view bytes) {
    const Json json = Json::parse(bytes, nullptr, false);
    if (!json.is_object())
        return bad("not a JSON object", {});
    LogFormat format;
    format.id = text(json, "id");
    format.title = text(json, "title");
    format.begins = text(json, "begins");
    format.nil = text(json, "nil");
    if (format.id.empty() || format.title.empty() || format.begins.empty())
        return bad("\"id\", \"title\" and \"begins\" are needed", format.id);
    format.confidence =
        json.contains("confidence") && json["confidence"].is_number_integer() ? json["confidence"].get<int>() : 70;
    if (format.confidence < 1 || format.confidence > 100)
        return bad("\"confidence\" is a number from 1 to 100", format.id);
    const std::optional<TimeLayout> layout = timeLayout(text(json, "time"));
    if (!layout)
        return bad("\"time\" is one of iso, clf, syslog, glog, epoch", format.id);
    format.layout = *layout;
    std::string expression = text(json, "pattern");
    if (json.contains("pattern") && json["pattern"].is_array())
        for (const Json& part : json["pattern"])
            expression += part.is_string() ? part.get<std::string>() : std::string();
    Result<Pattern> pattern = Pattern::compile(expression);
    if (!pattern)
        return bad(pattern.error().text(), format.id);
    format.pattern = *pattern;
    format.time = format.pattern.group("time");
    format.level = format.pattern.group("level");
    format.pri = format.pattern.group("pri");
    format.service = format.pattern.group("service");
    format.host = format.pattern.group("host");
    format.body = format.pattern.group("body");
    if (format.time == 0)
        return bad("the pattern has no group named time", format.id);
    if (json.contains("samples") && json["samples"].is_array())
        for (const Json& row : json["samples"]) {
            if (!row.is_object())
                return bad("a sample is an object", format.id);
            LogFormat::Sample sample;
            sample.text = text(row, "text");
            sample.time = text(row, "time");
            sample.level = text(row, "level");
            sample.service = text(row, "service");
            sample.host = text(row, "host");
            sample.message = text(row, "message");
            format.samples.push_back(std::move(sample));
        }
    return format;
}

} // namespace foreshock
