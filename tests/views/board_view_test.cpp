// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <catch2/catch.hpp>

#include "tests/views/kinesis_values.h"
#include "views/hypotheses/board_view.h"
#include "views/hypotheses/hypothesis_drafts.h"
#include "views/hypotheses/pin_row.h"
#include "views/suspects/change_facts.h"
#include "views/suspects/delay_bar.h"
#include "views/suspects/evidence_row.h"
#include "views/suspects/suspect_card.h"
#include "views/suspects/suspect_texts.h"
#include "views/suspects/suspects_panel.h"
#include "views/words/moment_words.h"

#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QSignalSpy>
#include <QTabBar>
#include <QTest>

using namespace foreshock;

namespace {

const Zone kPst = Zone::find("America/Los_Angeles").value();

/// A board that keeps what it is told to, as the file does.
struct Desk {
    BoardView view;
    Board board;
    std::vector<BoardEdit> edits;
    Desk() {
        view.resize(320, 400);
        view.setZone(kPst);
        view.show();
        QObject::connect(&view, &BoardView::edited, &view, [this](const BoardEdit& edit) {
            edits.push_back(edit);
            if (const auto* changed = std::get_if<ChangeHypothesis>(&edit))
                board.hypotheses[static_cast<std::size_t>(changed->hypothesis.id) - 1] = changed->hypothesis;
            show();
        });
    }
    void start(StartHypothesis edit) {
        edit.hypothesis.id = static_cast<std::int64_t>(board.hypotheses.size()) + 1;
        board.hypotheses.push_back(edit.hypothesis);
        for (auto& [evidence, stance] : edit.evidence) {
            evidence.id = static_cast<std::int64_t>(board.evidence.size()) + 1;
            board.evidence.push_back(evidence);
            board.put.push_back({edit.hypothesis.id, evidence.id, stance});
        }
        show();
    }
    void show() {
        view.setBoard(std::make_shared<const Board>(board));
        QTest::qWait(5);
    }
    template<class T>
    std::vector<T*> all() {
        std::vector<T*> out;
        for (QScrollArea* area : view.findChildren<QScrollArea*>())
            for (T* one : area->widget()->findChildren<T*>())
                out.push_back(one);
        return out;
    }
    QString words() {
        QStringList out;
        for (const QLabel* l : all<QLabel>())
            out << l->text();
        return out.join('\n');
    }
};

} // namespace

TEST_CASE("hypotheses: a draft from a suspect says what it set off, with what is for and against it", "[board]") {
    const auto answer = kinesis::answer();
    const StartHypothesis draft = hypothesisFrom(answer->suspects[0], *answer, kPst);
    CHECK(draft.hypothesis.statement ==
          "Capacity add, +40 hosts on kinesis-frontend set off the alarms since 05:15 PST");
    CHECK(draft.hypothesis.change == ChangeId("chg-kfe-capacity"));
    CHECK(draft.hypothesis.test.starts_with("An old host below"));
    CHECK(draft.hypothesis.command.find("ulimit") != std::string::npos);
    REQUIRE(draft.evidence.size() == 4); // what does not decide is left
    CHECK(draft.evidence[0].second == Stance::For);
    CHECK(draft.evidence[0].first.time == kinesis::at(4, 25));
    CHECK(draft.evidence[0].first.until == kinesis::at(10, 4));
    CHECK(draft.evidence[3].second == Stance::Against);
    CHECK(draft.evidence[3].first.ref().at == kinesis::at(5, 24));
    const StartHypothesis none = noneOfThese(*answer, kPst);
    CHECK(none.hypothesis.change.value.empty());
    CHECK(none.evidence[0].first.text.starts_with("Looked at 6 changes"));
    CHECK(none.evidence[0].second == Stance::Undecided);
}

TEST_CASE("hypotheses: empty says what to do; one that is started opens and unfolds the board", "[board]") {
    Desk d;
    CHECK(d.view.isFolded());
    CHECK(d.words().contains("H on a suspect starts a hypothesis"));
    CHECK(d.words().contains("Ctrl+Shift+P keeps"));
    const auto answer = kinesis::answer();
    d.start(hypothesisFrom(answer->suspects[0], *answer, kPst));
    CHECK_FALSE(d.view.isFolded());
    CHECK(d.view.tabText(0) == "Hypotheses  1");
    CHECK(d.view.current() == 1);
    CHECK(d.words().contains("3 for, 1 against"));
    CHECK(d.all<EvidenceRow>().size() == 4);
    QSignalSpy went(&d.view, &BoardView::goWanted);
    QTest::mouseClick(d.all<EvidenceRow>()[0], Qt::LeftButton);
    REQUIRE(went.count() == 1);
    CHECK(went[0][0].value<PinnedEvidence>().metric == "kfe_threads_p50");
    d.start(noneOfThese(*answer, kPst));
    CHECK(d.view.current() == 2);
    QTest::mouseClick(d.all<HypothesisCard>()[0], Qt::LeftButton); // the first is folded now: it opens
    QTest::qWait(5);
    CHECK(d.view.current() == 1);
}

TEST_CASE("hypotheses: keys settle, change and remove one; a line typed half survives news", "[board]") {
    Desk d;
    const auto answer = kinesis::answer();
    d.start(hypothesisFrom(answer->suspects[0], *answer, kPst));
    const auto card = [&] { return d.all<HypothesisCard>()[0]; };
    QTest::keyClick(card(), Qt::Key_T);
    auto* line = card()->findChild<QLineEdit*>();
    REQUIRE(line);
    line->selectAll();
    QTest::keyClicks(line, "look at kfe-04");
    d.show(); // news from elsewhere
    line = card()->findChild<QLineEdit*>();
    REQUIRE(line);
    CHECK(line->text() == "look at kfe-04");
    QTest::keyClicks(line, "17");
    QTest::keyClick(line, Qt::Key_Return);
    CHECK(d.board.hypotheses[0].test == "look at kfe-0417");
    CHECK(d.board.hypotheses[0].command.empty()); // it was of another look
    QTest::keyClick(card(), Qt::Key_X);
    line = card()->findChild<QLineEdit*>();
    REQUIRE(line);
    QTest::keyClick(line, Qt::Key_Return); // by what?
    CHECK(d.board.hypotheses[0].state == HypothesisState::Open);
    QTest::keyClick(line, Qt::Key_Escape);
    CHECK_FALSE(card()->findChild<QLineEdit*>());
    QTest::keyClick(card(), Qt::Key_S);
    line = card()->findChild<QLineEdit*>();
    REQUIRE(line);
    QTest::keyClick(line, Qt::Key_Return); // support needs no words
    CHECK(d.board.hypotheses[0].state == HypothesisState::Supported);
    QTest::keyClick(card(), Qt::Key_Delete);
    CHECK(std::holds_alternative<DropHypothesis>(d.edits.back()));
}

TEST_CASE("hypotheses: evidence is put for and against by keys; what is gone says so", "[board]") {
    Desk d;
    const auto answer = kinesis::answer();
    d.start(hypothesisFrom(answer->suspects[0], *answer, kPst));
    d.board.evidence[3].isGone = true;
    d.show();
    d.view.setCurrentIndex(1);
    const auto rows = d.all<PinRow>();
    REQUIRE(rows.size() == 4);
    CHECK(rows[3]->accessibleName().contains("its source is gone"));
    CHECK(rows[3]->accessibleName().endsWith("against"));
    QTest::keyClick(rows[0], Qt::Key_A);
    const auto* put = std::get_if<PutToHypothesis>(&d.edits.back());
    REQUIRE(put);
    CHECK(put->stance == Stance::Against);
    QTest::keyClick(d.all<PinRow>()[1], Qt::Key_F); // it is for it already
    put = std::get_if<PutToHypothesis>(&d.edits.back());
    REQUIRE(put);
    CHECK_FALSE(put->stance);
    QTest::keyClick(d.all<PinRow>()[2], Qt::Key_Delete);
    CHECK(std::holds_alternative<UnpinEvidence>(d.edits.back()));
}

TEST_CASE("hypotheses: long names wrap or are shortened, at any width and text size", "[board]") {
    auto answer = std::make_shared<Answer>(*kinesis::answer());
    const std::string wide = std::string(300, 'w');
    answer->suspects[0].title = wide;
    answer->suspects[0].service = ServiceId(wide);
    answer->suspects[0].evidence[0].text = wide;
    Desk d;
    Look large;
    large.fonts = Fonts::make(2);
    d.start(hypothesisFrom(answer->suspects[0], *answer, kPst));
    for (const Look& look : {Look(), large}) {
        d.view.setLook(look);
        for (const int width : {300, 420}) {
            d.view.resize(width, 500);
            QTest::qWait(5);
            for (QScrollArea* area : d.view.findChildren<QScrollArea*>())
                if (area->isVisible())
                    CHECK(area->widget()->width() <=
                          std::max(area->viewport()->width(), area->widget()->minimumSizeHint().width()));
        }
    }
}

TEST_CASE("suspects: rows are as tall as their words at every width", "[suspects]") {
    SuspectsPanel panel;
    panel.setZone(kPst);
    panel.setIncident(kinesis::incident());
    panel.select(ChangeId("chg-kfe-capacity"));
    panel.setAnswer(kinesis::answer());
    panel.show();
    for (const int width : {320, 260, 300, 320, 360, 500}) {
        panel.resize(width, 700);
        QTest::qWait(50);
        for (const EvidenceRow* row : panel.widget()->findChildren<EvidenceRow*>()) {
            INFO(width << " " << row->text().toStdString());
            CHECK(row->height() >= row->heightForWidth(row->width()));
        }
    }
}

TEST_CASE("suspects: those that began before the range shown are told, in their place", "[suspects]") {
    SuspectsPanel panel;
    panel.setZone(kPst);
    panel.setIncident(kinesis::incident());
    panel.setShownRange({kinesis::at(4, 0), kinesis::at(8, 0)});
    panel.setAnswer(kinesis::answer());
    panel.resize(320, 700);
    panel.show();
    QTest::qWait(20);
    const auto widen = [&]() -> QPushButton* {
        for (QPushButton* b : panel.widget()->findChildren<QPushButton*>())
            if (b->text() == "1 suspect began earlier: widen the range")
                return b;
        return nullptr;
    };
    REQUIRE(widen()); // the lead; the weak ones before it are not worth a line
    CHECK(widen()->isVisible());
    CHECK_FALSE(widen()->isWindow());
    CHECK(widen()->geometry().bottom() < panel.widget()->findChild<SuspectCard*>()->y());
    QSignalSpy wanted(&panel, &SuspectsPanel::widenWanted);
    QTest::mouseClick(widen(), Qt::LeftButton);
    REQUIRE(wanted.count() == 1);
    const auto range = wanted[0][0].value<TimeRange>();
    CHECK(range.contains(kinesis::at(2, 44)));
    CHECK(range.to == kinesis::at(8, 0));
    panel.setShownRange(range);
    CHECK_FALSE(widen()->isVisible());
}

TEST_CASE("suspects: ruled out one stays in its place, struck through; the others count without it", "[suspects]") {
    SuspectsPanel panel;
    panel.resize(320, 700);
    panel.setZone(kPst);
    panel.setIncident(kinesis::incident());
    const auto answer = kinesis::answer();
    panel.select(answer->suspects[0].change);
    panel.setAnswer(answer);
    auto board = std::make_shared<Board>();
    board->rulings = {{answer->suspects[0].change, answer->alarms[0], "it was taken back", kinesis::at(5, 40)}};
    panel.setBoard(board);
    panel.show();
    auto cards = panel.widget()->findChildren<SuspectCard*>();
    REQUIRE(cards.size() == 4);
    CHECK(cards[0]->isRuledOut());
    CHECK(cards[0]->accessibleName().contains("Ruled out at 05:40 PST: it was taken back"));
    CHECK(cards[1]->accessibleName().startsWith("1 "));
    CHECK(cards[1]->accessibleName().contains("Plausible"));
    CHECK(cards[1]->toolTip().contains("17 %")); // .012 of .07
    QSignalSpy edited(&panel, &SuspectsPanel::edited);
    QTest::keyClick(cards[0], Qt::Key_X);
    REQUIRE(edited.count() == 1);
    CHECK(std::holds_alternative<Restore>(edited[0][0].value<BoardEdit>()));
    QTest::keyClick(cards[2], Qt::Key_X); // another one: its reason is asked for in its card
    QLineEdit* line = cards[2]->findChild<QLineEdit*>();
    REQUIRE(line);
    QTest::keyClicks(line, "canary, 1 %");
    QTest::keyClick(line, Qt::Key_Return);
    REQUIRE(edited.count() == 2);
    const auto edit = edited[1][0].value<BoardEdit>();
    REQUIRE(std::holds_alternative<RuleOut>(edit));
    CHECK(std::get<RuleOut>(edit).ruling.reason == "canary, 1 %");
    CHECK(std::get<RuleOut>(edit).ruling.alarm == answer->alarms[0]);
}

TEST_CASE("suspects: whether a change still holds, whose it is and where to read on", "[suspects]") {
    auto view = *kinesis::incident();
    const auto answer = kinesis::answer();
    const Suspect& lead = answer->suspects[0];
    ChangeFacts facts = ChangeFacts::of(view, lead, kPst);
    CHECK(facts.effect == "still in effect, as far as recorded");
    Change& own = view.changes[2];
    REQUIRE(own.id == lead.change);
    own.actor = "scaling-job";
    own.ref = "https://tickets.example/CHG-7";
    own.details = {{"runbook_url", "https://wiki.example/runbook"}, {"danger", "javascript:alert(1)"}};
    view.services[0].details = {{"owner", "streams"}};
    Change back = own;
    back.id = ChangeId("back");
    back.kind = "rollback";
    back.start = kinesis::at(7, 10);
    back.end.reset();
    view.changes.push_back(back);
    facts = ChangeFacts::of(view, lead, kPst);
    CHECK(facts.effect == "rolled back at 07:10");
    CHECK(facts.owner == QString::fromUtf8("by scaling-job \u00b7 owner: streams"));
    REQUIRE(facts.links.size() == 2); // what is no web address is no link
    CHECK(facts.links[1].words == "Runbook url");
    // The rollback's clock is not known well enough to say that it came after.
    view.changes.back().start = kinesis::at(3, 48);
    view.changes.back().error = Duration::minutes(2);
    CHECK(ChangeFacts::of(view, lead, kPst).effect == "rolled back at 03:48, order unknown");
    view.changes.back().start = kinesis::at(1, 0); // it was of an earlier run
    CHECK(ChangeFacts::of(view, lead, kPst).effect == "still in effect, as far as recorded");
    Suspect close = lead;
    close.lag = Duration::seconds(20);
    CHECK(lagText(close, Duration::seconds(30)) ==
          QString::fromUtf8("order with the first alarm unknown (20 s apart, clocks known to \u00b130 s)"));
    CHECK(lagText(close, Duration::seconds(10)) == "20 s before the first alarm");
}

TEST_CASE("suspects: an alarm's delay is shared out to scale, what was not recorded is told", "[suspects]") {
    StormAlarm alarm;
    alarm.time = kinesis::at(5, 15);
    CHECK(DelayWords::of(alarm, kPst).isEmpty());
    alarm.delay.series = "put_errors";
    alarm.delay.onset = kinesis::at(4, 32);
    alarm.delay.toBreach = Duration::minutes(39);
    alarm.delay.toAlarm = Duration::minutes(4);
    alarm.delay.ownDelay = Duration::minutes(3);
    alarm.delay.toAcknowledge = Duration::minutes(7);
    const DelayWords words = DelayWords::of(alarm, kPst);
    CHECK(words.headline == "First alarm 43 min after put_errors moved, 04:32 PST");
    REQUIRE(words.parts.size() == 3);
    CHECK(words.parts[0].from == 0);
    CHECK(words.parts[0].to == Approx(39.0 / 50));
    CHECK(words.parts[2].to == Approx(1));
    CHECK(words.parts[1].words == "4 min until it rang (the rule itself waits 3 min)");
    CHECK(words.unmeasured == "Not recorded: notification.");
    Look look;
    DelayBar bar(words, look);
    bar.resize(300, bar.heightForWidth(300));
    CHECK(bar.accessibleName().contains("39 min until its threshold"));
}

TEST_CASE("words: a moment is told with its day and year where they are other ones", "[words]") {
    CHECK(momentText(kinesis::at(5, 40, 7), kinesis::at(5, 15), kPst) == "05:40 PST");
    CHECK(momentText(kinesis::at(29, 40), kinesis::at(5, 15), kPst) == "26 Nov 05:40 PST");
    CHECK(momentText(kinesis::at(5, 40) + Duration::hours(24 * 400), kinesis::at(5, 15), kPst) ==
          "30 Dec 2021 05:40 PST");
    CHECK(momentText(kinesis::at(5, 40), std::nullopt, kPst) == "25 Nov 05:40 PST");
}

TEST_CASE("suspects: earlier rankings are told where they said something new", "[suspects]") {
    const auto answer = kinesis::answer();
    KeptRanking one = KeptRanking::of(*answer, kinesis::at(5, 26));
    one.feeds = 3;
    KeptRanking same = one;
    same.at = kinesis::at(5, 28);
    KeptRanking two = one;
    two.at = kinesis::at(5, 40);
    std::swap(two.places[0], two.places[1]);
    KeptRanking other = two;
    other.alarm = AlarmId("of another wave");
    const QStringList lines = historyTexts(ChangeId("chg-kfe-capacity"), {one, same, two, other}, *answer, kPst);
    REQUIRE(lines.size() == 2);
    CHECK(lines[0].startsWith("05:40 PST: second (strong lead)"));
    CHECK(lines[1].startsWith("05:26 PST: first (strong lead), 0 changes, 3 feeds"));
}

TEST_CASE("hypotheses: a click on a tab unfolds the board, one on the tab in front folds it", "[board]") {
    Desk d;
    const auto click = [&](int index) {
        QTest::mouseClick(&d.view.tabs(), Qt::LeftButton, {}, d.view.tabs().tabRect(index).center());
    };
    CHECK(d.view.isFolded());
    click(0);
    CHECK_FALSE(d.view.isFolded());
    click(1);
    CHECK(d.view.currentIndex() == 1);
    CHECK_FALSE(d.view.isFolded());
    click(1);
    CHECK(d.view.isFolded());
    CHECK(d.view.maximumHeight() == d.view.tabs().sizeHint().height());
    click(0); // another tab: it is what one wants to see
    CHECK_FALSE(d.view.isFolded());
}
