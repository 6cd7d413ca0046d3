// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workflows/handover/leak_scan.h"

#include "importers/csv_rows.h"
#include "model/base/text.h"

#include <nlohmann/json.hpp>

#include <array>
#include <fstream>
#include <functional>

namespace foreshock {
namespace {

using Json = nlohmann::json;
using Look = std::function<void(const std::string&)>;

/// Times and what we wrote ourselves.
bool isOurs(const std::string& member) {
    static constexpr std::array<std::string_view, 7> kOurs = {"time",  "end_time", "end",     "arrived_at",
                                                              "level", "state",    "severity"};
    for (const std::string_view name : kOurs)
        if (member == name)
            return true;
    return false;
}

/// [72, 105]: "Hi"; null if it is no list of bytes.
std::optional<std::string> bytesOf(const Json& list) {
    std::string bytes;
    for (const Json& item : list) {
        if (!item.is_number_unsigned() || item.get<unsigned>() > 255)
            return std::nullopt;
        bytes += static_cast<char>(item.get<unsigned>());
    }
    return bytes;
}

void eachText(const Json& value, int depth, const Look& look) {
    if (value.is_string())
        look(value.get_ref<const std::string&>());
    else if (value.is_array())
        if (const auto bytes = bytesOf(value); bytes && !value.empty())
            look(*bytes);
        else
            for (const Json& item : value)
                eachText(item, depth + 1, look);
    else if (value.is_object())
        for (const auto& [name, member] : value.items()) {
            if (depth > 0) // members of details and of rows within a document
                look(name);
            if (depth > 0 || !isOurs(name))
                eachText(member, depth + 1, look);
        }
}

} // namespace

Result<LeakReport> scanForLeaks(const std::string& folder, const std::vector<std::string>& files,
                                Pseudonymiser& pseudonyms, std::stop_token stop) {
    LeakReport report;
    for (const std::string& file : files) {
        const std::string path = folder + "/" + file;
        std::ifstream in(path, std::ios::binary);
        std::int64_t number = 0;
        const auto note = [&](std::string_view kind, std::string_view found) {
            if (++report.count <= static_cast<std::int64_t>(kMostFindings))
                report.findings.push_back({file, number, std::string(kind), shown(clipped(found, 60))});
        };
        const Look look = [&](const std::string& text) { pseudonyms.eachLeak(text, note); };
        const auto parsed = [&](const std::string& text) -> Result<void> {
            const Json json = Json::parse(text, nullptr, false);
            if (json.is_discarded())
                return Error{ErrorCode::Format, "can't be read back as it was written", path, "Export again"};
            eachText(json, 0, look);
            return {};
        };
        CsvRows rows;
        const auto cells = [&] {
            while (const CsvRow* row = rows.next())
                for (std::size_t i = 1; row->place.line > 1 && i < row->fields.size(); ++i)
                    if (i + 2 != row->fields.size()) { // not the value, nor the time in front
                        number = row->place.line;
                        look(std::string(row->fields[i]));
                    }
        };
        const bool isRows = file.ends_with(".jsonl");
        const bool isCsv = file.ends_with(".csv");
        std::string whole;
        std::int64_t offset = 0;
        for (std::string line; std::getline(in, line);) {
            if (++number % 1024 == 0 && stop.stop_requested())
                return Error{ErrorCode::Cancelled, "cancelled", path, ""};
            const bool hasReturn = isCsv && line.ends_with('\r');
            if (isCsv) {
                const std::string_view text = std::string_view(line).substr(0, line.size() - (hasReturn ? 1 : 0));
                rows.feed({text, number, offset, text.size(), hasReturn ? 2U : 1U, false});
                cells();
            } else if (isRows) {
                if (const auto done = parsed(line); !done)
                    return done.error();
            } else {
                whole += line + "\n";
            }
            offset += static_cast<std::int64_t>(line.size()) + 1;
        }
        if (in.bad() || !in.eof())
            return Error{ErrorCode::Io, "can't be read back", path, "Check the disk, and export again"};
        number = 0;
        rows.end();
        cells();
        if (!whole.empty())
            if (const auto done = parsed(whole); !done)
                return done.error();
    }
    return report;
}

} // namespace foreshock
