// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/base/zone.h"
#include "model/domain/board_edit.h"
#include "views/theme/look.h"

#include <QWidget>
#include <functional>

class QVBoxLayout;

namespace foreshock {

class LineAsk;

/// One hypothesis: statement, state, when it was first suspected; opened also what stands for and against it and the
/// check that would rule it out. Made anew with every edit of the board.
class HypothesisCard : public QWidget {
    Q_OBJECT
public:
    enum class Fold { Open, Closed };
    /// What may be asked for in the card, one at a time.
    enum class Ask { None, Statement, Test, SupportedBy, RuledOutBy };

    /// `firstAlarm`: times of its day are told without the day.
    HypothesisCard(const BoardHypothesis& hypothesis, const Board& board, std::optional<Instant> firstAlarm,
                   const Zone& zone, const Look& look, Fold fold, QWidget* parent = nullptr);
    std::int64_t id() const { return m_hypothesis.id; }
    void ask(Ask what, const QString& typed);

signals:
    void chosen(qint64 hypothesis);
    void edited(const foreshock::BoardEdit& edit);
    void goWanted(const foreshock::PinnedEvidence& evidence);
    /// The time of the cursor is when it was first suspected.
    void suspectedAtCursorWanted(qint64 hypothesis);
    void askWanted(qint64 hypothesis, foreshock::HypothesisCard::Ask what, const QString& text);
    void typed(const QString& text);
    void askLeft();

protected:
    bool event(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;

private:
    struct Deed {
        QString words;
        int key = 0;
        QString keyWords;
        std::function<void()> call;
    };
    std::vector<Deed> deeds();
    void addHead(const Board& board);
    void addEvidence(const Board& board);
    void addTest();
    void addDeeds();
    void wantAsk(Ask what);
    void give(Ask what, const QString& text);

    BoardHypothesis m_hypothesis;
    std::optional<Instant> m_firstAlarm;
    Zone m_zone;
    Look m_look;
    Fold m_fold;
    QVBoxLayout* m_column = nullptr;
    int m_afterHead = 0;
    LineAsk* m_line = nullptr;
};

/// "Open", "Supported", "Ruled out".
QString stateWords(HypothesisState state);

} // namespace foreshock
