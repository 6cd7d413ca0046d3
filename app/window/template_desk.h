// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/window/job_thread.h"
#include "app/workflows/incident_session.h"
#include "model/base/result.h"

#include <QObject>
#include <memory>
#include <optional>

namespace foreshock {

class TemplatesView;
struct TemplatesWish;

/// Answers what the list of log templates asks, on a thread of its own: counting the templates of a long range takes
/// longer than rows may wait. Lives on the GUI thread.
class TemplateDesk : public QObject {
    Q_OBJECT
public:
    explicit TemplateDesk(TemplatesView& view);
    /// Another file, or the same one after a write.
    void look(const std::string& path);
    void close();
    void drain() { m_thread.drain(); }

signals:
    void failed(const foreshock::Error& error);

private:
    void answer(const TemplatesWish& wish);

    TemplatesView& m_view;
    int m_generation = 0;
    std::string m_path;
    std::optional<IncidentSession> m_session; ///< on its thread only, opened when it is asked
    JobThread m_thread;                       ///< last: stops first
};

} // namespace foreshock
