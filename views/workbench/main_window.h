// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/base/result.h"
#include "model/base/zone.h"
#include "model/domain/alarm_storm.h"
#include "model/domain/alarm_wave.h"
#include "model/domain/board_edit.h"
#include "model/domain/change_point.h"
#include "model/domain/import_issue.h"
#include "model/domain/log_record.h"
#include "model/domain/log_window.h"
#include "model/domain/service_names.h"
#include "views/sources/source_correction.h"
#include "views/start/recent_file.h"
#include "views/theme/theme.h"
#include "views/workbench/incident_view.h"

#include <QMainWindow>
#include <memory>

namespace foreshock {

class FirstMarks;
class LogPanel;
class SqlView;
class TemplatesView;
class TimelineMenu;
class TimelineView;
class TimeScope;
struct Look;

enum class Example { Kinesis, TicketSale };
/// In which zone times are written.
enum class ZoneChoice { Incident, Utc, Computer };

/// The whole window: takes values, emits wishes, opens no dialog of its own but the list of keys.
/// Owned by the application; lives on the GUI thread. Values may come in any order and at any time.
class MainWindow : public QMainWindow {
    Q_OBJECT
public:
    explicit MainWindow(QWidget* parent = nullptr);
    ~MainWindow() override;

    /// Range, cursor, selection, service and filter: the one owner, for reading and for setting.
    TimeScope& scope();
    TimelineView& timeline();
    TimelineMenu& timelineMenu();

    /// Null: the start page. The same fileName again: range, cursor and selections stay.
    void setIncident(std::shared_ptr<const IncidentView> incident);
    /// Null: not ranked yet. The leading suspect becomes the selected one unless the user chose another.
    void setAnswer(std::shared_ptr<const Answer> answer);
    /// All waves of alarms, the answer's among them; null: not ranked yet.
    void setWaves(std::shared_ptr<const AlarmWaves> waves);
    /// Where the alarms' time went; for timeline and suspects.
    void setStorms(std::shared_ptr<const AlarmStorms> storms);
    /// Hypotheses, evidence, suspects ruled out, earlier rankings; null: none.
    void setBoard(std::shared_ptr<const Board> board);
    /// Any number of series, each replaces its earlier window.
    void setSeriesWindows(std::vector<SeriesWindow> windows);
    void setHeat(TimeRange range, std::vector<HeatRow> rows);
    /// Asks for rows and what belongs to them, and is answered, without the window in between.
    LogPanel& logPanel();
    TemplatesView& templates();
    SqlView& sql();
    void setChangePoints(SeriesId series, std::vector<ChangePoint> points);
    void setServiceNames(std::shared_ptr<const ServiceNames> names);
    void setIssues(SourceId source, std::vector<ImportIssue> issues);

    void showError(const Error& error);
    void clearError();
    /// What was imported, with a way to the sources; with rejected rows it asks to be looked at.
    void showNotice(const QString& text, bool hasRejected);
    void clearNotice();
    const Look& look() const;
    /// Long work in the status bar, with cancel; a negative fraction: length not known.
    void setProgress(const std::string& text, double fraction);
    void clearProgress();
    /// "logs 40 %": the answer does not yet rest on everything. Empty: it does.
    void setPartial(const std::string& text);
    void setAnalysisTime(Duration time);
    /// Off: nothing is said of how long something took or how old it is, so that the same data gives the same picture.
    void setShowsTimes(bool isOn);
    /// The zone in which every time is said; the next incident brings its own.
    void setZone(const Zone& zone);
    /// What undo and redo would do; empty: nothing to undo.
    void setUndo(const std::string& undoText, const std::string& redoText);
    void setRecent(const RecentFiles& files);
    /// The first start on the example: the lead, why, what would rule it out.
    void showFirstMarks();
    void setThemeChoice(ThemeChoice choice);
    void setZoneChoice(ZoneChoice choice);
    ZoneChoice zoneChoice() const;
    void setTextScale(double scale);
    /// Which panels are shown and how wide, for the next time.
    QByteArray panels() const;
    void setPanels(const QByteArray& panels);
    /// The tab below the timeline by its name.
    void showTab(const std::string& tab);

    /// Settles layouts, timers and wishes at once, for rendering and tests.
    void flush();

signals:
    // files
    void newIncidentWanted();
    void openWanted();
    void importWanted();
    void recentWanted(const QString& file);
    void forgetWanted(const QString& file);
    void exampleWanted(foreshock::Example example);
    void dropped(const QStringList& files);
    // data, answered by the setters above
    void seriesWindowWanted(const std::vector<foreshock::SeriesId>& series, foreshock::TimeRange range, int pixels);
    void heatWanted(foreshock::TimeRange range, int cells);
    void issuesWanted(foreshock::SourceId source);
    // the answer
    /// The wave that this alarm began shall be ranked and shown: a setAnswer() about it goes to its range.
    void waveWanted(const foreshock::AlarmId& alarm);
    void suspectSelected(const foreshock::ChangeId& change);
    void evidenceActivated(const foreshock::ChangeId& change, const foreshock::EvidenceRef& ref);
    // edits and manners
    void boardEdited(const foreshock::BoardEdit& edit);
    void linkWanted(const QString& address);
    /// What a name means; an empty service leaves it to the rules.
    void nameMapped(const QString& name, const QString& service);
    void noteWanted(foreshock::Instant at);
    void anchorWanted(const foreshock::LogRecord& record);
    /// It started there; null takes the mark away.
    void startMarked(std::optional<foreshock::Instant> at);
    void changeTyped(const foreshock::Change& change);
    void edgesTyped(const std::vector<foreshock::Dependency>& edges);
    /// The commands that fetch this service's series, to the clipboard.
    void seriesCommandsWanted(const foreshock::ServiceId& service);
    void firstMarksDismissed();
    void correctionWanted(const foreshock::SourceCorrection& correction);
    /// The open file, as it is now.
    void readAgainWanted();
    void undoWanted();
    void redoWanted();
    void cancelWanted();
    void zoneChosen(foreshock::ZoneChoice choice);
    void textScaleChosen(double scale);
    void panelsChanged();
    void closeIncidentWanted();
    /// The view in hand, or all of the window, into a file.
    void viewPictureWanted();
    void windowPictureWanted();
    void themeChosen(foreshock::ThemeChoice choice);

protected:
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    struct Parts;
    std::unique_ptr<Parts> m;
};

} // namespace foreshock
