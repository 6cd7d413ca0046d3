// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/domain/evidence.h"
#include "views/theme/look.h"

#include <QAbstractButton>

namespace foreshock {

/// One line of evidence: a shape for its state, the sentence, wrapped. A press goes where it can be seen, if anywhere;
/// P or the menu keeps it.
class EvidenceRow : public QAbstractButton {
    Q_OBJECT
public:
    EvidenceRow(EvidenceState state, const QString& sentence, const Look& look, QWidget* parent = nullptr);
    void setTarget(bool hasTarget);
    /// False: it is kept already.
    void setPinnable(bool isPinnable);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;
    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;

    static QString stateWords(EvidenceState state);

signals:
    /// P: keep it among the evidence.
    void pinWanted();

protected:
    void paintEvent(QPaintEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;

private:
    QRect textRect(int width) const;

    EvidenceState m_state;
    bool m_hasTarget = false;
    bool m_isPinnable = true;
    Look m_look;
};

} // namespace foreshock
