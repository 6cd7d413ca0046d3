// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/window_settings.h"

#include <QDir>
#include <QSettings>
#include <QStandardPaths>

#include <algorithm>

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
    QSettings s = settings();
    for (; files.size() > kRecent; files.removeLast())
        s.remove(keyOf("opened", files.last()));
    s.setValue("recent", files);
    s.setValue(keyOf("opened", absolute), QDateTime::currentDateTimeUtc());
}

void WindowSettings::forgetRecent(const QString& path) {
    QSettings s = settings();
    QStringList files = recentFiles();
    files.removeAll(path);
    s.setValue("recent", files);
    s.remove(keyOf("opened", path));
}

QDateTime WindowSettings::opened(const QString& path) const {
    return settings().value(keyOf("opened", path)).toDateTime();
}

bool WindowSettings::knowsFirstMarks() const {
    return settings().value("first-marks").toBool();
}
void WindowSettings::setKnowsFirstMarks() {
    settings().setValue("first-marks", true);
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

QStringList WindowSettings::sqlHistory() const {
    return settings().value("sql-history").toStringList();
}
void WindowSettings::setSqlHistory(const QStringList& questions) {
    settings().setValue("sql-history", questions);
}

std::vector<NamedQuestion> WindowSettings::sqlQuestions() const {
    const QStringList parts = settings().value("sql-questions").toStringList(); // name, text, name, text…
    std::vector<NamedQuestion> out;
    for (qsizetype i = 0; i + 1 < parts.size(); i += 2)
        out.push_back({parts[i], parts[i + 1]});
    return out;
}

void WindowSettings::setSqlQuestions(const std::vector<NamedQuestion>& questions) {
    QStringList parts;
    for (const NamedQuestion& question : questions)
        parts << question.name << question.sql;
    settings().setValue("sql-questions", parts);
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
QString WindowSettings::lastFile() const {
    return settings().value("last/file").toString();
}
void WindowSettings::setLastFile(const QString& path) {
    settings().setValue("last/file", path);
}
QStringList WindowSettings::lastView() const {
    return settings().value("last/view").toStringList();
}
void WindowSettings::setLastView(const QStringList& view) {
    settings().setValue("last/view", view);
}
QByteArray WindowSettings::panels() const {
    return settings().value("panels").toByteArray();
}
void WindowSettings::setPanels(const QByteArray& panels) {
    settings().setValue("panels", panels);
}
QStringList WindowSettings::keys() const {
    return settings().value("keys").toStringList();
}
void WindowSettings::setKeys(const QStringList& changes) {
    settings().setValue("keys", changes);
}
int WindowSettings::zoneChoice() const {
    return std::clamp(settings().value("zone", 0).toInt(), 0, 2);
}
void WindowSettings::setZoneChoice(int choice) {
    settings().setValue("zone", choice);
}
double WindowSettings::textScale() const {
    return std::clamp(settings().value("text-scale", 1.0).toDouble(), 1.0, 2.0);
}
void WindowSettings::setTextScale(double scale) {
    settings().setValue("text-scale", scale);
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
