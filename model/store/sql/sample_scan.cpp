// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/store/sql/sample_scan.h"

#include "model/base/text.h"
#include "model/base/time_text.h"
#include "model/store/samples/series_reader.h"
#include "model/store/sql/sql_values.h"

#include <algorithm>
#include <cmath>

namespace foreshock::store {

SampleScan::SampleScan(std::shared_ptr<const ScanContext> context, ScanRequest request, int)
    : m_context(std::move(context))
    , m_request(std::move(request)) {}

bool SampleScan::fits(const SeriesInfo& info) const {
    return std::all_of(m_request.names.begin(), m_request.names.end(), [&](const ScanRequest::Names& names) {
        const std::string& name = names.column == 1   ? info.service.value
                                  : names.column == 2 ? info.instance
                                  : names.column == 3 ? info.metric
                                                      : info.unit;
        return std::any_of(names.globs.begin(), names.globs.end(),
                           [&](const std::string& glob) { return globMatches(glob, name); });
    });
}

Result<void> SampleScan::start() {
    if (m_request.isImpossible || m_request.range.isEmpty())
        return {};
    auto all = seriesCatalogue(m_context->db, m_context->gate);
    if (!all)
        return all.error();
    m_catalogue = std::move(*all);
    m_catalogue.erase(
        std::remove_if(m_catalogue.begin(), m_catalogue.end(), [&](const SeriesInfo& info) { return !fits(info); }),
        m_catalogue.end());
    return load();
}

Result<void> SampleScan::load() {
    m_at = 0;
    m_page.clear();
    while (m_page.empty() && m_series < m_catalogue.size()) {
        if (const auto ok = m_context->allowance->check(); !ok)
            return ok;
        auto read = samples(m_context->db, m_context->gate, m_catalogue[m_series].id, m_request.range);
        if (!read)
            return read.error();
        m_page = std::move(*read);
        if (m_page.empty())
            ++m_series;
    }
    return {};
}

Result<void> SampleScan::advance() {
    if (++m_at < m_page.size())
        return {};
    ++m_series;
    return load();
}

std::int64_t SampleScan::rowId() const {
    const auto series = static_cast<std::uint64_t>(m_catalogue[m_series].id.value);
    const auto time = static_cast<std::uint64_t>(m_page[m_at].time.ns);
    return static_cast<std::int64_t>(time ^ (series * 0x9E3779B97F4A7C15ULL));
}

void SampleScan::column(sqlite3_context* result, int column) const {
    const SeriesInfo& info = m_catalogue[m_series];
    const Sample& sample = m_page[m_at];
    switch (column) {
    case 0:
        return resultText(result, rfc3339(sample.time));
    case 1:
        return resultShown(result, info.service.value);
    case 2:
        return resultShown(result, info.instance);
    case 3:
        return resultShown(result, info.metric);
    case 4:
        return resultShown(result, info.unit);
    case 5:
        return std::isnan(sample.value) ? sqlite3_result_null(result) : sqlite3_result_double(result, sample.value);
    default:
        return sqlite3_result_int64(result, sample.time.ns);
    }
}

} // namespace foreshock::store
