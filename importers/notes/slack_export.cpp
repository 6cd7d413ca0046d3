// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/json/json_form.h"
#include "importers/notes/note_feeds.h"

#include <cstdlib>

namespace foreshock {
namespace {

/// &lt; &gt; &amp; as the signs they stand for; <https://x|runbook> as runbook (https://x), <@U1> as @U1.
std::string plainText(std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i < text.size();) {
        const std::string_view rest = text.substr(i);
        const std::size_t close = rest.find('>');
        if (rest.starts_with("&lt;") || rest.starts_with("&gt;")) {
            out += rest[1] == 'l' ? '<' : '>';
            i += 4;
        } else if (rest.starts_with("&amp;")) {
            out += '&';
            i += 5;
        } else if (rest.front() == '<' && close != std::string_view::npos) {
            const std::string_view link = rest.substr(1, close - 1);
            const std::size_t bar = link.find('|');
            const std::string_view target = link.substr(0, bar);
            if (bar == std::string_view::npos)
                out += target;
            else
                out += std::string(link.substr(bar + 1)) +
                       (target.starts_with("http") ? " (" + std::string(target) + ")" : "");
            i += close + 1;
        } else {
            out += rest.front();
            ++i;
        }
    }
    return out;
}

/// {"type":"message","user":"U061F7AUR","text":"engaged the <https://x|runbook>","ts":"1606309380.000200",
///  "thread_ts":"…","user_profile":{"real_name":"Ann"},"subtype":"bot_message","username":"pager"}
/// A day of a channel's export, or "messages" of conversations.history. A note stands at the time of posting, which is
/// also when it could be seen; joins, leaves, topics and other messages of the tool itself are left out.
Result<void> readMessage(const JsonRowAt& row, RecordDesk& desk) {
    const Json& message = row.value;
    const std::string stamp = textAt(message, "ts");
    char* end = nullptr;
    const double seconds = std::strtod(stamp.c_str(), &end);
    const std::optional<Instant> time = stamp.empty() || *end != '\0' ? std::nullopt : desk.clock().readEpoch(seconds);
    if (!time)
        return rejectTime(desk, message, "ts");
    const std::string subtype = textAt(message, "subtype");
    if (!subtype.empty() && subtype != "bot_message" && subtype != "thread_broadcast" && subtype != "me_message" &&
        subtype != "file_share")
        return desk.leftOut();
    std::string text = plainText(textAt(message, "text"));
    if (text.empty() && isListAt(message, "attachments") && !at(message, "attachments").empty())
        text = plainText(firstTextAt(at(message, "attachments").front(), {"fallback", "text", "title"}));
    if (text.empty())
        return desk.leftOut(); // a picture or a file alone
    const std::string who = firstTextAt(message, {"user_profile.real_name", "user_profile.display_name", "username",
                                                  "bot_profile.name", "user", "bot_id"});
    Note note;
    note.time = *time;
    note.kind = subtype == "bot_message" ? "bot" : "chat";
    note.text = (who.empty() ? "" : who + ": ") + text;
    return desk.note(std::move(note));
}

} // namespace

std::unique_ptr<Importer> slackExportImporter() {
    return jsonFormImporter({"slack-export",
                             "Slack channel export, JSON",
                             "N",
                             {"messages", ""},
                             "\"type\" message and \"ts\"",
                             [](const Json& row) { return textAt(row, "type") == "message" && has(row, "ts"); },
                             workOf<readMessage>});
}

} // namespace foreshock
