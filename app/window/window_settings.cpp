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
constexpr int kFilesKept = 50;

/// Names and paths hold what a key may not.
QString keyOf(const QString& group, const QString& name) {
    return group + "/" + QString::fromLatin1(name.toUtf8().toHex());
}

QString keptOf(const QString& group, const std::string& path) {
    return settings().value(keyOf(group, QString::fromStdString(path))).toString();
}

/// Of an incident file, and forgets those of files that were not looked at for long. An empty text is forgotten, too.
void keep(const QString& group, const std::string& path, const QString& text) {
    QSettings s = settings();
    const QString file = QString::fromStdString(path);
    QStringList files = s.value(group + "_of").toStringList();
    files.removeAll(file);
    if (text.isEmpty()) {
        s.remove(keyOf(group, file));
    } else {
        files.prepend(file);
        s.setValue(keyOf(group, file), text);
    }
    for (; files.size() > kFilesKept; files.removeLast())
        s.remove(keyOf(group, files.last()));
    s.setValue(group + "_of", files);
}

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

QStringList WindowSettings::recentCommands() const {
    return settings().value("commands").toStringList();
}

void WindowSettings::setRecentCommands(const QStringList& keys) {
    settings().setValue("commands", keys);
}

QString WindowSettings::theme() const {
    return settings().value("theme", "system").toString();
}
void WindowSettings::setTheme(const QString& theme) {
    settings().setValue("theme", theme);
}
QStringList WindowSettings::laneLayouts() const {
    return settings().value("layouts").toStringList();
}
QString WindowSettings::laneLayout(const QString& name) const {
    return settings().value(keyOf("layout", name)).toString();
}
void WindowSettings::setLaneLayout(const QString& name, const QString& text) {
    QSettings s = settings();
    QStringList names = s.value("layouts").toStringList();
    if (text.isEmpty()) {
        names.removeAll(name);
        s.remove(keyOf("layout", name));
    } else {
        if (!names.contains(name))
            names.append(name);
        s.setValue(keyOf("layout", name), text);
    }
    s.setValue("layouts", names);
}
QString WindowSettings::lanesOf(const std::string& path) const {
    return keptOf("lanes", path);
}
void WindowSettings::setLanesOf(const std::string& path, const QString& text) {
    keep("lanes", path, text);
}
QString WindowSettings::logColumnsOf(const std::string& path) const {
    return keptOf("log-columns", path);
}
void WindowSettings::setLogColumnsOf(const std::string& path, const QString& text) {
    keep("log-columns", path, text);
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
