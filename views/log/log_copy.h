// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/base/zone.h"
#include "model/domain/log_record.h"
#include "model/domain/source.h"
#include "views/log/log_wishes.h"

#include <QString>
#include <vector>

namespace foreshock {

enum class CopyForm { Text, Csv, Json };

/// Records for the clipboard. Text: their own bytes, a record after the other. CSV: time, service, host, level,
/// template, message, source, line, as `foreshock logs --csv` writes them, and the fields that are asked for. JSON: an
/// array of the same, the fields as texts of an object "fields". Times are RFC 3339 in the
/// zone that is shown.
QString copyOf(const std::vector<LogRecord>& records, CopyForm form, const std::vector<SourceInfo>& sources,
               const Zone& zone, const std::vector<std::string>& fields = {});

/// Chosen rows that are not all in sight, please.
struct LogCopyWish {
    static constexpr std::int64_t kMostRows = 100'000;
    static constexpr std::int64_t kMostBytes = 64 << 20;

    LogQuestion question;
    Instant anchor; ///< rows are counted from there
    std::int64_t firstRow = 0, count = 0;
    CopyForm form = CopyForm::Text;
    std::vector<SourceInfo> sources;
    Zone zone;
    std::vector<std::string> fields;
};

/// The command that prints the same rows: foreshock logs 'FILE' 'QUERY' --since … --until ….
QString commandFor(const QString& file, const LogQuestion& question, const Zone& zone);

/// Quoted for a POSIX shell.
QString shellWord(const QString& text);

} // namespace foreshock
