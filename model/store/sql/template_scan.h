// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/domain/log_template.h"
#include "model/store/sql/log_scan.h"

namespace foreshock::store {

/// One pass over `templates`, most frequent first: the templates of all visible log records, counted anew for each
/// scan. Made by a cursor, on its connection's thread.
class TemplateScan {
public:
    static constexpr const char* kName = "templates";
    static constexpr const char* kSchema =
        "CREATE TABLE templates (id INTEGER, pattern TEXT, count INTEGER, first TEXT, "
        "last TEXT, services TEXT, first_ns INTEGER, last_ns INTEGER)";
    static constexpr const char* kRows = "SELECT 500";
    static constexpr std::array<ScanColumn, 8> kColumns = {{{"id", ColumnKind::Other},
                                                            {"pattern", ColumnKind::Other},
                                                            {"count", ColumnKind::Other},
                                                            {"first", ColumnKind::Other},
                                                            {"last", ColumnKind::Other},
                                                            {"services", ColumnKind::Other},
                                                            {"first_ns", ColumnKind::Other},
                                                            {"last_ns", ColumnKind::Other}}};
    static bool isOrderedBy(int) { return false; }

    TemplateScan(std::shared_ptr<const ScanContext> context, const ScanRequest&, int)
        : m_context(std::move(context)) {}
    Result<void> start();
    bool isAtEnd() const { return m_at >= m_templates.size(); }
    Result<void> advance() {
        ++m_at;
        return {};
    }
    void column(sqlite3_context* result, int column) const;
    std::int64_t rowId() const { return m_templates[m_at].id; }

private:
    std::shared_ptr<const ScanContext> m_context;
    std::vector<LogTemplate> m_templates;
    std::size_t m_at = 0;
};

} // namespace foreshock::store
