// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/window/file_watch.h"
#include "app/workflows/open_incident.h"
#include "model/store/incident_file.h"
#include "model/store/samples/series_reader.h"

#include <memory>
#include <optional>
#include <string>

namespace foreshock {

/// An open incident file: the lock and write connection (none: read-only) for the writer thread; a reading session for
/// the data thread. Members die in reverse order: every reader before the lock.
class IncidentData {
public:
    /// Takes the lock if it can; without it the file is open read-only.
    static Result<std::unique_ptr<IncidentData>> open(const std::string& path);

    const std::string& path() const { return m_path; }
    bool isReadOnly() const { return !m_file; }
    store::IncidentFile* file() { return m_file ? &*m_file : nullptr; }
    IncidentSession& session() { return *m_session; }
    /// Series of the session; what it decoded is kept until samples are written.
    store::SeriesReader& series() { return *m_series; }
    /// A fresh session after a write.
    Result<void> refresh();
    /// What others did to the file since it was opened.
    FileFate fate() { return m_watch.look(m_session->database(), isReadOnly()); }

private:
    explicit IncidentData(std::string path)
        : m_path(std::move(path))
        , m_watch(m_path) {}
    std::string m_path;
    FileWatch m_watch;
    std::optional<store::IncidentFile> m_file;
    std::unique_ptr<IncidentSession> m_session; ///< at a fixed address: the series reader points into it
    store::SampleCache m_samples;
    std::optional<store::SeriesReader> m_series;
};

} // namespace foreshock
