// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/base/time_text.h"
#include "tests/window/workbench.h"
#include "views/log/log_panel.h"
#include "views/suspects/evidence_row.h"
#include "views/suspects/suspect_card.h"
#include "views/suspects/suspects_panel.h"
#include "views/suspects/wave_row.h"
#include "views/timeline/timeline_view.h"

#include <QDir>
#include <QDropEvent>
#include <QLabel>
#include <QLineEdit>
#include <QMimeData>

using namespace foreshock;
using namespace foreshock::test;

namespace {

QString allText(QWidget& widget) {
    QString out;
    for (const QLabel* label : widget.findChildren<QLabel*>())
        out += label->text() + "\n";
    return out;
}

/// The rows of the waves, the shown one marked: "*19 Oct 23:51, 2 alarms, names first, plausible".
QStringList waveRows(MainWindow& window) {
    QStringList out;
    for (const WaveRow* row : window.findChild<SuspectsPanel*>()->widget()->findChildren<WaveRow*>())
        out << (row->accessibleName().endsWith("shown") ? "*" : "") + row->text();
    return out;
}

WaveRow* waveRow(MainWindow& window, const char* alarm) {
    for (WaveRow* row : window.findChild<SuspectsPanel*>()->widget()->findChildren<WaveRow*>())
        if (row->alarm() == AlarmId(alarm))
            return row;
    return nullptr;
}

} // namespace

TEST_CASE("window: the Kinesis example opens with the capacity add on top and the reason in words", "[window]") {
    Workbench w;
    w.controller->openExample("kinesis-2020-11-25");
    w.settle();
    REQUIRE_FALSE(w.controller->lastError());
    const TimeScope& scope = w.window->scope();
    CHECK(scope.zone().name() == "America/Los_Angeles");
    REQUIRE(scope.firstAlarm());
    CHECK(rfc3339(*scope.firstAlarm()) == "2020-11-25T13:15:00Z");
    CHECK(scope.range().contains(parseTime("2020-11-25T10:44:00Z")->instant));
    CHECK(scope.extent().from > parseTime("2020-11-24T00:00:00Z")->instant); // not six weeks of early samples

    auto* panel = w.window->findChild<SuspectsPanel*>();
    const QString text = allText(*panel);
    CHECK(text.contains("10 alarms since 05:15 PST"));
    CHECK(text.contains("Strong lead"));
    const auto cards = panel->findChildren<SuspectCard*>();
    REQUIRE(cards.size() >= 3);
    QString evidence;
    for (const EvidenceRow* row : panel->findChildren<EvidenceRow*>())
        evidence += row->accessibleName() + "\n";
    CHECK(evidence.contains("kfe_threads_p50 flat at"));
    CHECK(evidence.contains("2 h 31 min"));
}

TEST_CASE("window: evidence taken by a click leads to its place, the log follows the cursor", "[window]") {
    Workbench w;
    w.controller->openExample("kinesis-2020-11-25");
    w.settle();
    auto* panel = w.window->findChild<SuspectsPanel*>();
    EvidenceRow* ceiling = nullptr;
    for (EvidenceRow* row : panel->findChildren<EvidenceRow*>())
        if (row->accessibleName().contains("flat at"))
            ceiling = row;
    REQUIRE(ceiling);
    QTest::mouseClick(ceiling, Qt::LeftButton);
    w.settle();
    const auto cursor = w.window->scope().cursor();
    REQUIRE(cursor);
    CHECK(*cursor > parseTime("2020-11-25T11:47:00Z")->instant);
    CHECK(*cursor < parseTime("2020-11-25T13:15:00Z")->instant);
}

TEST_CASE("window: the filter bar filters the log and a wrong query is told beside it", "[window]") {
    Workbench w;
    w.controller->openExample("kinesis-2020-11-25");
    w.settle();
    auto* log = w.window->findChild<LogPanel*>();
    auto* bar = log->findChild<QLineEdit*>();
    REQUIRE(bar);
    bar->setFocus();
    QTest::keyClicks(bar, "\"thread create failed\"");
    QTest::keyClick(bar, Qt::Key_Return);
    QTest::qWait(400);
    w.settle();
    CHECK(allText(*log).contains("1 of "));
    CHECK_FALSE(w.controller->lastError());
    bar->clear();
    QTest::keyClicks(bar, "level:loud");
    QTest::keyClick(bar, Qt::Key_Return);
    QTest::qWait(400);
    w.settle();
    CHECK(allText(*log).contains("loud")); // said beside the bar, and not asked
    CHECK_FALSE(w.controller->lastError());
}

TEST_CASE("window: files dropped on an empty window become a new incident, more files are added to it", "[window]") {
    Workbench w;
    const QString mini = QString(FORESHOCK_SOURCE_DIR) + "/tests/data/cases/mini/";
    emit w.window->dropped({mini + "alarms.jsonl", mini + "changes.jsonl", mini + "metrics.csv"});
    w.settle();
    REQUIRE_FALSE(w.controller->lastError());
    CHECK(QDir(w.folder.path("XDG_DATA_HOME").c_str()).exists("foreshock/incidents"));
    CHECK(allText(*w.window->findChild<SuspectsPanel*>()).contains("2 alarms since"));
    w.dialogs.files = {mini + "logs.jsonl", mini + "incident.json"};
    emit w.window->importWanted();
    w.settle();
    REQUIRE_FALSE(w.controller->lastError());
    CHECK(w.window->scope().zone().name() == "Europe/Berlin");
    CHECK(w.settings.recentFiles().size() == 1);
}

TEST_CASE("window: an example takes no imports, the drop starts an incident of its own", "[window]") {
    Workbench w;
    w.controller->openExample("ticket-sale-2024-05-17");
    w.settle();
    emit w.window->dropped({QString(FORESHOCK_SOURCE_DIR) + "/tests/data/cases/mini/alarms.jsonl"});
    w.settle();
    CHECK(allText(*w.window->findChild<SuspectsPanel*>()).contains("2 alarms since"));
    w.controller->openExample("ticket-sale-2024-05-17");
    w.settle();
    CHECK(allText(*w.window->findChild<SuspectsPanel*>()).contains("4 alarms since"));
}

TEST_CASE("window: a note is written at the cursor, undone and redone", "[window]") {
    Workbench w;
    emit w.window->dropped({QString(FORESHOCK_SOURCE_DIR) + "/tests/data/cases/mini"});
    w.settle();
    REQUIRE_FALSE(w.controller->lastError());
    const auto notes = [&] {
        auto session = IncidentSession::open(w.settings.recentFiles().front().toStdString());
        REQUIRE(session);
        return session->incident()->notes.size();
    };
    const std::size_t before = notes();
    w.dialogs.words = "pool looked full";
    emit w.window->noteWanted(parseTime("2024-03-01T10:31:00Z")->instant);
    w.settle();
    CHECK(notes() == before + 1);
    emit w.window->undoWanted();
    w.settle();
    CHECK(notes() == before);
    emit w.window->redoWanted();
    w.settle();
    CHECK(notes() == before + 1);
}

TEST_CASE("window: what can't be opened is told in a banner with what to do, and the window goes on", "[window]") {
    Workbench w;
    const std::string text = w.folder.file("text.foreshock", "just some text that is no database at all");
    for (const std::string& path : {text, w.folder.path("none.foreshock"), w.folder.path()}) {
        w.controller->open(path);
        w.settle();
        INFO(path);
        REQUIRE(w.controller->lastError());
        CHECK_FALSE(w.controller->lastError()->help.empty());
    }
    w.controller->openExample("kinesis-2020-11-25");
    w.settle();
    CHECK_FALSE(w.controller->lastError());
}

TEST_CASE("window: a file that another program writes opens read-only", "[window]") {
    Workbench w;
    const std::string path = w.folder.path("a.foreshock");
    auto other = store::IncidentFile::openOrCreate(path);
    REQUIRE(other);
    // flock is per open file: this process's own lock stands for the other program's.
    w.controller->open(path);
    w.settle();
    CHECK_FALSE(w.controller->lastError());
    w.dialogs.words = "not to be written";
    emit w.window->noteWanted(Instant{});
    w.settle();
    REQUIRE(w.controller->lastError());
    CHECK(w.controller->lastError()->message.find("read-only") != std::string::npos);
}

TEST_CASE("window: each wave of alarms is a click, Enter or the key V away, and the choice stays", "[window]") {
    Workbench w;
    const QString waves = QString(FORESHOCK_SOURCE_DIR) + "/tests/data/cases/waves";
    emit w.window->dropped({waves});
    w.settle();
    REQUIRE_FALSE(w.controller->lastError());
    auto* panel = w.window->findChild<SuspectsPanel*>();
    const auto headline = [&] { return panel->widget()->findChild<QLabel*>("headline")->text(); };
    CHECK(waveRows(*w.window) == QStringList{"19 Oct 23:51, 2 alarms, names first, plausible",
                                             "20 Oct 03:20, 1 alarm, leases, can't tell",
                                             "*06:52, 2 alarms, balancer first, can't tell"});
    CHECK(headline() == "2 alarms since 06:52 PDT");
    CHECK(allText(*panel).contains("Wave 3 of 3, times in PDT"));

    REQUIRE(waveRow(*w.window, "A-NAMES"));
    QTest::mouseClick(waveRow(*w.window, "A-NAMES"), Qt::LeftButton);
    w.settle();
    CHECK(headline() == "2 alarms since 23:51 PDT");
    CHECK(waveRows(*w.window).front() == "*19 Oct 23:51, 2 alarms, names first, plausible");
    CHECK(w.window->scope().firstAlarm() == parseTime("2025-10-20T06:51:00Z")->instant);
    CHECK(w.window->scope().range().contains(parseTime("2025-10-20T06:55:00Z")->instant));
    CHECK_FALSE(w.window->scope().range().contains(parseTime("2025-10-20T13:52:00Z")->instant));
    CHECK(panel->selected() == ChangeId("c-plan"));

    // By key from anywhere: the mitigation of the first wave leads in the second, and is called so.
    auto* timeline = w.window->findChild<TimelineView*>();
    timeline->setFocus();
    QTest::keyClick(timeline, Qt::Key_V);
    w.settle();
    CHECK(headline() == "1 alarm since 03:20 PDT");
    CHECK(allText(*panel).contains("response to the wave of 23:51"));
    w.window->scope().goBack();
    CHECK(w.window->scope().range().contains(parseTime("2025-10-20T06:55:00Z")->instant));

    // By Enter on its row; the row keeps the focus.
    waveRow(*w.window, "A-BALANCER")->setFocus();
    QTest::keyClick(waveRow(*w.window, "A-BALANCER"), Qt::Key_Return);
    w.settle();
    CHECK(headline() == "2 alarms since 06:52 PDT");
    CHECK(waveRow(*w.window, "A-BALANCER")->hasFocus());
    QTest::keyClick(w.window.get(), Qt::Key_V); // round to the first
    w.settle();
    CHECK(headline() == "2 alarms since 23:51 PDT");

    // What is imported next doesn't take the choice away, another file does.
    w.dialogs.files = {w.folder
                           .file("more.jsonl", "{\"id\":\"c-late\",\"time\":\"2025-10-20T13:30:00Z\","
                                               "\"service\":\"calls\",\"kind\":\"deploy\","
                                               "\"title\":\"calls 4\"}\n")
                           .c_str()};
    emit w.window->importWanted();
    w.settle();
    CHECK(headline() == "2 alarms since 23:51 PDT");
    CHECK(waveRows(*w.window).size() == 3);
    const std::string path = w.settings.recentFiles().front().toStdString();
    w.controller->openExample("kinesis-2020-11-25");
    w.settle();
    CHECK(waveRows(*w.window).isEmpty()); // one wave needs no list
    QTest::keyClick(w.window.get(), Qt::Key_V);
    w.settle();
    CHECK(headline() == "10 alarms since 05:15 PST");
    w.controller->open(path);
    w.settle();
    CHECK(headline() == "2 alarms since 06:52 PDT");
}

TEST_CASE("window: a v typed into the filter is a letter, not the next wave", "[window]") {
    Workbench w;
    emit w.window->dropped({QString(FORESHOCK_SOURCE_DIR) + "/tests/data/cases/waves"});
    w.settle();
    auto* bar = w.window->findChild<LogPanel*>()->findChild<QLineEdit*>();
    bar->setFocus();
    QTest::keyClick(bar, Qt::Key_V);
    w.settle();
    CHECK(bar->text() == "v");
    CHECK(allText(*w.window->findChild<SuspectsPanel*>()).contains("Wave 3 of 3"));
}
