// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/sql/sql_questions.h"

#include <QDateTime>
#include <QStringList>
#include <string>

namespace foreshock {

/// What the window remembers between runs, in $XDG_CONFIG_HOME/foreshock/window.ini.
class WindowSettings {
public:
    QStringList recentFiles() const;
    void addRecent(const std::string& path);
    void forgetRecent(const QString& path);
    /// When a recent file was opened last; invalid: not known.
    QDateTime opened(const QString& path) const;
    bool knowsFirstMarks() const;
    void setKnowsFirstMarks();
    /// The newest first.
    QStringList logQueries() const;
    void setLogQueries(const QStringList& queries);
    /// What was chosen in the palette, the newest first.
    QStringList recentCommands() const;
    void setRecentCommands(const QStringList& keys);
    /// Questions in SQL: the newest first, and those kept under a name.
    QStringList sqlHistory() const;
    void setSqlHistory(const QStringList& questions);
    std::vector<NamedQuestion> sqlQuestions() const;
    void setSqlQuestions(const std::vector<NamedQuestion>& questions);
    QString theme() const; ///< light, dark, system
    void setTheme(const QString& theme);
    /// Names of the kept layouts of lanes; each is the text of a LaneSetup.
    QStringList laneLayouts() const;
    QString laneLayout(const QString& name) const;
    /// An empty text forgets it.
    void setLaneLayout(const QString& name, const QString& text);
    /// How the lanes of an incident file were left; of the last 50 files.
    QString lanesOf(const std::string& path) const;
    void setLanesOf(const std::string& path, const QString& text);
    /// The file that was open, to be opened again; empty: the start page was shown.
    QString lastFile() const;
    void setLastFile(const QString& path);
    /// Range, selection and tab of it.
    QStringList lastView() const;
    void setLastView(const QStringList& view);
    QByteArray panels() const;
    void setPanels(const QByteArray& panels);
    /// What a person made of the keys.
    QStringList keys() const;
    void setKeys(const QStringList& changes);
    int zoneChoice() const;
    void setZoneChoice(int choice);
    double textScale() const;
    void setTextScale(double scale);
    /// The columns of the log of an incident file, as text; of the last 50 files.
    QString logColumnsOf(const std::string& path) const;
    void setLogColumnsOf(const std::string& path, const QString& text);
    QByteArray geometry() const;
    void setGeometry(const QByteArray& geometry);
};

/// $XDG_CACHE_HOME/foreshock, made if absent.
std::string cacheFolder();
/// $XDG_DATA_HOME/foreshock/incidents, made if absent: where a drop without an open file goes.
std::string incidentsFolder();

} // namespace foreshock
