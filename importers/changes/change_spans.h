// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/record_desk.h"

#include <map>
#include <string>
#include <vector>

namespace foreshock {

/// Joins the records of one operation (started … succeeded) into one change that lasts from the first to the last of
/// them. Lives in the work of one source.
class ChangeSpans {
public:
    /// The first record of an operation gives the change; later ones extend it and are joined to it.
    Result<void> add(const std::string& operation, Change change, RecordDesk& desk);
    /// Is there a record of it?
    bool has(const std::string& operation) const { return m_byName.find(operation) != m_byName.end(); }
    Result<void> handOver(RecordDesk& desk);

private:
    struct Span {
        Change change;
        RecordPlace place;
    };
    std::vector<Span> m_spans;
    std::map<std::string, std::size_t> m_byName;
};

} // namespace foreshock
