// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/template_desk.h"

#include "app/workflows/template_overview.h"
#include "views/templates/templates_view.h"

namespace foreshock {

TemplateDesk::TemplateDesk(TemplatesView& view)
    : m_view(view) {
    connect(&view, &TemplatesView::templatesWanted, this, &TemplateDesk::answer);
}

void TemplateDesk::look(const std::string& path) {
    close();
    m_path = path;
    m_view.reload();
}

void TemplateDesk::close() {
    ++m_generation;
    m_path.clear();
    m_thread.cancel("templates");
    m_thread.enqueue([this](std::stop_token) { m_session.reset(); });
}

void TemplateDesk::answer(const TemplatesWish& wish) {
    if (m_path.empty())
        return;
    m_thread.post("templates", [this, wish, path = m_path, g = m_generation](std::stop_token stop) {
        Result<TemplateOverview> overview = TemplateOverview{};
        if (!m_session) {
            auto session = IncidentSession::open(path, {}, stop);
            if (session)
                m_session.emplace(std::move(*session));
            else
                overview = session.error();
        }
        TemplateQuestion question{wish.range, wish.service, {}, {}, {}};
        if (wish.around) {
            question.at = wish.around->at;
            question.window = wish.around->window;
            question.around = wish.around->what.toStdString();
        }
        if (m_session)
            overview = templateOverview(*m_session, question, wish.cells, stop);
        if (!overview && overview.error().code == ErrorCode::Cancelled)
            return;
        // Queued to this object: Qt drops it if the desk is gone.
        QMetaObject::invokeMethod(
            this,
            [this, g, overview = std::move(overview)] {
                if (g != m_generation)
                    return;
                if (overview)
                    m_view.setOverview(std::make_shared<const TemplateOverview>(*overview));
                else
                    emit failed(overview.error());
            },
            Qt::QueuedConnection);
    });
}

} // namespace foreshock
