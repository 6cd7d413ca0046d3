// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/base/result.h"
#include "model/base/zone.h"
#include "model/domain/sql_table.h"

#include <QString>
#include <memory>
#include <optional>

namespace foreshock {

/// A question, please; the newest wins.
struct SqlWish {
    std::string sql;
    SqlPlaceholders placeholders;
    int id = 0;
};

/// What came of it.
struct SqlReply {
    int id = 0;
    std::shared_ptr<const SqlTable> table; ///< null: there is an error
    Error error;
    std::optional<std::size_t> place; ///< of the error in the question, in bytes
    Instant ran;                      ///< when it began
    Duration took;
};

/// "1,284 rows · ran 05:31:02 PST, 0.12 s, 3 min ago". Without `now` only how many rows there are: what a picture says
/// must not change with the hour.
QString replyWords(const SqlReply& reply, const Zone& zone, std::optional<Instant> now, bool hasFileChanged);

} // namespace foreshock
