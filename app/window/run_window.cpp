// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/run_window.h"

#include "app/window/event_watchdog.h"
#include "app/window/incident_controller.h"

#include <QApplication>
#include <QFileInfo>
#include <QTimer>

#include <cstdio>
#include <cstdlib>

namespace foreshock {

#ifdef NDEBUG
using Application = QApplication;
#else
using Application = WatchedApplication;
#endif

int runWindow(int argc, char** argv, const WindowRequest& request, std::stop_token stop) {
    if (!std::getenv("DISPLAY") && !std::getenv("WAYLAND_DISPLAY") && !std::getenv("QT_QPA_PLATFORM")) {
        std::fputs("foreshock: no display to open a window on. Set DISPLAY, or use a verb: foreshock --help\n", stderr);
        return 2;
    }
    Application application(argc, argv);
    QApplication::setApplicationName("Foreshock");
    MainWindow window;
    QtDialogs dialogs;
    WindowSettings settings;
    IncidentController controller(window, dialogs, settings);
    if (request.theme == "light" || request.theme == "dark")
        window.setThemeChoice(request.theme == "dark" ? ThemeChoice::Dark : ThemeChoice::Light);
    if (const QByteArray geometry = settings.geometry(); !geometry.isEmpty())
        window.restoreGeometry(geometry);
    window.show();
    if (!request.path.empty())
        controller.open(request.path);
    else if (!request.example.empty())
        controller.openExample(request.example);
    else if (const QString last = settings.lastFile(); !last.isEmpty() && QFileInfo::exists(last)) {
        controller.session().takeUp();
        controller.open(last.toStdString());
    }
    // Ctrl+C in the terminal closes the window like its own button.
    QTimer watch;
    QObject::connect(&watch, &QTimer::timeout, &application, [&] {
        if (stop.stop_requested())
            window.close();
    });
    watch.start(200);
    const int code = QApplication::exec();
    settings.setGeometry(window.saveGeometry());
    return code;
}

} // namespace foreshock
