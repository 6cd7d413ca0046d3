// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/incident_data.h"

namespace foreshock {

Result<std::unique_ptr<IncidentData>> IncidentData::open(const std::string& path) {
    std::unique_ptr<IncidentData> data(new IncidentData(path));
    auto file = store::IncidentFile::open(path);
    if (file)
        data->m_file.emplace(std::move(*file));
    else if (file.error().code != ErrorCode::Locked && file.error().code != ErrorCode::Io)
        return file.error();
    if (const auto ready = data->refresh(); !ready)
        return ready.error();
    return data;
}

Result<void> IncidentData::refresh() {
    m_logs.reset();
    m_series.reset();
    auto session = IncidentSession::open(m_path);
    if (!session)
        return session.error();
    m_session = std::make_unique<IncidentSession>(std::move(*session));
    m_series.emplace(m_session->database(), m_session->gate(), m_samples);
    return {};
}

Result<store::LogResult*> IncidentData::logs(const std::string& filter, TimeRange range, std::stop_token stop) {
    if (m_logs && m_filter == filter && m_range == range)
        return &*m_logs;
    const auto query = parseLogQuery(filter);
    if (!query)
        return query.error();
    TimeRange asked = range;
    if (!query->since.empty() || !query->until.empty()) {
        const auto context = m_session->timeContext("");
        if (!context)
            return context.error();
        for (const auto& [words, into] : {std::pair{&query->since, &asked.from}, std::pair{&query->until, &asked.to}})
            if (!words->empty()) {
                const auto t = readTimeWords(*words, *context);
                if (!t)
                    return t.error();
                *into = *t;
            }
    }
    // The same filter over another range keeps what was found: panning with a costly one searches new blocks only.
    if (m_logs && m_filter == filter) {
        m_range = {};
        if (const auto moved = m_logs->moveTo(asked); !moved)
            return moved.error();
    } else {
        auto result = store::LogResult::open(m_session->database(), m_session->gate(), *query, asked);
        if (!result)
            return result.error();
        m_logs.emplace(std::move(*result));
        m_filter = filter;
        m_range = {};
    }
    if (const auto counted = m_logs->count(stop); !counted)
        return counted.error();
    m_range = range;
    return &*m_logs;
}

} // namespace foreshock
