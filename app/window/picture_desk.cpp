// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/picture_desk.h"

#include "app/window/picture_file.h"
#include "views/timeline/timeline_view.h"
#include "views/workbench/main_window.h"

#include <QApplication>
#include <QKeyEvent>

#include <filesystem>

namespace foreshock {

PictureDesk::PictureDesk(MainWindow& window, Dialogs& dialogs)
    : m_window(window)
    , m_dialogs(dialogs) {
    qApp->installEventFilter(this);
    connect(&m_window, &MainWindow::viewPictureWanted, this, [this] { write(viewInHand(m_window)); });
    connect(&m_window, &MainWindow::windowPictureWanted, this, [this] { write(namedViews(m_window).front()); });
}

/// On X11 a line edit takes Ctrl+E for "to the end of the line": End does that, and a picture nothing else.
bool PictureDesk::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::ShortcutOverride)
        if (const auto* key = static_cast<QKeyEvent*>(event);
            key->key() == Qt::Key_E && (key->modifiers() & ~Qt::ShiftModifier) == Qt::ControlModifier)
            return true; // not accepted by anybody: the menu's key holds
    return QObject::eventFilter(watched, event);
}

void PictureDesk::write(const NamedView& view) {
    const auto incident = m_window.timeline().values().incident;
    if (!incident)
        return;
    const QString stem = QString::fromStdString(std::filesystem::path(incident->fileName).stem().string());
    const auto file = m_dialogs.pictureToWrite(&m_window, (stem.isEmpty() ? QString() : stem + QLatin1Char('-')) +
                                                              QString::fromStdString(view.id) + ".png");
    if (!file)
        return;
    m_window.setShowsTimes(false); // of the analysis, of a question: the same data gives the same picture
    m_window.flush();
    const auto done = writePicture(*view.widget, file->toStdString(),
                                   {pictureCaption(view, *incident, m_window.scope()), m_window.look(), 2});
    m_window.setShowsTimes(true);
    if (!done) {
        emit failed(done.error());
        return;
    }
    m_window.showNotice(tr("%1: written to %2").arg(view.title, *file), false);
}

} // namespace foreshock
