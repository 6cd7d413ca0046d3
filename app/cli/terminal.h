// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/workflows/recall.h"
#include "model/base/result.h"
#include "model/base/time.h"
#include "model/base/zone.h"
#include "model/domain/source.h"

#include <nlohmann/json.hpp>

#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

namespace foreshock::cli {

/// Exit codes: a contract (DESIGN of the command line).
enum Exit { kDone = 0, kFindings = 1, kUsage = 2, kInput = 3, kFile = 4, kCancelled = 5 };

/// The exit code of a failed operation on an incident file.
int exitFor(const Error& error);

using Json = nlohmann::ordered_json;

/// What a verb said, word for word.
struct Spoken {
    std::string out, err;
    bool hasFailed = false;
};

/// Where a verb prints and what was asked of all verbs.
struct Terminal {
    bool isJson = false;
    bool isQuiet = false;
    std::string zoneName; ///< --zone; empty: the file's
    std::stop_token stop;
    bool keepsAnswer = false;   ///< --keep
    std::vector<ToKeep> toKeep; ///< what the answer was made from, for other questions
    int exit = kDone;
    mutable std::optional<Spoken> spoken; ///< while there, what is said is remembered, too

    /// To standard output.
    void print(std::string_view text) const;
    void printJson(const Json& json) const;
    /// To standard error, unless quiet.
    void say(std::string_view text) const;
    /// For --keep, if there is something.
    void alsoKeep(std::optional<ToKeep> part);
    /// To standard error; sets the exit code.
    void fail(const Error& error);
    void fail(const Error& error, int code);
};

/// A time in JSON: RFC 3339 in the zone asked for, else UTC; null if there is none.
Json jsonTime(const Terminal& terminal, std::optional<Instant> t);

/// "1 row", "12,000 rows".
std::string counted(std::int64_t n, std::string_view one, std::string_view many);
/// "2 alarms, 1 change, 12,000 log records": what is there of each kind; empty if nothing is.
std::string recordsText(const RecordCounts& records);

/// Rows with aligned columns and a heading, for people.
class TextTable {
public:
    explicit TextTable(std::vector<std::string> heading)
        : m_rows{std::move(heading)} {}
    void add(std::vector<std::string> row) { m_rows.push_back(std::move(row)); }
    std::string text() const;

private:
    std::vector<std::vector<std::string>> m_rows;
};

/// A CSV field, quoted where needed (RFC 4180).
std::string csvField(std::string_view text);

} // namespace foreshock::cli
