// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Ruling out, hypotheses and evidence as a person does it, in the real window with a real file.
#include "tests/window/workbench.h"
#include "views/hypotheses/board_view.h"
#include "views/hypotheses/pin_row.h"
#include "views/log/log_panel.h"
#include "views/suspects/delay_bar.h"
#include "views/suspects/evidence_row.h"
#include "views/suspects/suspect_card.h"
#include "views/suspects/suspects_panel.h"
#include "views/timeline/timeline_view.h"

#include <QLabel>
#include <QLineEdit>
#include <QPushButton>

using namespace foreshock;
using namespace foreshock::test;

namespace {

struct Desk : Workbench {
    Desk() {
        controller->openExample("kinesis-2020-11-25");
        settle();
        REQUIRE_FALSE(controller->lastError());
        window->activateWindow();
    }
    SuspectsPanel* panel() { return window->findChild<SuspectsPanel*>(); }
    BoardView* board() { return window->findChild<BoardView*>(); }
    std::vector<SuspectCard*> cards() {
        const auto found = panel()->widget()->findChildren<SuspectCard*>();
        return {found.begin(), found.end()};
    }
    std::vector<HypothesisCard*> hypotheses() {
        std::vector<HypothesisCard*> out;
        for (QScrollArea* area : board()->findChildren<QScrollArea*>())
            for (HypothesisCard* card : area->widget()->findChildren<HypothesisCard*>())
                out.push_back(card);
        return out;
    }
    std::vector<PinRow*> pins() {
        std::vector<PinRow*> out;
        for (QScrollArea* area : board()->findChildren<QScrollArea*>())
            for (PinRow* row : area->widget()->findChildren<PinRow*>())
                out.push_back(row);
        return out;
    }
    static QString words(QWidget* of) {
        QString out;
        for (const QLabel* label : of->findChildren<QLabel*>())
            out += label->text() + "\n";
        for (const QAbstractButton* button : of->findChildren<QAbstractButton*>())
            out += button->text() + "\n";
        return out;
    }
    void type(QWidget* into, const QString& text, Qt::Key end) {
        auto* line = into->findChild<QLineEdit*>();
        REQUIRE(line);
        line->selectAll();
        QTest::keyClicks(line, text);
        QTest::keyClick(line, end);
        settle();
    }
    void press(QWidget* on, int key, Qt::KeyboardModifiers modifiers = Qt::NoModifier) {
        on->setFocus();
        QTest::keyClick(on, static_cast<Qt::Key>(key), modifiers);
        settle();
    }
    void undo() {
        emit window->undoWanted();
        settle();
    }
};

} // namespace

TEST_CASE("board: X asks why in the card, the suspect stays struck through, X and undo bring it back", "[window]") {
    Desk d;
    REQUIRE(d.cards().size() >= 3);
    CHECK(d.cards()[0]->toolTip().contains("98 %"));
    d.press(d.cards()[0], Qt::Key_X);
    d.type(d.cards()[0], "", Qt::Key_Return); // it wants a reason
    CHECK(Desk::words(d.cards()[0]).contains("Write why"));
    d.type(d.cards()[0], "removed at 07:00, errors stayed", Qt::Key_Return);
    REQUIRE_FALSE(d.controller->lastError());
    SuspectCard* lead = d.cards()[0];
    CHECK(lead->isRuledOut());
    CHECK(Desk::words(lead).contains("removed at 07:00, errors stayed"));
    CHECK(Desk::words(lead).contains("Ruled out at"));
    CHECK_FALSE(Desk::words(d.panel()->widget()).contains("Strong lead"));
    CHECK(d.cards()[1]->accessibleName().startsWith("1 "));
    CHECK(d.cards()[1]->toolTip().contains("28 %")); // .00436 of what is left, .0154
    CHECK(Desk::words(d.panel()->widget()).contains("1 suspect is ruled out by hand"));
    // It is kept: opened again it still holds, and another suspect leads.
    d.controller->openExample("kinesis-2020-11-25");
    d.settle();
    CHECK(d.cards()[0]->isRuledOut());
    CHECK(d.panel()->selected() != ChangeId("chg-kfe-capacity"));
    d.press(d.cards()[0], Qt::Key_X);
    CHECK_FALSE(d.cards()[0]->isRuledOut());
    CHECK(Desk::words(d.panel()->widget()).contains("Strong lead"));
    d.undo();
    CHECK(d.cards()[0]->isRuledOut());
    d.undo();
    CHECK_FALSE(d.cards()[0]->isRuledOut());
    d.press(d.cards()[0], Qt::Key_X);
    d.type(d.cards()[0], "no", Qt::Key_Escape);
    CHECK_FALSE(d.cards()[0]->isRuledOut());
    CHECK_FALSE(d.cards()[0]->findChild<QLineEdit*>());
}

TEST_CASE("board: H starts a hypothesis with its evidence, keys settle it, undo takes each step back", "[window]") {
    Desk d;
    CHECK(d.board()->isFolded());
    d.press(d.cards()[0], Qt::Key_H);
    REQUIRE(d.hypotheses().size() == 1);
    CHECK_FALSE(d.board()->isFolded());
    QString words = Desk::words(d.hypotheses()[0]);
    CHECK(words.contains("Capacity add on kinesis-frontend set off the alarms since 05:15 PST"));
    CHECK(words.contains("not told")); // of a recording nobody knows when, unless the cursor says it
    CHECK(words.contains("Would rule it out:"));
    CHECK(words.contains("6 for"));
    CHECK(d.pins().size() == 6);
    CHECK(d.board()->tabText(1) == "Evidence  6");

    d.press(d.hypotheses()[0], Qt::Key_F2);
    d.type(d.hypotheses()[0], "The capacity add pushed servers over a limit", Qt::Key_Return);
    CHECK(Desk::words(d.hypotheses()[0]).contains("over a limit"));
    d.press(d.hypotheses()[0], Qt::Key_X);
    d.type(d.hypotheses()[0], "an old host was below it", Qt::Key_Return);
    CHECK(d.board()->board().hypotheses[0].state == HypothesisState::RuledOut);
    CHECK(d.board()->board().hypotheses[0].settledAt.has_value());
    CHECK(Desk::words(d.hypotheses()[0]).contains("an old host was below it"));
    CHECK_FALSE(d.cards()[0]->isRuledOut()); // the suspect is another matter
    d.press(d.hypotheses()[0], Qt::Key_O);
    CHECK(d.board()->board().hypotheses[0].state == HypothesisState::Open);
    CHECK_FALSE(d.board()->board().hypotheses[0].settledAt);
    d.undo();
    CHECK(d.board()->board().hypotheses[0].state == HypothesisState::RuledOut);
    d.undo();
    d.undo();
    CHECK(d.board()->board().hypotheses[0].statement.starts_with("Capacity add on"));
    d.undo();
    CHECK(d.hypotheses().empty());
    CHECK(d.pins().empty());
}

TEST_CASE("board: none of these is a hypothesis with what was looked at and what would settle it", "[window]") {
    Desk d;
    QPushButton* none = nullptr;
    for (QPushButton* b : d.panel()->widget()->findChildren<QPushButton*>())
        if (b->text() == "None of these")
            none = b;
    REQUIRE(none);
    QTest::mouseClick(none, Qt::LeftButton);
    d.settle();
    REQUIRE(d.hypotheses().size() == 1);
    const Board& board = d.board()->board();
    CHECK(board.hypotheses[0].change == ChangeId());
    CHECK(board.hypotheses[0].statement == "No recorded change set off the alarms since 05:15 PST");
    CHECK_FALSE(board.hypotheses[0].test.empty());
    REQUIRE(board.evidence.size() == 2);
    CHECK(board.evidence[0].text.starts_with("Looked at 10 changes in 1 feed"));
    CHECK(board.evidence[1].text.starts_with("Not looked at: "));
}

TEST_CASE("board: a log record, a selection, a change point and a row of evidence are pinned and lead back",
          "[window]") {
    Desk d;
    const TimeScope& scope = d.window->scope();
    LogView& log = d.window->logPanel().view();
    d.window->scope().setFilter("level>=warning \"thread create\"");
    QTest::qWait(300);
    d.settle();
    QTest::mouseClick(log.viewport(), Qt::LeftButton, {}, QPoint(300, log.rowHeight() / 2));
    d.settle();
    REQUIRE(log.currentRecord());
    const LogRecord record = *log.currentRecord();
    d.press(&log, Qt::Key_P, Qt::ControlModifier | Qt::ShiftModifier);
    REQUIRE(d.pins().size() == 1);
    const PinnedEvidence kept = d.board()->board().evidence[0];
    CHECK(kept.kind == PinKind::Record);
    CHECK(kept.time == record.time);
    CHECK(kept.seq == record.seq);
    CHECK(kept.text.find("thread create failed") != std::string::npos);

    // The range as it is selected, with what was counted in it.
    const TimeRange stretch{record.time, record.time + Duration::minutes(20)};
    d.window->scope().setSelection(stretch);
    d.settle();
    d.press(&d.window->timeline(), Qt::Key_P, Qt::ControlModifier | Qt::ShiftModifier);
    REQUIRE(d.pins().size() == 2);
    CHECK(d.board()->board().evidence[1].kind == PinKind::Range);
    CHECK(d.board()->board().evidence[1].until == stretch.to);

    // The change point at the cursor.
    d.window->scope().setSelection(std::nullopt);
    const auto& points = d.window->timeline().values().changePoints;
    const auto any = std::find_if(points.begin(), points.end(), [](const auto& p) { return !p.second.empty(); });
    REQUIRE(any != points.end());
    d.window->scope().setCursor(any->second.front().time);
    d.press(&d.window->timeline(), Qt::Key_P, Qt::ControlModifier | Qt::ShiftModifier);
    REQUIRE(d.pins().size() == 3);
    CHECK(d.board()->board().evidence[2].kind == PinKind::ChangePoint);
    CHECK(d.board()->board().evidence[2].text.find(" moved from ") != std::string::npos);

    // A row of the lead's evidence, by its own key.
    EvidenceRow* flat = nullptr;
    for (EvidenceRow* row : d.panel()->widget()->findChildren<EvidenceRow*>())
        if (row->text().contains("flat at"))
            flat = row;
    REQUIRE(flat);
    d.press(flat, Qt::Key_P);
    REQUIRE(d.pins().size() == 4);
    CHECK(d.board()->board().evidence[3].metric == "kfe_threads_p50");

    // Each leads back: the record under its filter, the range as a selection.
    d.window->scope().setFilter("level:info");
    d.window->scope().setCursor(scope.extent().from);
    d.press(d.pins()[0], Qt::Key_Return);
    CHECK(scope.filter() == "level>=warning \"thread create\"");
    CHECK(scope.cursor() == record.time);
    d.press(d.pins()[1], Qt::Key_Return);
    CHECK(scope.selection() == stretch);

    // For and against a hypothesis, by keys and by the mouse; again takes it away.
    d.press(d.cards()[0], Qt::Key_H);
    const std::int64_t open = d.board()->current();
    REQUIRE(open != 0);
    d.press(d.pins()[0], Qt::Key_F);
    CHECK(d.board()->board().stance(open, kept.id) == Stance::For);
    for (QPushButton* b : d.pins()[0]->findChildren<QPushButton*>())
        if (b->text() == "Against")
            QTest::mouseClick(b, Qt::LeftButton);
    d.settle();
    CHECK(d.board()->board().stance(open, kept.id) == Stance::Against);
    d.press(d.pins()[0], Qt::Key_A);
    CHECK_FALSE(d.board()->board().stance(open, kept.id));
    const std::size_t before = d.pins().size();
    d.press(d.pins()[0], Qt::Key_Delete);
    CHECK(d.pins().size() == before - 1);
    d.undo();
    CHECK(d.pins().size() == before);
}

TEST_CASE("board: each ranking that says something new is kept and told in the card", "[window]") {
    Desk d;
    d.settle();
    const Board& board = d.board()->board();
    REQUIRE(board.rankings.size() == 1);
    CHECK(board.rankings[0].places[0].change == ChangeId("chg-kfe-capacity"));
    const QString words = Desk::words(d.cards()[0]);
    CHECK(words.contains("Ranked before"));
    CHECK(words.contains("first (strong lead), 10 changes, 1 feed"));
    d.controller->openExample("kinesis-2020-11-25");
    d.settle();
    CHECK(d.board()->board().rankings.size() == 1); // the same again is nothing new
}

TEST_CASE("board: a lower suspect says why it is below, and the first alarm where its time went", "[window]") {
    Desk d;
    QTest::mouseClick(d.cards()[1], Qt::LeftButton);
    d.settle();
    const QString words = Desk::words(d.cards()[1]);
    CHECK(words.contains("Below the lead because"));
    CHECK(words.contains("A limit: the lead has"));
    CHECK(words.contains("still in effect, as far as recorded"));
    auto* bar = d.panel()->widget()->findChild<DelayBar*>();
    REQUIRE(bar);
    CHECK(bar->words().parts.size() >= 1);
    CHECK_FALSE(bar->words().headline.isEmpty());
    // Suspects before the range shown are told, and a click shows them.
    const TimeRange late{*d.window->scope().firstAlarm() - Duration::minutes(10), d.window->scope().range().to};
    d.window->scope().setRange(late);
    d.settle();
    QPushButton* widen = nullptr;
    for (QPushButton* b : d.panel()->widget()->findChildren<QPushButton*>())
        if (b->toolTip().contains("began before the range"))
            widen = b;
    REQUIRE(widen);
    CHECK(widen->isVisible());
    QTest::mouseClick(widen, Qt::LeftButton);
    d.settle();
    CHECK(d.window->scope().range().from < *d.window->scope().firstAlarm() - Duration::hours(2));
    CHECK_FALSE(widen->isVisible());
}
