// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/dialogs.h"

#include <QFileDialog>
#include <QFileInfo>
#include <QInputDialog>
#include <QMessageBox>
#include <QPushButton>

namespace foreshock {
namespace {

std::optional<QString> unlessEmpty(const QString& text) {
    return text.isEmpty() ? std::nullopt : std::optional(text);
}

} // namespace

std::optional<QString> QtDialogs::fileToOpen(QWidget* parent) {
    return unlessEmpty(QFileDialog::getOpenFileName(parent, "Open an incident file", {},
                                                    "Incident files (*.foreshock);;All files (*)"));
}

std::optional<QString> QtDialogs::fileToCreate(QWidget* parent, const QString& suggested) {
    return unlessEmpty(
        QFileDialog::getSaveFileName(parent, "New incident file", suggested, "Incident files (*.foreshock)"));
}

QStringList QtDialogs::filesToImport(QWidget* parent) {
    return QFileDialog::getOpenFileNames(parent, "Import logs, metrics, alarms, changes or a map", {}, "All files (*)");
}

std::optional<QString> QtDialogs::pictureToWrite(QWidget* parent, const QString& suggested) {
    QString kind;
    QString file = QFileDialog::getSaveFileName(parent, "Export as a picture", suggested,
                                                "PNG picture (*.png);;SVG drawing (*.svg)", &kind);
    if (!file.isEmpty() && QFileInfo(file).suffix().isEmpty())
        file += kind.contains("svg") ? ".svg" : ".png";
    return unlessEmpty(file);
}

DropPlace QtDialogs::placeOfFarFiles(QWidget* parent, const QString& question) {
    QMessageBox box(QMessageBox::Question, "Another incident?", question, QMessageBox::Cancel, parent);
    const auto* fresh = box.addButton("New incident", QMessageBox::AcceptRole);
    const auto* here = box.addButton("Add to this one", QMessageBox::ActionRole);
    box.exec();
    return box.clickedButton() == fresh  ? DropPlace::NewIncident
           : box.clickedButton() == here ? DropPlace::ThisOne
                                         : DropPlace::Nowhere;
}

std::optional<QString> QtDialogs::tableToWrite(QWidget* parent, const QString& suggested) {
    QString file =
        QFileDialog::getSaveFileName(parent, "Write the rows", suggested, "CSV table (*.csv);;All files (*)");
    if (!file.isEmpty() && QFileInfo(file).suffix().isEmpty())
        file += ".csv";
    return unlessEmpty(file);
}

std::optional<QString> QtDialogs::text(QWidget* parent, const QString& title, const QString& label) {
    bool isAccepted = false;
    const QString text = QInputDialog::getText(parent, title, label, QLineEdit::Normal, {}, &isAccepted);
    return isAccepted ? unlessEmpty(text.trimmed()) : std::nullopt;
}

} // namespace foreshock
