// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
// What others do to the file that is open: it is told, and the window goes on with what it has.
#include "app/window/incident_controller.h"

namespace foreshock {

void IncidentController::lookAtFile() {
    withData("fate", [this](IncidentData& data, std::stop_token, int g) {
        deliver(g, [this, fate = data.fate()] { tellFate(fate); });
    });
}

void IncidentController::tellFate(FileFate fate) {
    if (fate == m_fate)
        return;
    const FileFate before = std::exchange(m_fate, fate);
    if (fate == FileFate::Written)
        return m_window.showNotice("Another program wrote to this file. Press F5 to read it again.", true);
    if (fate != FileFate::Same) {
        m_lastError = FileWatch::wordsFor(fate, m_path);
        return m_window.showError(*m_lastError);
    }
    if (before != FileFate::Written) { // it was put back
        m_lastError.reset();
        m_window.clearError();
    }
}

void IncidentController::readAgain() {
    if (!m_data)
        return;
    const bool isWhole = m_fate == FileFate::Same || m_fate == FileFate::Written;
    if (!isWhole)
        return open(m_path); // what stands there now
    m_fate = FileFate::Same;
    m_window.clearNotice();
    load(m_data, true);
}

} // namespace foreshock
