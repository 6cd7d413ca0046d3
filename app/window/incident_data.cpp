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
    m_series.reset();
    auto session = IncidentSession::open(m_path);
    if (!session)
        return session.error();
    m_watch.takeAsRead();
    m_session = std::make_unique<IncidentSession>(std::move(*session));
    m_series.emplace(m_session->database(), m_session->gate(), m_samples);
    return {};
}

} // namespace foreshock
