// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/base/zone.h"
#include "model/domain/board_edit.h"
#include "views/hypotheses/hypothesis_card.h"
#include "views/theme/look.h"

#include <QWidget>
#include <memory>

class QScrollArea;
class QStackedWidget;
class QTabBar;
class QVBoxLayout;

namespace foreshock {

/// Below the suspects: what people think, and what they saw. Two tabs, hypotheses and evidence; the hypothesis that is
/// open is the one that evidence is put to. Owned by the main window; lives on the GUI thread.
class BoardView : public QWidget {
    Q_OBJECT
public:
    explicit BoardView(QWidget* parent = nullptr);

    void setLook(const Look& look);
    void setZone(const Zone& zone);
    void setFirstAlarm(std::optional<Instant> firstAlarm);
    /// What was started or pinned since the last one comes into sight.
    void setBoard(std::shared_ptr<const Board> board);
    const Board& board() const { return *m_board; }
    /// The open hypothesis; 0: there is none.
    std::int64_t current() const;
    void setCurrent(std::int64_t hypothesis);
    /// Keys to its first card or row.
    void takeFocus();
    QTabBar& tabs() { return *m_tabs; }
    QString tabText(int index) const;
    /// 0: hypotheses, 1: evidence.
    void setCurrentIndex(int index);
    int currentIndex() const;
    /// Folded to its tabs, or with what they hold; a click on a tab unfolds it, one on the tab in front folds it.
    void setFolded(bool isFolded);
    bool isFolded() const { return m_isFolded; }
    bool isEmpty() const { return m_board->hypotheses.empty() && m_board->evidence.empty(); }

signals:
    void edited(const foreshock::BoardEdit& edit);
    void goWanted(const foreshock::PinnedEvidence& evidence);
    void suspectedAtCursorWanted(const foreshock::BoardHypothesis& hypothesis);
    /// One from the selected suspect, one that no recorded change did it.
    void startWanted();
    void noneOfTheseWanted();
    void foldChanged();

private:
    void rebuild();
    void rebuildHypotheses();
    void rebuildEvidence();
    void addEmpty(QVBoxLayout& column, const QString& text);
    void addStarts(QVBoxLayout& column);
    static QVBoxLayout* fresh(QScrollArea& area);

    Look m_look;
    Zone m_zone;
    std::optional<Instant> m_firstAlarm;
    std::shared_ptr<const Board> m_board = std::make_shared<const Board>();
    QTabBar* m_tabs = nullptr;
    QStackedWidget* m_pages = nullptr;
    QScrollArea* m_hypotheses = nullptr;
    QScrollArea* m_evidence = nullptr;
    bool m_isFolded = false;
    std::int64_t m_current = 0;
    std::int64_t m_asked = 0; ///< the hypothesis in whose card something is being typed
    HypothesisCard::Ask m_ask = HypothesisCard::Ask::None;
    QString m_typed;
};

} // namespace foreshock
