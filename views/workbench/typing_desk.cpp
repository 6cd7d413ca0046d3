// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/workbench/typing_desk.h"

#include "model/domain/marked_start.h"
#include "views/forms/change_form.h"
#include "views/forms/edges_form.h"
#include "views/palette/command_desk.h"
#include "views/time_scope/time_scope.h"
#include "views/workbench/main_window.h"
#include "views/workbench/menus.h"

#include <QAction>

namespace foreshock {

TypingDesk::TypingDesk(MainWindow& window, const Menus& menus)
    : QObject(&window)
    , m_window(window)
    , m_menus(menus)
    , m_change(new ChangeForm(&window))
    , m_edges(new EdgesForm(&window)) {
    connect(m_change, &ChangeForm::changeTyped, &window, &MainWindow::changeTyped);
    connect(m_edges, &EdgesForm::edgesTyped, &window, &MainWindow::edgesTyped);
    connect(menus.markStart, &QAction::triggered, this, [this] { markStart(); });
    connect(menus.unmarkStart, &QAction::triggered, &window, [&window] { emit window.startMarked(std::nullopt); });
    connect(menus.typeChange, &QAction::triggered, this, [this] { openChangeForm(); });
    connect(menus.drawEdges, &QAction::triggered, this, [this] { openEdgesForm(); });
}

void TypingDesk::setIncident(std::shared_ptr<const IncidentView> incident) {
    m_incident = std::move(incident);
    m_menus.unmarkStart->setEnabled(m_incident && markedStart(m_incident->notes));
}

Instant TypingDesk::here() const {
    const TimeScope& scope = m_window.scope();
    return scope.cursor().value_or(scope.range().from + scope.range().length() / 2);
}

void TypingDesk::openChangeForm(std::optional<Instant> at) {
    if (m_incident)
        m_change->openAt(at.value_or(here()), m_window.scope(), m_incident->services,
                         m_window.findChild<CommandDesk*>()->timeReader(), m_window.look());
}

void TypingDesk::openEdgesForm() {
    if (m_incident)
        m_edges->openFor(m_incident->services, m_window.look());
}

void TypingDesk::markStart(std::optional<Instant> at) {
    if (m_incident)
        emit m_window.startMarked(at.value_or(here()));
}

} // namespace foreshock
