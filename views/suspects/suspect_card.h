// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/base/zone.h"
#include "model/domain/board.h"
#include "views/suspects/change_facts.h"
#include "views/theme/look.h"

#include <QStringList>
#include <QWidget>

class QLabel;
class QVBoxLayout;

namespace foreshock {

class EvidenceRow;
class LineAsk;

/// What a card says of its suspect beside the suspect itself.
struct SuspectCardFacts {
    int number = 0; ///< among those that are not ruled out
    Instant firstAlarm;
    Duration error; ///< plus or minus of its time and the first alarm's together
    Zone zone;
    ChangeFacts change;
    std::optional<RulingOut> ruling;
    QStringList whyNot;  ///< below the lead because…; empty for the lead
    QStringList history; ///< where it stood before, newest first
    int ruledOut = 0;    ///< others, by hand: the score is shared out anew
};

/// One suspect: number, title, strength in words, when and where; opened also its evidence, what it rests on, the
/// check that would rule it out, and what can be done about it. Made anew with every answer.
class SuspectCard : public QWidget {
    Q_OBJECT
public:
    enum class Fold { Open, Closed };
    SuspectCard(const Suspect& suspect, SuspectCardFacts facts, const Look& look, Fold fold, QWidget* parent = nullptr);
    const ChangeId& change() const { return m_suspect.change; }
    bool isRuledOut() const { return m_facts.ruling.has_value(); }
    /// Asks in the card why it is ruled out, with what was typed so far.
    void askReason(const QString& typed);
    /// The evidence that has the keys; null: none has.
    const Evidence* focusedEvidence() const;

signals:
    void chosen(const foreshock::ChangeId& change);
    void evidenceActivated(const foreshock::ChangeId& change, const foreshock::EvidenceRef& ref);
    /// X: rule it out, or restore it.
    void rulingToggled(const foreshock::ChangeId& change);
    void reasonTyped(const QString& text);
    void reasonGiven(const foreshock::ChangeId& change, const QString& reason);
    void reasonLeft();
    void hypothesisWanted(const foreshock::ChangeId& change);
    void pinWanted(const foreshock::ChangeId& change, const foreshock::Evidence& evidence);
    void linkWanted(const QString& address);

protected:
    bool event(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    void addHead();
    void addMeta();
    void addRuling();
    void addEvidence();
    void addRow(QVBoxLayout& column, const Evidence& evidence);
    void addFold(const QString& words, const QStringList& lines);
    void addChecks();
    void addCheck(QVBoxLayout& column, const QString& lead, std::size_t index);
    void addDeeds();

    Suspect m_suspect;
    SuspectCardFacts m_facts;
    Look m_look;
    Fold m_fold;
    QVBoxLayout* m_column = nullptr;
    int m_afterHead = 0; ///< where the reason is asked for in the column
    LineAsk* m_ask = nullptr;
    std::vector<std::pair<EvidenceRow*, std::size_t>> m_rows; ///< with the place of their evidence in the suspect
};

/// "Strong lead": the words in a small pill.
enum class ChipTone { Quiet, Strong };
QLabel* makeChip(const QString& words, ChipTone tone);
/// A wrapped label of secondary text that gives its height for its width.
QLabel* makeSecondary(const QString& text);

} // namespace foreshock
