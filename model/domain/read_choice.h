// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/base/time.h"
#include "model/base/zone.h"

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace foreshock {

/// A column of a table, or a key of JSON lines, with what it says of its row.
struct TableColumn {
    std::string name;
    std::string role;               ///< "time", "service" …; empty: nothing
    std::vector<std::string> cells; ///< of the first rows, for people

    bool operator==(const TableColumn&) const = default;
};

/// How the rows of a table become records, in the words that a column map uses.
struct TableReading {
    std::string form;      ///< "csv", "jsonl"
    std::string separator; ///< of cells, one character
    std::string decimal;   ///< "." or ","
    std::string kind;      ///< "logs", "samples", "series", "changes", "alarms", "dependencies"
    std::string time;      ///< "auto", "day first" …
    std::vector<TableColumn> columns;
    std::vector<std::pair<std::string, std::string>> fixed; ///< role and text, for what no column says
    std::string missing; ///< roles that its kind needs and nothing says: "time, title"

    bool operator==(const TableReading&) const = default;
};

/// How a person wants a file to be read; what is empty is as the file was recognised.
struct ReadChoice {
    std::string format;                  ///< importer id
    std::string service;                 ///< instead of what the records say
    std::optional<Zone> zone;            ///< for times without an offset
    Duration offset;                     ///< added to all times by readers
    std::optional<int> year;             ///< of the first record, where a log writes none
    std::optional<Instant> start;        ///< what times count from that count from a start (a boot)
    std::optional<TableReading> columns; ///< decides over the format
    bool isLeftOut = false;              ///< not imported at all

    bool operator==(const ReadChoice&) const = default;
};

} // namespace foreshock
