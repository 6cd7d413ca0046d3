// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/logs/shipped_logs.h"

#include "importers/message_level.h"
#include "importers/text/logfmt_pairs.h"
#include "model/base/text.h"

namespace foreshock {
namespace {

/// Of ‹level=warn msg="pool exhausted"›; Unknown where a line has no such pair.
LogLevel logfmtLevel(std::string_view line) {
    std::vector<LogfmtPair> pairs;
    if (line.find("level=") == std::string_view::npos && line.find("lvl=") == std::string_view::npos &&
        line.find("severity=") == std::string_view::npos)
        return LogLevel::Unknown;
    if (splitLogfmt(line.substr(0, line.find('\n')), pairs))
        for (const LogfmtPair& pair : pairs)
            if (pair.key == "level" || pair.key == "lvl" || pair.key == "severity")
                return levelOf(pair.value);
    return LogLevel::Unknown;
}

} // namespace

LogLevel levelOf(std::string_view word) {
    return logLevel(trimmed(word)).value_or(LogLevel::Unknown);
}

std::optional<KnownMembers> ShippedLogs::parsed(std::string_view json) {
    const std::optional<JsonObject> object = m_parser.parse(json);
    if (!object)
        return std::nullopt;
    const JsonLogFields fields(*object, m_shape);
    KnownMembers out;
    if (const std::optional<JsonElement> time = fields[LogField::Time])
        out.time = textOf(*time);
    if (const std::optional<JsonElement> message = fields[LogField::Message])
        out.message = textOf(*message);
    out.service = fields.text(LogField::Service);
    out.host = fields.text(LogField::Host);
    out.level = fields.level();
    return out;
}

KnownMembers ShippedLogs::known(const Json& object) {
    return parsed(object.dump(-1, ' ', false, Json::error_handler_t::replace)).value_or(KnownMembers{});
}

Result<void> ShippedLogs::give(const ShippedRecord& record, const JsonRowAt& row, RecordDesk& desk) {
    std::string_view text = record.text;
    while (text.ends_with('\n') || text.ends_with('\r'))
        text.remove_suffix(1);
    KnownMembers inner;
    if (trimmed(text).starts_with('{'))
        inner = parsed(trimmed(text)).value_or(KnownMembers{});
    if (!inner.message.empty())
        text = inner.message;
    const std::string& service = record.service.empty() ? inner.service : record.service;
    const std::string& host = record.host.empty() ? inner.host : record.host;
    LogDraft draft;
    draft.time = record.time;
    draft.arrivedAt = record.arrivedAt;
    draft.service = service;
    draft.host = host;
    draft.raw = row.text;
    const std::size_t within = row.text.find(text);
    draft.message = within == std::string_view::npos ? text : row.text.substr(within, text.size());
    draft.level = record.level;
    if (draft.level == LogLevel::Unknown)
        draft.level = inner.level;
    if (draft.level == LogLevel::Unknown)
        draft.level = messageLevel(text);
    if (draft.level == LogLevel::Unknown)
        draft.level = logfmtLevel(text);
    return desk.log(draft);
}

} // namespace foreshock
