// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/domain/log_window.h"

#include <QString>
#include <map>
#include <string>
#include <vector>

namespace foreshock {

/// A named value in a record's text.
struct LogField {
    std::string name; ///< of an object within another: http.status
    std::string value;
    bool operator==(const LogField&) const = default;
};

/// The fields of a record as they stand in its text: of a JSON object, also behind a prefix
/// (2024-03-01 web {"trace_id":"8c1f","http":{"status":503}}), or of logfmt (level=info msg="slow answer" took=31ms),
/// also within the message of a JSON record. Of the first 32 KiB, at most 100 of them; a list is its JSON.
std::vector<LogField> fieldsOf(const LogRecord& record);

/// Fields of the records in sight, read once. Owned by the log view, on the GUI thread.
class LogFieldStore {
public:
    /// Empty: the record has none of that name.
    const std::string& value(const LogRecord& record, const std::string& field);
    void clear() { m_fields.clear(); }

private:
    static constexpr std::size_t kKept = 1000;
    std::map<LogKey, std::vector<LogField>> m_fields;
};

} // namespace foreshock
