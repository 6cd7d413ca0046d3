// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QTimer>

namespace foreshock {

class MainWindow;
class WindowSettings;

/// What the next start takes up again: the open file with its range, selection, tab and panels; also after a crash, for
/// it is written a second after each change. Keys, zone and text size too. Owned by the controller; lives on the GUI
/// thread.
class SessionDesk : public QObject {
    Q_OBJECT
public:
    SessionDesk(MainWindow& window, WindowSettings& settings);
    ~SessionDesk() override;

    /// This file is shown now, for the first time since it was opened; empty: the start page.
    void shown(const std::string& path);
    /// The next file that is shown comes up as it was left, if it is that one.
    void takeUp() { m_takesUp = true; }
    void flush();

private:
    void restore();

    MainWindow& m_window;
    WindowSettings& m_settings;
    QString m_path;
    bool m_takesUp = false;
    bool m_isUnkept = false;
    QTimer m_keepTimer;
};

} // namespace foreshock
