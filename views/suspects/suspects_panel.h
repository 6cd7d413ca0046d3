// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/base/zone.h"
#include "model/domain/alarm_wave.h"
#include "views/theme/look.h"
#include "views/workbench/incident_view.h"

#include <QScrollArea>
#include <memory>

class QVBoxLayout;

namespace foreshock {

class SuspectCard;

/// The right side says in sentences what the timeline shows: headline, what was looked at and what not, suspects
/// with their evidence, the answers that are no change. Owned by the main window; lives on the GUI thread.
class SuspectsPanel : public QScrollArea {
    Q_OBJECT
public:
    explicit SuspectsPanel(QWidget* parent = nullptr);

    void setLook(const Look& look);
    void setZone(const Zone& zone);
    void setIncident(std::shared_ptr<const IncidentView> incident);
    void setAnswer(std::shared_ptr<const Answer> answer);
    /// All waves of alarms in a line each; null: not ranked yet.
    void setWaves(std::shared_ptr<const AlarmWaves> waves);
    void setPartial(const QString& text);
    /// Opens this suspect's card and closes the others; tells nobody.
    void select(const ChangeId& change);
    const ChangeId& selected() const { return m_selected; }
    void flush();

signals:
    void suspectSelected(const foreshock::ChangeId& change);
    /// The wave that this alarm began shall be shown.
    void waveWanted(const foreshock::AlarmId& alarm);
    /// What an empty panel offers.
    void startMarkWanted();
    void changeFormWanted();
    void edgesFormWanted();
    void importWanted();
    void evidenceActivated(const foreshock::ChangeId& change, const foreshock::EvidenceRef& ref);

private:
    void rebuild();
    void addHead(QVBoxLayout& column);
    void addWaves(QVBoxLayout& column);
    void addCards(QVBoxLayout& column);
    enum class Likelihood { Most, Less };
    void addNonAnswers(QVBoxLayout& column, Likelihood which);
    void addEmpty(QVBoxLayout& column, const QString& headline, const QString& text);
    void addNothingYet(QVBoxLayout& column);
    void addNoChanges(QVBoxLayout& column);
    void addNoMap(QVBoxLayout& column);
    SuspectCard* addCard(QVBoxLayout& column, int number, const Suspect& suspect);

    Look m_look;
    Zone m_zone;
    std::shared_ptr<const IncidentView> m_incident;
    std::shared_ptr<const Answer> m_answer;
    std::shared_ptr<const AlarmWaves> m_waves;
    ChangeId m_selected;
    QString m_partial;
    bool m_showsAll = false;
};

} // namespace foreshock
