// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/terminal.h"

#include "model/base/text.h"
#include "model/base/time_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <unistd.h>

namespace foreshock::cli {
namespace {

/// To a person's screen nothing goes that could move its cursor, or turn a line around; to a file or program goes what
/// was said, byte for byte.
void write(std::string_view text, std::FILE* to) {
    static const bool isScreen[] = {isatty(1) == 1, isatty(2) == 1};
    if (!isScreen[to == stdout ? 0 : 1]) {
        std::fwrite(text.data(), 1, text.size(), to);
        return;
    }
    for (std::size_t at = 0; at < text.size();) { // the ends of CSV lines stay
        const std::size_t end = std::min(text.find("\r\n", at), text.size());
        const std::string part = screenText(text.substr(at, end - at));
        std::fwrite(part.data(), 1, part.size(), to);
        if (end < text.size())
            std::fputs("\r\n", to);
        at = end + 2;
    }
}

/// Width on a terminal: bytes that continue a UTF-8 character take none.
std::size_t width(const std::string& text) {
    return static_cast<std::size_t>(
        std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

} // namespace

int exitFor(const Error& error) {
    switch (error.code) {
    case ErrorCode::Cancelled:
        return kCancelled;
    case ErrorCode::Invalid:
    case ErrorCode::Unsupported:
        return kUsage;
    default:
        return kFile;
    }
}

void Terminal::print(std::string_view text) const {
    write(text, stdout);
    if (spoken)
        spoken->out += text;
}

void Terminal::printJson(const Json& json) const {
    print(json.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n");
}

void Terminal::say(std::string_view text) const {
    if (spoken)
        (spoken->err += text) += '\n';
    if (isQuiet)
        return;
    write(text, stderr);
    std::fputc('\n', stderr);
}

void Terminal::alsoKeep(std::optional<ToKeep> part) {
    if (part)
        toKeep.push_back(std::move(*part));
}

void Terminal::fail(const Error& error) {
    if (error.code != ErrorCode::Sql || !error.help.empty())
        return fail(error, exitFor(error));
    // Our own statements fail only where the file is no longer what it was when it was opened.
    Error changed = error;
    changed.help = "Was the file replaced meanwhile? Ask again, or run: foreshock check FILE";
    fail(changed, exitFor(error));
}

void Terminal::fail(const Error& error, int code) {
    const std::string text = "foreshock: " + error.text() + "\n";
    write(text, stderr);
    if (spoken)
        spoken->hasFailed = true;
    exit = code;
}

Json jsonTime(const Terminal& terminal, std::optional<Instant> t) {
    if (!t)
        return nullptr;
    if (terminal.zoneName.empty())
        return rfc3339(*t);
    const auto zone = Zone::find(terminal.zoneName);
    return zone ? rfc3339(*t, *zone) : rfc3339(*t);
}

std::string TextTable::text() const {
    std::vector<std::size_t> widths;
    for (const auto& row : m_rows)
        for (std::size_t i = 0; i < row.size(); ++i) {
            if (widths.size() <= i)
                widths.push_back(0);
            widths[i] = std::max(widths[i], width(row[i]));
        }
    std::string out;
    for (const auto& row : m_rows) {
        std::string line;
        for (std::size_t i = 0; i < row.size(); ++i) {
            line += row[i];
            if (i + 1 < row.size())
                line.append(widths[i] - width(row[i]) + 2, ' ');
        }
        line.erase(line.find_last_not_of(' ') + 1);
        out += line + "\n";
    }
    return out;
}

std::string counted(std::int64_t n, std::string_view one, std::string_view many) {
    return fmt::format("{} {}", numberText(static_cast<double>(n), 15), n == 1 ? one : many);
}

std::string recordsText(const RecordCounts& records) {
    std::string out;
    const auto add = [&](std::int64_t n, std::string_view one, std::string_view many) {
        if (n > 0)
            out += (out.empty() ? "" : ", ") + counted(n, one, many);
    };
    add(records.alarms, "alarm", "alarms");
    add(records.changes, "change", "changes");
    add(records.dependencies, "map row", "services and dependencies");
    add(records.samples, "sample", "samples");
    add(records.logs, "log record", "log records");
    add(records.notes, "note", "notes");
    return out;
}

std::string csvField(std::string_view text) {
    if (text.find_first_of(",\"\r\n") == std::string_view::npos)
        return std::string(text);
    std::string out = "\"";
    for (const char c : text) {
        if (c == '"')
            out += '"';
        out += c;
    }
    return out + '"';
}

} // namespace foreshock::cli
