// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/store/sql/template_scan.h"

#include "model/base/time_text.h"
#include "model/store/logs/template_reader.h"
#include "model/store/sql/sql_values.h"

namespace foreshock::store {

Result<void> TemplateScan::start() {
    auto read = readTemplates(m_context->db, m_context->gate, TimeRange::everything(), TemplateDetail::Totals,
                              m_context->allowance->stop);
    if (!read)
        return read.error();
    m_templates = std::move(read->templates);
    return m_context->allowance->check();
}

void TemplateScan::column(sqlite3_context* result, int column) const {
    const LogTemplate& t = m_templates[m_at];
    switch (column) {
    case 0:
        return sqlite3_result_int64(result, t.id);
    case 1:
        return resultText(result, t.pattern);
    case 2:
        return sqlite3_result_int64(result, t.count);
    case 3:
        return resultText(result, rfc3339(t.first));
    case 4:
        return resultText(result, rfc3339(t.last));
    case 5: {
        std::string names;
        for (const ServiceId& service : t.services)
            names += (names.empty() ? "" : ", ") + service.value;
        return resultShown(result, names);
    }
    case 6:
        return sqlite3_result_int64(result, t.first.ns);
    default:
        return sqlite3_result_int64(result, t.last.ns);
    }
}

} // namespace foreshock::store
