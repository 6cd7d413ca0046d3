// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/base/id.h"
#include "model/store/database.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace foreshock::store {

/// The texts of a source's log records in order of storing, as a file: each where it stood, as far as what stood
/// between them is known to have been line ends or can be made up by blank lines (rejected rows). Memory: one block.
class StoredTexts {
public:
    static Result<StoredTexts> open(const Database& db, SourceId source);
    /// Some more; empty at the end. The view lives until the next call. Errors: Format (damage).
    Result<std::string_view> next();
    std::int64_t firstLine() const { return m_firstLine; }
    std::int64_t firstOffset() const { return m_firstOffset; }

private:
    StoredTexts(const Database& db, SourceId source)
        : m_db(&db)
        , m_source(source) {}
    Result<void> readNext();
    void put(std::string_view raw, std::int64_t line, std::int64_t offset);

    const Database* m_db;
    SourceId m_source;
    std::int64_t m_seq = 0; ///< of the next record
    bool m_isInTail = false;
    bool m_isFirst = true;
    bool m_isOver = false;
    bool m_isAhead = true;
    std::int64_t m_firstLine = 1, m_firstOffset = 0;
    std::int64_t m_line = 1, m_offset = 0; ///< behind what was given, in the file that was read
    std::string m_text;
};

} // namespace foreshock::store
