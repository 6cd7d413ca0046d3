// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/base/zone.h"
#include "views/theme/look.h"
#include "views/workbench/incident_view.h"

#include <QTimer>
#include <QWidget>

class QLabel;
class QProgressBar;
class QPushButton;

namespace foreshock {

class TimeScope;

/// The last line of the window: file, counts, the cursor in local time and UTC, undo, analysis time, long work with
/// its cancel button. Owned by the main window.
class StatusLine : public QWidget {
    Q_OBJECT
public:
    explicit StatusLine(TimeScope& scope, QWidget* parent = nullptr);
    void setLook(const Look& look);
    void setIncident(const IncidentView* incident);
    /// A word about what was done, for some seconds.
    void say(const QString& text);
    void setUndoText(const QString& text);
    void setAnalysisTime(Duration time);
    /// Off: not a word of how long the analysis took.
    void setShowsTimes(bool isOn);
    void setProgress(const QString& text, double fraction);
    void clearProgress();

signals:
    void cancelWanted();

private:
    void showCursor();

    TimeScope& m_scope;
    QLabel *m_file, *m_counts, *m_cursor, *m_undo, *m_analysis, *m_work, *m_said;
    QTimer m_saidTimer;
    QProgressBar* m_bar;
    QPushButton* m_cancel;
};

/// "05:31:00 PST · 13:31:00 UTC".
QString localAndUtc(Instant at, const Zone& zone);
/// "2 ms", "1.4 s".
QString analysisText(Duration time);

} // namespace foreshock
