// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/window/dialogs.h"
#include "model/base/result.h"
#include "views/workbench/named_views.h"

#include <QObject>

namespace foreshock {

class MainWindow;

/// Writes a view, or the whole window, as a picture where the user says. Lives on the GUI thread: a view is painted
/// where it lives, once, at twice the screen's pixels.
class PictureDesk : public QObject {
    Q_OBJECT
public:
    PictureDesk(MainWindow& window, Dialogs& dialogs);

signals:
    void failed(const foreshock::Error& error);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void write(const NamedView& view);

    MainWindow& m_window;
    Dialogs& m_dialogs;
};

} // namespace foreshock
