// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The log panel and the list of templates on real files, with the hand.
#include "tests/support/big_log.h"
#include "tests/window/workbench.h"
#include "views/log/level_strip.h"
#include "views/log/log_panel.h"
#include "views/templates/templates_view.h"

#include <QClipboard>
#include <QElapsedTimer>
#include <QLabel>
#include <QScrollBar>
#include <QTabWidget>
#include <QTableView>
#include <QToolButton>
#include <numeric>
#include <thread>

using namespace foreshock;
using namespace foreshock::test;

namespace {

void type(Workbench& w, const char* query) {
    QueryBar& bar = w.window->logPanel().filter();
    bar.clear();
    QTest::keyClicks(&bar, query);
    QTest::keyClick(&bar, Qt::Key_Escape); // the list of completions, if one is open
    QTest::keyClick(&bar, Qt::Key_Return);
    w.settle();
}

std::int64_t sumOf(const LogHistogram& h, LogLevel level) {
    std::int64_t sum = 0;
    for (const auto& cell : h.cells)
        sum += cell[static_cast<std::size_t>(level)];
    return sum;
}

/// An imported file of so many records: "request 17 took … ns".
void importBig(Workbench& w, int records) {
    w.controller->import({QString::fromStdString(bigLog(w.folder, records))});
    w.settle();
    REQUIRE_FALSE(w.controller->lastError());
}

} // namespace

TEST_CASE("log window: counts, histogram and rows are of the same records, whatever is asked", "[window]") {
    Workbench w;
    w.controller->openExample("kinesis-2020-11-25");
    w.settle();
    LogPanel& panel = w.window->logPanel();
    w.window->scope().fit();
    for (const char* query : {"", "level>=warning", "retry", "service:cognito level:error", "/request [0-9a-f]+/"}) {
        INFO(query);
        type(w, query);
        const LogRows& rows = panel.view().rows();
        CHECK(rows.isWhole());
        const LogHistogram& h = panel.strip().histogram();
        CHECK(h.range == w.window->scope().range());
        CHECK(h.searched == 1);
        std::int64_t sum = 0;
        for (int level = 0; level < 7; ++level)
            sum += sumOf(h, static_cast<LogLevel>(level));
        CHECK(sum == rows.matching());
        CHECK(rows.matching() > 0);
    }
    CHECK(panel.counts().text().contains("hidden by the filter"));
}

TEST_CASE("log window: E, N and O go from record to record of the file, the cursor with them", "[window]") {
    Workbench w;
    w.controller->openExample("kinesis-2020-11-25");
    w.settle();
    LogView& view = w.window->logPanel().view();
    type(w, "retry");
    QTest::keyClick(&view, Qt::Key_G);
    w.settle();
    QTest::keyClick(&view, Qt::Key_E);
    w.settle();
    REQUIRE(view.currentRecord());
    CHECK(view.currentRecord()->level >= LogLevel::Error);
    CHECK(*w.window->scope().cursor() == view.currentRecord()->time);
    const LogKey first = LogKey::of(*view.currentRecord());
    QTest::keyClick(&view, Qt::Key_E);
    w.settle();
    CHECK(first < LogKey::of(*view.currentRecord()));
    QTest::keyClick(&view, Qt::Key_E, Qt::ShiftModifier);
    w.settle();
    CHECK(LogKey::of(*view.currentRecord()) == first);
    // All rows, hits marked: from hit to hit over what stands between.
    QTest::keyClick(&view, Qt::Key_H);
    w.settle();
    REQUIRE(view.currentRecord());
    CHECK(LogKey::of(*view.currentRecord()) == first);
    const std::int64_t row = *view.currentRow();
    QTest::keyClick(&view, Qt::Key_N);
    w.settle();
    REQUIRE(view.currentRecord());
    CHECK(view.currentRecord()->message.find("retry") != std::string::npos);
    CHECK(*view.currentRow() > row);
    QTest::keyClick(&view, Qt::Key_N, Qt::ShiftModifier);
    w.settle();
    CHECK(LogKey::of(*view.currentRecord()) == first);
}

TEST_CASE("log window: marks stay in the file, can be undone, and U finds them", "[window]") {
    Workbench w;
    importBig(w, 20'000);
    LogView& view = w.window->logPanel().view();
    w.window->scope().fit();
    w.settle();
    QTest::keyClick(&view, Qt::Key_G, Qt::ShiftModifier);
    w.settle();
    REQUIRE(view.currentRecord());
    const LogKey last = LogKey::of(*view.currentRecord());
    QTest::keyClick(&view, Qt::Key_4, Qt::ControlModifier);
    w.settle();
    REQUIRE_FALSE(w.controller->lastError());
    CHECK(view.marks().labelOf(last) == 4);
    QTest::keyClick(&view, Qt::Key_G);
    w.settle();
    const LogKey first = LogKey::of(*view.currentRecord());
    QTest::keyClick(&view, Qt::Key_M);
    w.settle();
    CHECK(view.marks().size() == 2);
    QTest::keyClick(&view, Qt::Key_U);
    w.settle();
    CHECK(LogKey::of(*view.currentRecord()) == last);
    emit w.window->undoWanted();
    w.settle();
    CHECK(view.marks().labelOf(first) == LogMark::kNone);
    // Another session finds them again.
    const QString path = w.settings.recentFiles().front();
    w.controller->openExample("kinesis-2020-11-25");
    w.settle();
    CHECK(view.marks().size() == 0);
    w.controller->open(path.toStdString());
    w.settle();
    CHECK(view.marks().size() == 1);
    CHECK(view.marks().labelOf(last) == 4);
}

TEST_CASE("log window: queries are kept over sessions, a template's click shows its records", "[window]") {
    Workbench w;
    w.controller->openExample("kinesis-2020-11-25");
    w.settle();
    type(w, "level>=error");
    type(w, "timeout");
    CHECK(w.settings.logQueries() == QStringList{"timeout", "level>=error"});
    auto* tabs = w.window->findChild<QTabWidget*>();
    TemplatesView& templates = w.window->templates();
    tabs->setCurrentWidget(&templates);
    w.settle();
    REQUIRE(templates.table().model()->rowCount() > 3);
    CHECK(templates.words().text().contains("compared 2 h 46 min before and after"));
    QTest::qWait(static_cast<int>(ScopeHistory::kMergeMilliseconds) + 50); // a step of its own in the history
    const QAbstractItemModel& shown = *templates.table().model();
    const auto count = shown.index(1, TemplatesModel::Count).data().toString();
    QTest::mouseClick(templates.table().viewport(), Qt::LeftButton, {},
                      templates.table().visualRect(shown.index(1, TemplatesModel::Count)).center());
    w.settle();
    CHECK(tabs->currentWidget() == &w.window->logPanel());
    CHECK(w.window->scope().filter().starts_with("template:"));
    CHECK(w.window->logPanel().counts().text().startsWith(count + " "));
    w.window->scope().goBack();
    CHECK(w.window->scope().filter() == "timeout");
    CHECK(w.window->scope().tab() == "Templates"); // one deed, one step
}

TEST_CASE("log window: C shows rows around hits, and what is hidden between is counted row by row", "[window]") {
    Workbench w;
    w.controller->openExample("kinesis-2020-11-25");
    w.settle();
    w.window->scope().fit();
    LogView& view = w.window->logPanel().view();
    type(w, "level>=error");
    QTest::keyClick(&view, Qt::Key_G);
    w.settle();
    const std::int64_t hits = view.rows().matching(), all = hits + view.rows().hidden();
    for (const int around : {3, 10}) {
        QTest::keyClick(&view, Qt::Key_C);
        w.settle();
        INFO(around);
        REQUIRE(view.around() == around);
        CHECK(w.window->logPanel().around().text() == "\u00B1" + QString::number(around));
        CHECK(w.window->logPanel().counts().text().contains(QString::number(around) + " around each"));
        // Every row of the log is a hit, beside one, or counted as hidden; in order, each once.
        QTest::keyClick(&view, Qt::Key_G);
        w.settle();
        std::int64_t sum = 0, shownHits = 0;
        std::optional<LogKey> last;
        const auto take = [&](const LogRecord& r) {
            CHECK((!last || *last < LogKey::of(r)));
            last = LogKey::of(r);
            ++sum;
        };
        for (std::int64_t row = view.rows().begin(); row <= view.rows().end(); ++row) {
            if (row < view.rows().end() && !view.rows().at(row)) {
                view.showRow(row);
                w.settle();
            }
            const LogGap* gap = view.rows().gapBefore(row);
            REQUIRE(gap);
            REQUIRE(gap->hidden >= 0);
            CHECK(gap->ahead.size() <= static_cast<std::size_t>(around));
            for (const LogRecord& r : gap->behind)
                take(r);
            sum += gap->hidden;
            for (const LogRecord& r : gap->ahead)
                take(r);
            if (row == view.rows().end())
                break;
            take(*view.rows().at(row));
            CHECK(view.rows().at(row)->level >= LogLevel::Error);
            ++shownHits;
        }
        CHECK(shownHits == hits);
        CHECK(sum == all);
    }
    QTest::keyClick(&view, Qt::Key_C);
    w.settle();
    CHECK(view.around() == 0);
    CHECK_FALSE(view.rows().gapBefore(view.rows().begin()));
}

TEST_CASE("log window: all rows say how many hits there are, columns are as they were left", "[window]") {
    Workbench w;
    w.controller->openExample("kinesis-2020-11-25");
    w.settle();
    LogPanel& panel = w.window->logPanel();
    w.window->scope().fit();
    type(w, "level>=error");
    const std::int64_t hits = panel.view().rows().matching();
    QTest::keyClick(&panel.view(), Qt::Key_H);
    w.settle();
    CHECK(panel.view().rows().hits() == hits);
    CHECK(panel.view().rows().areHitsWhole());
    CHECK(panel.counts().text().contains(QString::number(hits) + " hits, "));
    QTest::keyClick(&panel.view(), Qt::Key_G);
    w.settle();
    CHECK(panel.counts().text().endsWith(QString::number(panel.view().hitsInSight()) + " in sight"));
    for (int i = 1; i <= 3; ++i) {
        QTest::keyClick(&panel.view(), Qt::Key_N);
        w.settle();
        CHECK(panel.counts().text().contains("hit " + QString::number(i) + " of " + QString::number(hits)));
    }
    QTest::keyClick(&panel.view(), Qt::Key_H); // the same record among hits alone
    w.settle();
    QTest::keyClick(&panel.view(), Qt::Key_N);
    w.settle();
    CHECK(panel.counts().text().startsWith("hit 4 of " + QString::number(hits)));
    QTest::keyClick(&panel.view(), Qt::Key_J);
    CHECK_FALSE(panel.counts().text().startsWith("hit "));
    LogColumnSetup columns;
    columns.add({LogColumn::Kind::Field, "request", 20});
    panel.view().setColumns(columns);
    importBig(w, 100);
    CHECK(panel.view().columns().isUsual());
    w.controller->openExample("kinesis-2020-11-25");
    w.settle();
    CHECK(panel.view().columns() == columns);
}

TEST_CASE("log window: rows that were never in sight are copied, too, up to a limit, and it can be cancelled",
          "[window]") {
    Workbench w;
    importBig(w, 130'000);
    w.window->scope().fit();
    w.settle();
    LogPanel& panel = w.window->logPanel();
    LogView& view = panel.view();
    const auto chooseTo = [&](std::int64_t row) { // as a click and a Shift+click far below
        QTest::keyClick(&view, Qt::Key_G);
        w.settle();
        view.verticalScrollBar()->setValue(static_cast<int>(row - view.rows().begin()));
        w.settle();
        const QPoint at(300, static_cast<int>(row - view.topRow()) * view.rowHeight() + 3);
        QTest::mouseClick(view.viewport(), Qt::LeftButton, Qt::ShiftModifier, at);
        w.settle();
    };
    chooseTo(view.rows().begin() + 49'999);
    REQUIRE(view.chosenCount() == 50'000);
    QTest::keyClick(&view, Qt::Key_C, Qt::ControlModifier);
    w.settle();
    QElapsedTimer timer;
    timer.start();
    while (panel.counts().text() != "copied 50,000 rows" && timer.elapsed() < 30'000)
        QTest::qWait(1);
    CHECK(panel.counts().text() == "copied 50,000 rows");
    const QString text = QApplication::clipboard()->text();
    CHECK(text.count('\n') == 49'999);
    CHECK(text.endsWith(QString::fromStdString(view.currentRecord()->raw)));
    // More than is copied at once.
    chooseTo(view.rows().begin() + 119'999);
    QTest::keyClick(&view, Qt::Key_C, Qt::ControlModifier);
    w.settle();
    timer.restart();
    while (!panel.counts().text().startsWith("copied the first") && timer.elapsed() < 30'000)
        QTest::qWait(1);
    CHECK(panel.counts().text() == "copied the first 100,000 of 120,000 rows: no more at once");
    CHECK(QApplication::clipboard()->text().count('\n') == 99'999);
    // Cancelled, the clipboard stays.
    QApplication::clipboard()->setText("mine");
    QTest::keyClick(&view, Qt::Key_C, Qt::ControlModifier);
    emit w.window->cancelWanted();
    w.settle();
    QTest::qWait(100);
    CHECK(QApplication::clipboard()->text() == "mine");
}

TEST_CASE("log window: a costly search shows hits before it is done", "[window]") {
    Workbench w;
    importBig(w, 300'000);
    w.window->scope().fit();
    w.settle();
    LogView& view = w.window->logPanel().view();
    bool hasSeenPart = false;
    QObject::connect(&view, &LogView::countsChanged, w.window.get(),
                     [&] { hasSeenPart |= view.rows().matching() > 0 && !view.rows().isWhole(); });
    w.window->scope().setFilter("/took \\d*[13579] ns/");
    view.flush();
    QElapsedTimer timer;
    timer.start();
    while (!(view.rows().isWhole() && view.rows().hidden() > 0) && timer.elapsed() < 60'000)
        QTest::qWait(1);
    CHECK(hasSeenPart);
    CHECK(view.rows().matching() + view.rows().hidden() == 300'000);
}

/// FORESHOCK_LOG_FILE=ten-million.foreshock tests_window "[.log-scale]"
TEST_CASE("log window: how long it takes on a file of one's own", "[.log-scale]") {
    const QByteArray path = qgetenv("FORESHOCK_LOG_FILE");
    if (path.isEmpty())
        return;
    Workbench w;
    w.controller->open(path.toStdString());
    w.settle();
    w.window->scope().fit();
    w.settle();
    LogView& view = w.window->logPanel().view();
    WARN(view.rows().matching() << " rows");
    qint64 longest = 0;
    QElapsedTimer all, one;
    // What a person waits for: from the wish to the first painted rows, and to the whole count; and the longest time
    // that the window was busy with itself.
    const auto measure = [&](const char* what, const auto& act) {
        longest = 0;
        double first = -1;
        all.start();
        one.start();
        act();
        longest = one.nsecsElapsed();
        const auto firstRow = [&] { return !view.rows().isKnown() ? nullptr : view.rows().at(view.topRow()); };
        bool isAnswered = false;
        const auto connection = QObject::connect(&view, &LogView::countsChanged, &view, [&] { isAnswered = true; });
        int rest = 0;
        double whole = -1;
        while (all.elapsed() < 60'000 && rest < 150) {
            one.start();
            QApplication::processEvents();
            longest = std::max(longest, one.nsecsElapsed());
            const double now = static_cast<double>(all.nsecsElapsed()) / 1e6;
            if (first < 0 && isAnswered && (firstRow() || view.rows().matching() > 0))
                first = now;
            if (whole < 0 && isAnswered && view.rows().isWhole())
                whole = now;
            rest = whole >= 0 ? rest + 1 : 0;
            std::this_thread::sleep_for(std::chrono::milliseconds(1));
        }
        QObject::disconnect(connection);
        WARN(what << ": first rows " << first << " ms, whole " << whole << " ms, longest handler round "
                  << static_cast<double>(longest) / 1e6 << " ms, " << view.rows().matching() << " rows");
    };
    for (const char* query : {"level>=error", "timeout", "\"nowhere-to-be-found\"", "/\\d{9}/", "template:3", ""})
        measure(query, [&] { w.window->scope().setFilter(query); });
    measure("jump to the middle", [&] { view.verticalScrollBar()->setValue(view.verticalScrollBar()->maximum() / 2); });
    measure("last row", [&] { QTest::keyClick(&view, Qt::Key_G, Qt::ShiftModifier); });
    measure("next error back", [&] { QTest::keyClick(&view, Qt::Key_E, Qt::ShiftModifier); });
    measure("zoom to a tenth", [&] { w.window->scope().zoom(.1, w.window->scope().range().from); });
    w.window->scope().fit();
    w.settle();
    double worst = 0, sum = 0;
    for (int i = 0; i < 200; ++i) { // a step of the scroll bar, then its rows painted anew
        one.start();
        view.verticalScrollBar()->setValue(view.verticalScrollBar()->maximum() / 200 * i);
        const double step = static_cast<double>(one.nsecsElapsed()) / 1e6;
        w.settle();
        REQUIRE(view.rows().at(view.topRow()));
        one.start();
        (void)view.viewport()->grab();
        const double frame = static_cast<double>(one.nsecsElapsed()) / 1e6;
        worst = std::max(worst, step + frame);
        sum += step + frame;
    }
    WARN("a step of the scroll bar and a frame of its rows: mean " << sum / 200 << " ms, worst " << worst << " ms");
    one.start();
    w.window->findChild<QTabWidget*>()->setCurrentWidget(&w.window->templates());
    w.settle();
    WARN("templates of all: " << one.elapsed() << " ms, " << w.window->templates().table().model()->rowCount()
                              << " rows");
}
