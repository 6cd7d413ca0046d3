// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>
#include <QWidget>

#include <optional>

namespace foreshock {

/// Where records go whose times lie far from those of the open incident.
enum class DropPlace { NewIncident, ThisOne, Nowhere };

/// The one seam through which the window asks the user something; tests answer it.
class Dialogs {
public:
    virtual ~Dialogs() = default;
    virtual std::optional<QString> fileToOpen(QWidget* parent) = 0;
    virtual std::optional<QString> fileToCreate(QWidget* parent, const QString& suggested) = 0;
    virtual QStringList filesToImport(QWidget* parent) = 0;
    /// Where to write a picture; its ending says which kind.
    virtual std::optional<QString> pictureToWrite(QWidget*, const QString& suggested) {
        (void)suggested;
        return std::nullopt;
    }
    /// Where to write the rows of an answer, as CSV.
    virtual std::optional<QString> tableToWrite(QWidget*, const QString& suggested) {
        (void)suggested;
        return std::nullopt;
    }
    virtual std::optional<QString> text(QWidget* parent, const QString& title, const QString& label) = 0;
    /// Files lie far from what is open; the question says how far.
    virtual DropPlace placeOfFarFiles(QWidget*, const QString& question) {
        (void)question;
        return DropPlace::ThisOne;
    }
    /// Are files shown before they are stored? If not, they are stored at once, with defaults.
    virtual bool previewsImports() const { return true; }
};

/// Nobody is there to answer: rendering and measuring.
class NoDialogs : public Dialogs {
public:
    std::optional<QString> fileToOpen(QWidget*) override { return std::nullopt; }
    std::optional<QString> fileToCreate(QWidget*, const QString&) override { return std::nullopt; }
    QStringList filesToImport(QWidget*) override { return {}; }
    std::optional<QString> text(QWidget*, const QString&, const QString&) override { return std::nullopt; }
    bool previewsImports() const override { return false; }
};

/// Asks with Qt's own dialogs.
class QtDialogs final : public Dialogs {
public:
    std::optional<QString> fileToOpen(QWidget* parent) override;
    std::optional<QString> fileToCreate(QWidget* parent, const QString& suggested) override;
    QStringList filesToImport(QWidget* parent) override;
    std::optional<QString> pictureToWrite(QWidget* parent, const QString& suggested) override;
    std::optional<QString> tableToWrite(QWidget* parent, const QString& suggested) override;
    std::optional<QString> text(QWidget* parent, const QString& title, const QString& label) override;
    DropPlace placeOfFarFiles(QWidget* parent, const QString& question) override;
};

} // namespace foreshock
