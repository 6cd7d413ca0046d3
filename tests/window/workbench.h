// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/window/incident_controller.h"
#include "tests/support/temporary_folder.h"
#include "views/time_scope/time_scope.h"

#include <QApplication>
#include <QTest>
#include <catch2/catch.hpp>

namespace foreshock::test {

/// Answers every question with what the test put in.
class AnsweringDialogs final : public Dialogs {
public:
    std::optional<QString> open, create, words, picture, table;
    QStringList files;
    bool previews = false; ///< the sheet opens before files are stored
    bool previewsImports() const override { return previews; }
    std::optional<QString> fileToOpen(QWidget*) override { return open; }
    std::optional<QString> fileToCreate(QWidget*, const QString&) override { return create; }
    QStringList filesToImport(QWidget*) override { return files; }
    std::optional<QString> pictureToWrite(QWidget*, const QString&) override { return picture; }
    DropPlace place = DropPlace::Nowhere; ///< of files far from what is open
    QString asked;                        ///< the last such question
    DropPlace placeOfFarFiles(QWidget*, const QString& question) override {
        asked = question;
        return place;
    }
    std::optional<QString> tableToWrite(QWidget*, const QString&) override { return table; }
    std::optional<QString> text(QWidget*, const QString&, const QString&) override { return words; }
};

/// The real window with the real controller, its settings and caches in a folder of the test's own.
class Workbench {
public:
    Workbench() {
        for (const char* name : {"XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME", "XDG_RUNTIME_DIR"})
            qputenv(name, folder.path(name).c_str());
        window = std::make_unique<MainWindow>();
        controller = std::make_unique<IncidentController>(*window, dialogs, settings);
        window->resize(1440, 900);
        window->show();
        window->activateWindow(); // on an X server without a window manager nobody else gives it the keyboard
        (void)QTest::qWaitForWindowActive(window.get());
    }
    /// Until jobs, deliveries and wishes have come to rest.
    void settle() { controller->settle(); }

    TemporaryFolder folder;
    AnsweringDialogs dialogs;
    WindowSettings settings;
    std::unique_ptr<MainWindow> window;
    std::unique_ptr<IncidentController> controller;
};

} // namespace foreshock::test
