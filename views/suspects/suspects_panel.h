// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/base/zone.h"
#include "model/domain/alarm_storm.h"
#include "model/domain/alarm_wave.h"
#include "model/domain/board_edit.h"
#include "views/theme/look.h"
#include "views/workbench/incident_view.h"

#include <QScrollArea>
#include <memory>
#include <utility>

class QPushButton;
class QVBoxLayout;

namespace foreshock {

class SuspectCard;
struct SuspectCardFacts;

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
    /// Where the first alarm's time went; null: not worked out yet.
    void setStorms(std::shared_ptr<const AlarmStorms> storms);
    /// Suspects that a person ruled out, and earlier rankings.
    void setBoard(std::shared_ptr<const Board> board);
    /// What the timeline shows: suspects that began before it are told.
    void setShownRange(TimeRange range);
    void setPartial(const QString& text);
    /// Several values come at once: the panel is made anew when the last of them is there, not for each.
    class Held {
    public:
        explicit Held(SuspectsPanel& panel)
            : m_panel(panel) {
            ++panel.m_held;
        }
        ~Held() {
            if (--m_panel.m_held == 0 && std::exchange(m_panel.m_isStale, false))
                m_panel.rebuild();
        }
        Held(const Held&) = delete;
        Held& operator=(const Held&) = delete;

    private:
        SuspectsPanel& m_panel;
    };
    /// Opens this suspect's card and closes the others; tells nobody.
    void select(const ChangeId& change);
    const ChangeId& selected() const { return m_selected; }
    /// Rules the selected suspect out, after asking why in its card, or restores it.
    void toggleRuling();
    /// Starts a hypothesis from the selected suspect, with its evidence.
    void startHypothesis();
    /// Starts one that no recorded change did it.
    void startNoneOfThese();
    /// Pins the row of evidence that has the keys. False: none has.
    bool pinFocused();
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
    void edited(const foreshock::BoardEdit& edit);
    void widenWanted(foreshock::TimeRange range);
    void linkWanted(const QString& address);

private:
    void rebuild();
    void addHead(QVBoxLayout& column);
    void addWiden(QVBoxLayout& head);
    std::vector<const Suspect*> outOfSight() const;
    void addWaves(QVBoxLayout& column);
    void addDelay(QVBoxLayout& column);
    void addCards(QVBoxLayout& column);
    enum class Likelihood { Most, Less };
    void addNonAnswers(QVBoxLayout& column, Likelihood which);
    void addNoneOfThese(QVBoxLayout& column);
    void addEmpty(QVBoxLayout& column, const QString& headline, const QString& text);
    void addNothingYet(QVBoxLayout& column);
    void addNoChanges(QVBoxLayout& column);
    void addNoMap(QVBoxLayout& column);
    SuspectCard* addCard(QVBoxLayout& column, int number, const Suspect& suspect);
    SuspectCardFacts factsOf(int number, const Suspect& suspect) const;
    SuspectCard* cardOf(const ChangeId& change) const;
    const Suspect* suspect(const ChangeId& change) const;
    void toggleRulingOf(const ChangeId& change);
    void startFrom(const ChangeId& change);
    void judge();
    void showWiden();

    Look m_look;
    Zone m_zone;
    std::shared_ptr<const IncidentView> m_incident;
    std::shared_ptr<const Answer> m_answer; ///< as it was worked out
    std::shared_ptr<const Answer> m_shown;  ///< as it reads without what was ruled out
    std::shared_ptr<const AlarmWaves> m_waves;
    std::shared_ptr<const AlarmStorms> m_storms;
    std::shared_ptr<const Board> m_board = std::make_shared<const Board>();
    TimeRange m_shownRange;
    QPushButton* m_widen = nullptr; ///< null: nothing to widen to
    ChangeId m_selected;
    ChangeId m_asked; ///< the suspect whose ruling out is being typed
    QString m_typed;
    QString m_partial;
    bool m_showsAll = false;
    int m_held = 0;
    bool m_isStale = false; ///< while held
};

} // namespace foreshock
