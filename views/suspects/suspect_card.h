// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/base/zone.h"
#include "model/domain/answer.h"
#include "views/theme/look.h"

#include <QWidget>

class QLabel;
class QVBoxLayout;

namespace foreshock {

/// One suspect: number, title, strength in words, when and where; opened also its evidence, what it rests on and the
/// check that would rule it out. Made anew with every answer.
class SuspectCard : public QWidget {
    Q_OBJECT
public:
    enum class Fold { Open, Closed };
    SuspectCard(int number, const Suspect& suspect, Instant firstAlarm, const Zone& zone, const Look& look, Fold fold,
                QWidget* parent = nullptr);
    const ChangeId& change() const { return m_suspect.change; }

signals:
    void chosen(const foreshock::ChangeId& change);
    void evidenceActivated(const foreshock::ChangeId& change, const foreshock::EvidenceRef& ref);

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    void addHead(int number, Instant firstAlarm, const Zone& zone);
    void addEvidence();
    void addChecks();

    Suspect m_suspect;
    Look m_look;
    Fold m_fold;
    QVBoxLayout* m_column = nullptr;
};

/// "Strong lead": the words in a small pill.
enum class ChipTone { Quiet, Strong };
QLabel* makeChip(const QString& words, ChipTone tone);
/// A wrapped label of secondary text that gives its height for its width.
QLabel* makeSecondary(const QString& text);

} // namespace foreshock
