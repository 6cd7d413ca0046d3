// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <catch2/catch.hpp>

#include "tests/views/kinesis_values.h"
#include "views/suspects/clipped_text.h"
#include "views/suspects/evidence_row.h"
#include "views/suspects/suspect_card.h"
#include "views/suspects/suspect_texts.h"
#include "views/suspects/suspects_panel.h"
#include "views/suspects/wave_row.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace foreshock;

namespace {

struct Desk {
    SuspectsPanel panel;
    explicit Desk(std::shared_ptr<const Answer> answer = kinesis::answer()) {
        panel.resize(320, 700);
        panel.setZone(Zone::find("America/Los_Angeles").value());
        panel.setIncident(kinesis::incident());
        panel.select(ChangeId("chg-kfe-capacity"));
        panel.setAnswer(std::move(answer));
        panel.show();
        QTest::qWait(5);
    }
    QString words() const {
        QStringList all;
        for (const QLabel* l : panel.widget()->findChildren<QLabel*>())
            all << l->text();
        for (const QAbstractButton* b : panel.widget()->findChildren<QAbstractButton*>())
            all << b->text();
        return all.join('\n');
    }
    EvidenceRow* row(const QString& part) const {
        for (EvidenceRow* r : panel.widget()->findChildren<EvidenceRow*>())
            if (r->text().contains(part))
                return r;
        return nullptr;
    }
};

} // namespace

TEST_CASE("suspects: headline, verdict, coverage and lag are said in words", "[suspects]") {
    const Zone pst = Zone::find("America/Los_Angeles").value();
    const auto answer = kinesis::answer();
    CHECK(headlineText(*answer, pst) == "10 alarms since 05:15 PST");
    CHECK(verdictText(*answer) == "Strong lead, not confirmed");
    CHECK(spanText(answer->suspects[0], answer->firstAlarm, pst) == "02:44\u201303:47");
    CHECK(lagText(answer->suspects[0]) == "2 h 31 min before the first alarm");
    CHECK(balanceText(answer->suspects[0]) == "3 for, 1 against, 1 not tested");
    Suspect late = answer->suspects[1];
    late.lag = -Duration::minutes(50);
    CHECK(lagText(late) == "50 min after the first alarm");
}

TEST_CASE("suspects: never called cause or culprit, no bare percentages, what was not looked at is said",
          "[suspects]") {
    Desk d;
    const QString words = d.words();
    for (const char* banned : {"cause", "culprit", "guilty"})
        CHECK_FALSE(words.contains(QLatin1String(banned), Qt::CaseInsensitive));
    CHECK_FALSE(words.contains("93"));
    CHECK(words.contains("Not looked at"));
    CHECK(words.contains("Strong lead"));
    CHECK(d.panel.widget()->findChild<SuspectCard*>()->toolTip().contains("93 %"));
}

TEST_CASE("suspects: evidence is activated by mouse and by key, and says what it points to", "[suspects]") {
    Desk d;
    QSignalSpy activated(&d.panel, &SuspectsPanel::evidenceActivated);
    EvidenceRow* ceiling = d.row("Threads flat");
    REQUIRE(ceiling);
    CHECK(ceiling->accessibleName().startsWith("For: "));
    QTest::mouseClick(ceiling, Qt::LeftButton);
    ceiling->setFocus();
    QTest::keyClick(ceiling, Qt::Key_Return);
    REQUIRE(activated.count() == 2);
    CHECK(activated[1][0].value<ChangeId>() == ChangeId("chg-kfe-capacity"));
    CHECK(activated[1][1].value<EvidenceRef>().series.metric == "kfe_threads_p50");
    EvidenceRow* reach = d.row("does not decide");
    REQUIRE(reach);
    QTest::mouseClick(reach, Qt::LeftButton); // nowhere to go
    CHECK(activated.count() == 2);
    CHECK(reach->accessibleName().startsWith("Does not decide"));
}

TEST_CASE("suspects: long evidence wraps, nothing is wider than the panel", "[suspects]") {
    auto answer = std::make_shared<Answer>(*kinesis::answer());
    const std::string wide = QString(300, 'w').toStdString();
    answer->suspects[0].evidence[0].text = wide + " and a tail of words";
    answer->suspects[0].title = wide;
    answer->suspects[1].service = ServiceId(wide);
    Desk d(answer);
    REQUIRE(d.row("tail of words"));
    CHECK(d.row("tail of words")->height() > d.row("Put errors")->height());
    for (const EvidenceRow* row : d.panel.widget()->findChildren<EvidenceRow*>())
        CHECK(row->mapTo(d.panel.widget(), QPoint(row->width(), 0)).x() <= d.panel.viewport()->width());
}

TEST_CASE("suspects: a click on a folded card opens it and closes the other", "[suspects]") {
    Desk d;
    QSignalSpy selected(&d.panel, &SuspectsPanel::suspectSelected);
    auto cards = d.panel.widget()->findChildren<SuspectCard*>();
    REQUIRE(cards.size() == 4);
    QTest::mouseClick(cards[1], Qt::LeftButton);
    REQUIRE(selected.count() == 1);
    CHECK(selected[0][0].value<ChangeId>() == ChangeId("chg-other-3"));
    CHECK_FALSE(d.row("Threads flat"));
    CHECK(d.row("No series of it moved"));
    cards = d.panel.widget()->findChildren<SuspectCard*>();
    QTest::keyClick(cards[0], Qt::Key_Return);
    CHECK(d.panel.selected() == ChangeId("chg-kfe-capacity"));
}

TEST_CASE("suspects: the check that would rule it out stands open, its command is copied", "[suspects]") {
    Desk d;
    CHECK(d.words().contains("Would rule it out:</b> An old host below its thread limit"));
    QPushButton* copy = nullptr;
    for (QPushButton* b : d.panel.widget()->findChildren<QPushButton*>())
        if (b->text() == "Copy command")
            copy = b;
    REQUIRE(copy);
    CHECK(copy->toolTip().contains("ulimit -u"));
    QTest::mouseClick(copy, Qt::LeftButton);
    CHECK(QGuiApplication::clipboard()->text().contains("ulimit -u"));
    CHECK(copy->text().startsWith("Copied"));
}

TEST_CASE("suspects: without alarms, changes or an answer the panel says what to do", "[suspects]") {
    Desk d;
    auto bare = std::make_shared<IncidentView>(*kinesis::incident());
    bare->changes.clear();
    d.panel.setAnswer(nullptr);
    CHECK(d.words().contains("Ranking"));
    d.panel.setIncident(bare);
    CHECK(d.words().contains("Not the same as no changes"));
    bare = std::make_shared<IncidentView>(*bare);
    bare->alarms.clear();
    d.panel.setIncident(bare);
    CHECK(d.words().contains("No alarms"));
    d.panel.setIncident(kinesis::incident());
    auto cannot = std::make_shared<Answer>(*kinesis::answer());
    cannot->verdict = Verdict::CannotTell;
    cannot->suspects[1].checks = {{"Look at the sockets.", "", ""}};
    d.panel.setAnswer(cannot);
    CHECK(d.words().contains("These two checks would decide"));
    d.panel.setPartial("logs 40 %");
    CHECK(d.words().contains("logs 40 %"));
}

TEST_CASE("suspects: what was not tested is said once", "[suspects]") {
    auto answer = std::make_shared<Answer>(*kinesis::answer());
    Suspect& lead = answer->suspects[0];
    Evidence row;
    row.kind = EvidenceKind::Coverage;
    row.state = EvidenceState::NotTested;
    row.text = "not tested, no samples around the onset: kfe_restarted";
    lead.evidence.push_back(row);
    lead.notTested = {row.text, "Not tested: no samples around the onset: kfe_restarted", "sockets (no series)"};
    CHECK(notTestedBesides(lead) == std::vector<std::string>{"sockets (no series)"});
    CHECK(balanceText(lead) == "3 for, 1 against, 2 not tested");
    Desk d(answer);
    CHECK(d.words().count("kfe_restarted") == 1);
    CHECK(d.words().contains("Not tested, no samples"));
    CHECK(d.words().contains("Not tested: sockets (no series)"));
    CHECK_FALSE(d.words().contains("not tested: not tested", Qt::CaseInsensitive));
    lead.evidence.pop_back();
    Desk without(answer);
    CHECK(without.words().count("kfe_restarted") == 1);
    CHECK_FALSE(without.words().contains("not tested: not tested", Qt::CaseInsensitive));
}

TEST_CASE("suspects: a long title makes way for its kind and stands beneath, a short one gets its capital",
          "[suspects]") {
    auto answer = std::make_shared<Answer>(*kinesis::answer());
    const std::string title = "a relatively small number of servers joins the front-end fleet; existing members learn "
                              "of newcomers over up to an hour and open threads to each of them";
    answer->suspects[0].title = title;
    answer->suspects[1].title = "certificate rotation";
    Desk d(answer);
    CHECK(d.words().contains("1\u2002Capacity add"));
    CHECK(d.words().contains("2\u2002Certificate rotation"));
    const auto* beneath = d.panel.widget()->findChild<ClippedText*>();
    REQUIRE(beneath);
    CHECK(beneath->toolTip().contains("open threads to each of them"));
    CHECK(beneath->heightForWidth(250) == 2 * QFontMetrics(Fonts::make(1).small).height() + 1);
    CHECK(d.panel.widget()->findChild<SuspectCard*>()->accessibleName().contains(QString::fromStdString(title)));
}

TEST_CASE("suspects: evidence begins with a capital, names of series and services stay as they are", "[suspects]") {
    Suspect s;
    s.service = ServiceId("orders");
    Evidence e;
    const auto text = [&](const char* sentence) {
        e.text = sentence;
        return evidenceText(e, s);
    };
    CHECK(text("began 2 h before") == "Began 2 h before");
    CHECK(text("orders itself changed") == "orders itself changed");
    CHECK(text("kfe_threads flat") == "kfe_threads flat");
}

TEST_CASE("suspects: an answer that is no change is likely or not, never a lead; the most likely one stands first",
          "[suspects]") {
    CHECK(likelihoodWords(0.5) == "Most likely");
    CHECK(likelihoodWords(0.49) == "Possible");
    CHECK(likelihoodWords(0.1) == "Possible");
    CHECK(likelihoodWords(0.09) == "Unlikely");
    auto answer = std::make_shared<Answer>(*kinesis::answer());
    answer->nonAnswers = {0.8, 0.02, 0.15, 0.03};
    answer->verdict = Verdict::NotAChange;
    for (Suspect& s : answer->suspects)
        s.strength = Strength::Weak;
    Desk d(answer);
    CHECK_FALSE(d.words().contains("lead", Qt::CaseInsensitive));
    QLabel* none = nullptr;
    for (QLabel* l : d.panel.widget()->findChildren<QLabel*>())
        if (l->text() == "Not a change")
            none = l;
    REQUIRE(none);
    CHECK(none->mapTo(d.panel.widget(), QPoint()).y() < d.panel.widget()->findChild<SuspectCard*>()->y());
    CHECK(d.words().contains("Possible"));
}

TEST_CASE("suspects: waves are rows that ask for another one, and say what is not ranked", "[suspects]") {
    auto answer = std::make_shared<Answer>(*kinesis::answer());
    answer->otherGroups = 2;
    Desk d(answer);
    CHECK(d.words().contains("2 other waves of alarms")); // until they are ranked
    CHECK(d.panel.widget()->findChildren<WaveRow*>().isEmpty());
    auto waves = std::make_shared<AlarmWaves>();
    const auto wave = [&](const char* alarm, int hour, int alarms, const char* service, Verdict verdict) {
        AlarmWave out;
        out.alarm = AlarmId(alarm);
        out.first = kinesis::at(hour, 15);
        out.alarms = alarms;
        out.service = ServiceId(service);
        out.verdict = verdict;
        waves->waves.push_back(out);
    };
    wave(answer->alarms.front().value.c_str(), 5, 10, "kinesis-frontend", Verdict::Named);
    wave("later", 11, 3, "a-service-with-a-name-that-is-far-too-long-for-one-line", Verdict::NotAChange);
    wave("calm", 13, 1, "billing", Verdict::CannotTell);
    waves->waves.back().isRanked = false;
    waves->more = 2;
    waves->leftOut = 1;
    d.panel.setWaves(waves);
    QTest::qWait(5);
    const auto rows = d.panel.widget()->findChildren<WaveRow*>();
    REQUIRE(rows.size() == 3);
    CHECK(d.words().contains("Wave 1 of 3, times in PST"));
    CHECK(d.words().contains("2 lighter waves are not ranked. 1 alarm is in none"));
    CHECK(rows[0]->accessibleName() == "Wave of 05:15, 10 alarms, kinesis-frontend first, strong lead, shown");
    CHECK(rows[2]->text() == "13:15, 1 alarm, billing, not ranked");
    CHECK(rows[2]->toolTip().contains("nothing of its services moved"));
    for (const WaveRow* row : rows)
        CHECK(row->width() <= d.panel.viewport()->width());
    QSignalSpy wanted(&d.panel, &SuspectsPanel::waveWanted);
    QTest::mouseClick(rows[0], Qt::LeftButton); // shown already
    CHECK(wanted.isEmpty());
    QTest::mouseClick(rows[1], Qt::LeftButton);
    rows[2]->setFocus();
    QTest::keyClick(rows[2], Qt::Key_Space);
    REQUIRE(wanted.count() == 2);
    CHECK(wanted[0][0].value<AlarmId>() == AlarmId("later"));
    CHECK(wanted[1][0].value<AlarmId>() == AlarmId("calm"));
    rows[0]->setFocus();
    QTest::keyClick(rows[0], Qt::Key_Down);
    CHECK(rows[1]->hasFocus());
    waves = std::make_shared<AlarmWaves>(*waves);
    waves->waves.resize(1);
    d.panel.setWaves(waves);
    CHECK(d.panel.widget()->findChildren<WaveRow*>().isEmpty());
}

TEST_CASE("suspects: times of waves show their day where it changes", "[suspects]") {
    const Zone zone = Zone::find("America/Los_Angeles").value();
    std::vector<AlarmWave> waves(3);
    waves[0].first = kinesis::at(5, 15);
    waves[1].first = kinesis::at(7, 0);
    waves[2].first = kinesis::at(9, 0);
    CHECK(waveTimes(waves, zone) == std::vector<QString>{"05:15", "07:00", "09:00"});
    waves[1].first = kinesis::at(25, 0);
    waves[2].first = kinesis::at(26, 30);
    CHECK(waveTimes(waves, zone) == std::vector<QString>{"25 Nov 05:15", "26 Nov 01:00", "02:30"});
    Suspect s;
    CHECK(responseWords(s, zone).isEmpty());
    s.response = WaveResponse{kinesis::at(5, 15), true};
    CHECK(responseWords(s, zone) == "response to the wave of 05:15");
    s.response->isSure = false;
    CHECK(responseWords(s, zone) == "perhaps a response to the wave of 05:15");
}
