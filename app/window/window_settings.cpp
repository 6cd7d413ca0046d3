// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/window_settings.h"

#include <QDir>
#include <QSettings>
#include <QStandardPaths>

namespace foreshock {
namespace {

QSettings settings() {
    return QSettings(QStandardPaths::writableLocation(QStandardPaths::GenericConfigLocation) + "/foreshock/window.ini",
                     QSettings::IniFormat);
}

std::string made(const QString& folder) {
    QDir().mkpath(folder);
    return folder.toStdString();
}

constexpr int kRecent = 8;

} // namespace

QStringList WindowSettings::recentFiles() const {
    return settings().value("recent").toStringList();
}

void WindowSettings::addRecent(const std::string& path) {
    const QString absolute = QDir().absoluteFilePath(QString::fromStdString(path));
    QStringList files = recentFiles();
    files.removeAll(absolute);
    files.prepend(absolute);
    settings().setValue("recent", files.mid(0, kRecent));
}

QStringList WindowSettings::logQueries() const {
    return settings().value("log-queries").toStringList();
}
void WindowSettings::setLogQueries(const QStringList& queries) {
    settings().setValue("log-queries", queries);
}

QString WindowSettings::theme() const {
    return settings().value("theme", "system").toString();
}
void WindowSettings::setTheme(const QString& theme) {
    settings().setValue("theme", theme);
}
QByteArray WindowSettings::geometry() const {
    return settings().value("geometry").toByteArray();
}
void WindowSettings::setGeometry(const QByteArray& geometry) {
    settings().setValue("geometry", geometry);
}

std::string cacheFolder() {
    return made(QStandardPaths::writableLocation(QStandardPaths::GenericCacheLocation) + "/foreshock");
}
std::string incidentsFolder() {
    return made(QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation) + "/foreshock/incidents");
}

} // namespace foreshock
