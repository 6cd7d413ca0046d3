// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/palette/time_asked.h"
#include "views/workbench/incident_view.h"

#include <QObject>

namespace foreshock {

class ChangeForm;
class EdgesForm;
class MainWindow;
struct Menus;

/// What a person types into an incident: the start mark, a change, edges of the map. Opens the forms, says what they
/// held as the window's wishes. Owned by the window; lives on the GUI thread.
class TypingDesk : public QObject {
    Q_OBJECT
public:
    TypingDesk(MainWindow& window, const Menus& menus);
    /// Null: nothing is open.
    void setIncident(std::shared_ptr<const IncidentView> incident);
    void openChangeForm(std::optional<Instant> at = {});
    void openEdgesForm();
    void markStart(std::optional<Instant> at = {});

private:
    Instant here() const;

    MainWindow& m_window;
    const Menus& m_menus;
    ChangeForm* m_change = nullptr;
    EdgesForm* m_edges = nullptr;
    std::shared_ptr<const IncidentView> m_incident;
};

} // namespace foreshock
