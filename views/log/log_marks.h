// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/domain/log_mark.h"
#include "views/theme/theme.h"

#include <map>
#include <optional>
#include <utility>
#include <vector>

namespace foreshock {

/// The marked records of the log. A value.
class LogMarks {
public:
    void set(const std::vector<LogMark>& marks);
    /// LogMark::kNone where the record has none.
    int labelOf(const LogKey& record) const;
    /// The next marked record behind a place, or the one before it.
    std::optional<LogKey> after(const LogKey& place) const;
    std::optional<LogKey> before(const LogKey& place) const;
    std::size_t size() const { return m_labels.size(); }

private:
    std::map<std::pair<std::int64_t, std::int64_t>, int> m_labels; ///< by source and seq
    std::vector<LogKey> m_order;
};

/// The colour of a label, 1 to 9; its number always stands on it.
QColor labelColour(int label, const Theme& theme);

} // namespace foreshock
