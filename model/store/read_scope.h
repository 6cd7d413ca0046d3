// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/store/database.h"

namespace foreshock::store {

/// One look at the file for one answer: its many small reads share a read transaction, so that each need not lock the
/// file for itself. Ends with the answer; within another transaction, or on a borrowed connection (whose statement is
/// one already), it does nothing.
class ReadScope {
public:
    explicit ReadScope(const Database& db)
        : m_db(!db.isBorrowed() && !db.isInTransaction() && db.execute("BEGIN") ? &db : nullptr) {}
    ReadScope(const ReadScope&) = delete;
    ~ReadScope() {
        if (m_db && m_db->isInTransaction())
            (void)m_db->execute("COMMIT");
    }

private:
    const Database* m_db;
};

} // namespace foreshock::store
