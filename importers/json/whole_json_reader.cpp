// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/json/whole_json_reader.h"

#include "importers/text_encoding.h"
#include "model/base/text.h"

namespace foreshock {

WholeJsonReader::WholeJsonReader(const ReadSettings& settings, RecordSink& sink)
    : m_sink(&sink)
    , m_path(settings.path) {}

Result<void> WholeJsonReader::take(std::string_view chunk) {
    if (m_text.size() + chunk.size() > kLargest)
        return Error{ErrorCode::Format, "a JSON document of more than 256 MiB is not read as one", m_path,
                     "Write it as JSON lines, one object a line"};
    m_text += chunk;
    if (looksLikeUtf16(std::string_view(m_text).substr(0, 4)))
        return utf16Error();
    return {};
}

Result<void> WholeJsonReader::finish() {
    std::string_view text = m_text;
    if (text.starts_with(kUtf8Mark))
        text.remove_prefix(kUtf8Mark.size());
    if (trimmed(text).empty())
        return {};
    const auto cut = static_cast<std::int64_t>(m_text.size() - text.size());
    const std::string repaired = repairedUtf8(text, "?"); // of equal length, so that places stay true
    if (repaired != text)
        if (Result<void> said = m_sink->remark({1, 0}, "bytes that are no UTF-8 were replaced", {}); !said)
            return said;
    Result<JsonWalkEnd> end = walkJson(
        repaired,
        [&](const std::string& member, const nlohmann::json& value, RecordPlace place) {
            return row(member, value, {place.line, place.offset + cut});
        },
        opened());
    if (!end)
        return end.error();
    if (Result<void> done = ended(); !done)
        return done;
    if (end->problem.empty())
        return {};
    const std::string_view rest = std::string_view(repaired).substr(static_cast<std::size_t>(end->place.offset));
    return m_sink->reject({end->place.line, end->place.offset + cut}, end->problem, clipped(rest, 200));
}

Result<void> WholeJsonReader::sayUnread(const std::string& member, RecordPlace place) {
    if (member == m_unread)
        return {};
    m_unread = member;
    return m_sink->remark(place, "\"" + member + "\" is not read from this form", {});
}

std::string textOf(const nlohmann::json& value) {
    if (value.is_string())
        return value.get_ref<const std::string&>();
    return value.is_number() || value.is_boolean() ? value.dump() : std::string();
}

std::string textOf(const nlohmann::json& row, const char* key) {
    const auto found = row.find(key);
    return found == row.end() ? std::string() : textOf(*found);
}

std::string excerptOf(const nlohmann::json& value) {
    return std::string(clipped(value.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace), 200));
}

} // namespace foreshock
