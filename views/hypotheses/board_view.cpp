// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/hypotheses/board_view.h"

#include "views/hypotheses/pin_row.h"
#include "views/suspects/suspect_card.h"

#include <QApplication>
#include <QFrame>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QStackedWidget>
#include <QTabBar>
#include <QVBoxLayout>

namespace foreshock {
namespace {

QScrollArea* makeArea(const QString& name) {
    auto* area = new QScrollArea;
    area->setWidgetResizable(true);
    area->setFrameShape(QFrame::NoFrame);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    area->setFocusPolicy(Qt::NoFocus);
    area->setAccessibleName(name);
    return area;
}

template<class Row>
std::int64_t focusedIn(const QScrollArea& area) {
    if (area.widget())
        for (const Row* row : area.widget()->findChildren<Row*>())
            if (const QWidget* focus = QApplication::focusWidget(); focus && (focus == row || row->isAncestorOf(focus)))
                return row->id();
    return 0;
}

/// An open card may be taller than its place: its head is what counts.
void showHead(QScrollArea& area, const QWidget& card) {
    area.widget()->layout()->activate();
    area.verticalScrollBar()->setValue(card.y());
}

template<class Row>
Row* rowIn(const QScrollArea& area, std::int64_t id) {
    for (Row* row : area.widget()->findChildren<Row*>())
        if (row->id() == id)
            return row;
    return nullptr;
}

} // namespace

BoardView::BoardView(QWidget* parent)
    : QWidget(parent) {
    setAccessibleName(tr("Hypotheses and evidence"));
    m_hypotheses = makeArea(tr("Hypotheses"));
    m_evidence = makeArea(tr("Evidence"));
    m_tabs = new QTabBar;
    m_tabs->setDocumentMode(true);
    m_tabs->setExpanding(false);
    m_tabs->setAccessibleName(accessibleName());
    m_pages = new QStackedWidget;
    for (QScrollArea* area : {m_hypotheses, m_evidence}) {
        m_tabs->addTab(area->accessibleName());
        m_pages->addWidget(area);
    }
    auto* bar = new QFrame;
    bar->setObjectName(QStringLiteral("tabsRow"));
    auto* row = new QHBoxLayout(bar);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(m_tabs);
    row->addStretch(1);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(bar);
    column->addWidget(m_pages, 1);
    // The click is told before another tab comes to the front: one on the tab in front folds.
    connect(m_tabs, &QTabBar::tabBarClicked, this,
            [this](int index) { setFolded(!m_isFolded && index == currentIndex()); });
    connect(m_tabs, &QTabBar::currentChanged, this, [this](int index) {
        m_pages->setCurrentIndex(index);
        setFolded(false);
    });
    rebuild();
    setFolded(true);
}

QString BoardView::tabText(int index) const {
    return m_tabs->tabText(index);
}

void BoardView::setCurrentIndex(int index) {
    m_tabs->setCurrentIndex(index);
}

int BoardView::currentIndex() const {
    return m_tabs->currentIndex();
}

void BoardView::setFolded(bool isFolded) {
    if (m_isFolded == isFolded)
        return;
    m_isFolded = isFolded;
    m_pages->setVisible(!isFolded);
    setMaximumHeight(isFolded ? m_tabs->sizeHint().height() : QWIDGETSIZE_MAX);
    emit foldChanged();
}

void BoardView::setLook(const Look& look) {
    m_look = look;
    rebuild();
    if (m_isFolded)
        setMaximumHeight(m_tabs->sizeHint().height());
}

void BoardView::setZone(const Zone& zone) {
    m_zone = zone;
    rebuild();
}

void BoardView::setFirstAlarm(std::optional<Instant> firstAlarm) {
    if (m_firstAlarm == firstAlarm)
        return;
    m_firstAlarm = firstAlarm;
    rebuild();
}

std::int64_t BoardView::current() const {
    return m_board->hypothesis(m_current) ? m_current : 0;
}

void BoardView::setCurrent(std::int64_t hypothesis) {
    m_current = hypothesis;
    rebuild();
}

void BoardView::setBoard(std::shared_ptr<const Board> board) {
    const auto before = std::exchange(m_board, board ? std::move(board) : std::make_shared<const Board>());
    const auto newest = [](const auto& now, const auto& then) -> std::int64_t {
        for (const auto& one : now)
            if (std::none_of(then.begin(), then.end(), [&](const auto& old) { return old.id == one.id; }))
                return one.id;
        return 0;
    };
    const bool isOneMore = m_board->hypotheses.size() == before->hypotheses.size() + 1; // else a file was opened
    const std::int64_t started = isOneMore ? newest(m_board->hypotheses, before->hypotheses) : 0;
    const std::int64_t pinned = m_board->evidence.size() == before->evidence.size() + 1 || isOneMore
                                    ? newest(m_board->evidence, before->evidence)
                                    : 0;
    if (started != 0)
        m_current = started;
    if (!current() && !m_board->hypotheses.empty())
        m_current = m_board->hypotheses.back().id;
    rebuild();
    const bool wasEmpty = before->hypotheses.empty() && before->evidence.empty();
    if (wasEmpty != isEmpty())
        setFolded(isEmpty());
    if (started == 0 && pinned == 0)
        return;
    setFolded(false);
    setCurrentIndex(started != 0 ? 0 : 1);
    if (started != 0) {
        if (auto* card = rowIn<HypothesisCard>(*m_hypotheses, started))
            showHead(*m_hypotheses, *card);
    } else if (auto* row = rowIn<PinRow>(*m_evidence, pinned)) {
        m_evidence->ensureWidgetVisible(row, 0, 0);
    }
}

QVBoxLayout* BoardView::fresh(QScrollArea& area) {
    auto* content = new QWidget;
    content->setAutoFillBackground(true);
    auto* column = new QVBoxLayout(content);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    // A row may be the sender of what brought us here: the old content goes later.
    if (QWidget* old = area.takeWidget())
        old->deleteLater();
    area.setWidget(content);
    return column;
}

void BoardView::rebuild() {
    const int top = m_hypotheses->verticalScrollBar()->value(), topOfPins = m_evidence->verticalScrollBar()->value();
    const std::int64_t card = focusedIn<HypothesisCard>(*m_hypotheses), pin = focusedIn<PinRow>(*m_evidence);
    rebuildHypotheses();
    rebuildEvidence();
    const auto title = [](const QString& name, std::size_t count) {
        return count == 0 ? name : QStringLiteral("%1  %2").arg(name).arg(count);
    };
    m_tabs->setTabText(0, title(tr("Hypotheses"), m_board->hypotheses.size()));
    m_tabs->setTabText(1, title(tr("Evidence"), m_board->evidence.size()));
    m_hypotheses->widget()->layout()->activate();
    m_evidence->widget()->layout()->activate();
    m_hypotheses->verticalScrollBar()->setValue(top);
    m_evidence->verticalScrollBar()->setValue(topOfPins);
    if (auto* again = card ? rowIn<HypothesisCard>(*m_hypotheses, card) : nullptr) {
        if (card == m_asked)
            again->ask(m_ask, m_typed);
        else
            again->setFocus(Qt::OtherFocusReason);
    }
    if (auto* again = pin ? rowIn<PinRow>(*m_evidence, pin) : nullptr)
        again->setFocus(Qt::OtherFocusReason);
}

void BoardView::rebuildHypotheses() {
    QVBoxLayout* column = fresh(*m_hypotheses);
    if (m_board->hypotheses.empty())
        addEmpty(*column, tr("Nothing is suspected yet. H on a suspect starts a hypothesis with its evidence."));
    // What is still open first, each in the order of starting.
    for (const bool isOpen : {true, false})
        for (const BoardHypothesis& h : m_board->hypotheses) {
            if ((h.state != HypothesisState::RuledOut) != isOpen)
                continue;
            auto* card =
                new HypothesisCard(h, *m_board, m_firstAlarm, m_zone, m_look,
                                   h.id == current() ? HypothesisCard::Fold::Open : HypothesisCard::Fold::Closed);
            connect(card, &HypothesisCard::chosen, this, [this](qint64 id) {
                m_current = m_current == id ? 0 : id;
                rebuild();
                if (auto* again = rowIn<HypothesisCard>(*m_hypotheses, id))
                    again->setFocus(Qt::OtherFocusReason);
            });
            connect(card, &HypothesisCard::edited, this, [this](const BoardEdit& edit) {
                m_asked = 0;
                emit edited(edit);
            });
            connect(card, &HypothesisCard::goWanted, this, &BoardView::goWanted);
            connect(card, &HypothesisCard::suspectedAtCursorWanted, this, [this](qint64 id) {
                if (const BoardHypothesis* wanted = m_board->hypothesis(id))
                    emit suspectedAtCursorWanted(*wanted);
            });
            connect(card, &HypothesisCard::askWanted, this,
                    [this](qint64 id, HypothesisCard::Ask what, const QString& text) {
                        m_asked = id;
                        m_ask = what;
                        m_typed = text;
                        m_current = id;
                        rebuild();
                        if (auto* again = rowIn<HypothesisCard>(*m_hypotheses, id)) {
                            again->ask(what, text);
                            showHead(*m_hypotheses, *again);
                        }
                    });
            connect(card, &HypothesisCard::typed, this, [this](const QString& text) { m_typed = text; });
            connect(card, &HypothesisCard::askLeft, this, [this] {
                const std::int64_t id = std::exchange(m_asked, 0);
                rebuild();
                if (auto* again = rowIn<HypothesisCard>(*m_hypotheses, id))
                    again->setFocus(Qt::OtherFocusReason);
            });
            column->addWidget(card);
            if (h.id == m_asked)
                card->ask(m_ask, m_typed);
        }
    addStarts(*column);
    column->addStretch(1);
}

void BoardView::rebuildEvidence() {
    QVBoxLayout* column = fresh(*m_evidence);
    const BoardHypothesis* open = m_board->hypothesis(current());
    if (m_board->evidence.empty()) {
        addEmpty(*column,
                 tr("Nothing is pinned yet. Ctrl+Shift+P keeps a row of evidence, a log record, a selection or "
                    "a change point, with the way back."));
    } else {
        QLabel* to = makeSecondary((open ? tr("For or against: %1").arg(QString::fromStdString(open->statement))
                                         : tr("Open a hypothesis to say what speaks for and against it."))
                                       .toHtmlEscaped());
        to->setContentsMargins(m_look.fonts.px(14), m_look.fonts.px(6), m_look.fonts.px(12), m_look.fonts.px(4));
        column->addWidget(to);
    }
    for (const PinnedEvidence& e : m_board->evidence) {
        auto* row = new PinRow(e, open, open ? m_board->stance(open->id, e.id) : std::nullopt, m_zone, m_look);
        connect(row, &PinRow::goWanted, this, &BoardView::goWanted);
        connect(row, &PinRow::stanceWanted, this, [this](qint64 id, std::optional<Stance> stance) {
            emit edited(PutToHypothesis{current(), id, stance});
        });
        connect(row, &PinRow::removeWanted, this, [this](qint64 id) {
            if (const PinnedEvidence* gone = m_board->pinned(id))
                emit edited(UnpinEvidence{id, gone->text});
        });
        column->addWidget(row);
    }
    column->addStretch(1);
}

void BoardView::addEmpty(QVBoxLayout& column, const QString& text) {
    auto* words = new QLabel(text);
    words->setWordWrap(true);
    words->setMinimumWidth(40);
    words->setContentsMargins(m_look.fonts.px(14), m_look.fonts.px(10), m_look.fonts.px(12), m_look.fonts.px(4));
    column.addWidget(words);
}

void BoardView::addStarts(QVBoxLayout& column) {
    auto* row = new QHBoxLayout;
    row->setContentsMargins(m_look.fonts.px(14), m_look.fonts.px(6), m_look.fonts.px(12), m_look.fonts.px(8));
    row->setSpacing(m_look.fonts.px(14));
    auto* start = new QPushButton(tr("From the suspect"));
    auto* none = new QPushButton(tr("None of these"));
    start->setToolTip(tr("Start a hypothesis from the selected suspect, with its evidence"));
    none->setToolTip(tr("Start a hypothesis that no recorded change did it, with what was looked at"));
    connect(start, &QPushButton::clicked, this, &BoardView::startWanted);
    connect(none, &QPushButton::clicked, this, &BoardView::noneOfTheseWanted);
    for (QPushButton* button : {start, none}) {
        button->setObjectName(QStringLiteral("link"));
        button->setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
        row->addWidget(button);
    }
    row->addStretch(1);
    column.addLayout(row);
}

void BoardView::takeFocus() {
    setFolded(false);
    if (auto* card = currentIndex() == 0 ? m_hypotheses->widget()->findChild<HypothesisCard*>() : nullptr)
        card->setFocus(Qt::TabFocusReason);
    else if (auto* row = currentIndex() == 1 ? m_evidence->widget()->findChild<PinRow*>() : nullptr)
        row->setFocus(Qt::TabFocusReason);
    else
        m_tabs->setFocus(Qt::TabFocusReason);
}

} // namespace foreshock
