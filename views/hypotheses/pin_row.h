// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/base/zone.h"
#include "model/domain/board.h"
#include "views/theme/look.h"

#include <QWidget>

class QToolButton;

namespace foreshock {

/// One piece of pinned evidence: what kind, when, its words, what it says of the hypothesis that is open. A press goes
/// back to where it was seen.
class PinRow : public QWidget {
    Q_OBJECT
public:
    /// `hypothesis`: whose stance the two buttons set; null: there is none to put it to.
    PinRow(const PinnedEvidence& evidence, const BoardHypothesis* hypothesis, std::optional<Stance> stance,
           const Zone& zone, const Look& look, QWidget* parent = nullptr);
    std::int64_t id() const { return m_evidence.id; }

signals:
    void goWanted(const foreshock::PinnedEvidence& evidence);
    /// Null: it is taken away from the hypothesis.
    void stanceWanted(qint64 evidence, std::optional<foreshock::Stance> stance);
    void removeWanted(qint64 evidence);

protected:
    void paintEvent(QPaintEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;

private:
    void want(Stance stance);

    PinnedEvidence m_evidence;
    std::optional<Stance> m_stance;
    bool m_canBePut = false;
    Look m_look;
};

/// "log record", "stretch of time"…
QString kindWords(PinKind kind);

} // namespace foreshock
