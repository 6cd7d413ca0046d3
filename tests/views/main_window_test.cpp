// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <catch2/catch.hpp>

#include "tests/views/kinesis_values.h"
#include "views/log/log_panel.h"
#include "views/suspects/evidence_row.h"
#include "views/time_scope/time_scope.h"
#include "views/timeline/timeline_view.h"
#include "views/workbench/error_banner.h"
#include "views/workbench/header_bar.h"
#include "views/workbench/key_sheet.h"
#include "views/workbench/key_table.h"
#include "views/workbench/opening_range.h"
#include "views/workbench/status_line.h"

#include <QAction>
#include <QApplication>
#include <QDropEvent>
#include <QLineEdit>
#include <QMimeData>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <set>

using namespace foreshock;

namespace {

struct Desk {
    MainWindow window;
    Desk() {
        window.resize(1280, 720);
        window.show();
        kinesis::serve(window);
        QTest::qWait(10);
        window.flush();
    }
    template<class T>
    T* part() {
        return window.findChild<T*>();
    }
};

} // namespace

TEST_CASE("window: it opens from before the lead to after the last alarm, with the lead's chain drawn", "[window]") {
    Desk d;
    const TimeRange range = d.window.scope().range();
    CHECK(range.contains(kinesis::at(2, 44)));
    CHECK(range.contains(kinesis::at(7, 20)));
    CHECK(range.length() < Duration::hours(8));
    CHECK(d.part<TimelineView>()->scene().arcs.size() >= 2);
    CHECK(rangeText({kinesis::at(2, 15), kinesis::at(6, 20)}, d.window.scope().zone()) == "02:15 \u2013 06:20 PST");
}

TEST_CASE("window: at 1280 by 720 the suspects have 300 px, the log five rows, nothing is cut", "[window]") {
    Desk d;
    auto* log = &d.part<LogPanel>()->view();
    CHECK(log->viewport()->height() / log->rowHeight() == 5);
    for (const QWidget* w : d.window.findChildren<QWidget*>()) {
        if (!w->isVisible() || w->isWindow())
            continue;
        const QRect inWindow(w->mapTo(&d.window, QPoint()), w->size());
        const bool scrolls = w->parentWidget() && (w->parentWidget()->objectName() == "qt_scrollarea_viewport" ||
                                                   d.window.rect().contains(inWindow));
        if (w->parentWidget() == &d.window)
            CHECK(d.window.rect().contains(inWindow));
        else
            CHECK((scrolls || inWindow.right() <= d.window.width()));
    }
}

TEST_CASE("window: Ctrl+F goes to the filter, Alt+Left back, ? lists every key, Esc puts the list away", "[window]") {
    Desk d;
    QTest::keyClick(d.part<TimelineView>(), Qt::Key_F, Qt::ControlModifier);
    for (QAction* action : d.window.findChildren<QAction*>())
        if (action->shortcut() == QKeySequence("Ctrl+F"))
            action->trigger();
    CHECK(QApplication::focusWidget() == &d.part<LogPanel>()->filter());
    const TimeRange before = d.window.scope().range();
    d.window.scope().setRange({kinesis::at(4, 0), kinesis::at(5, 0)});
    for (QAction* action : d.window.findChildren<QAction*>())
        if (action->shortcut() == QKeySequence("Alt+Left"))
            action->trigger();
    CHECK(d.window.scope().range() == before);
    for (QAction* action : d.window.findChildren<QAction*>())
        if (action->shortcut() == QKeySequence("?"))
            action->trigger();
    auto* keys = d.part<KeySheet>();
    CHECK(keys->isVisible());
    for (const KeyRow& row : keyTable())
        CHECK(keys->accessibleDescription().contains(row.what));
    QTest::keyClick(keys, Qt::Key_Escape);
    CHECK_FALSE(keys->isVisible());
}

TEST_CASE("window: no two actions share a shortcut", "[window]") {
    Desk d;
    std::set<QString> seen;
    for (const QAction* action : d.window.findChildren<QAction*>())
        if (!action->shortcut().isEmpty()) {
            INFO(action->text().toStdString());
            CHECK(seen.insert(action->shortcut().toString()).second);
        }
}

TEST_CASE("window: evidence goes where it points, and the log follows the cursor", "[window]") {
    Desk d;
    QSignalSpy activated(&d.window, &MainWindow::evidenceActivated);
    for (EvidenceRow* row : d.window.findChildren<EvidenceRow*>())
        if (row->text().startsWith("Threads flat")) {
            row->click();
            break;
        }
    REQUIRE(activated.count() == 1);
    CHECK(*d.window.scope().cursor() == kinesis::at(4, 25));
    QTest::qWait(50);
    CHECK(d.part<LogPanel>()->view().currentRow());
}

TEST_CASE("window: files dropped anywhere are handed on", "[window]") {
    Desk d;
    QSignalSpy dropped(&d.window, &MainWindow::dropped);
    QMimeData data;
    data.setUrls({QUrl::fromLocalFile("/tmp/a.log"), QUrl("https://example.org/x")});
    QDragEnterEvent enter(QPoint(300, 300), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(&d.window, &enter);
    CHECK(enter.isAccepted());
    QDropEvent drop(QPointF(300, 300), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(&d.window, &drop);
    REQUIRE(dropped.count() == 1);
    CHECK(dropped[0][0].toStringList() == QStringList{"/tmp/a.log"});
}

TEST_CASE("window: an error is a banner with what to do, work shows progress with cancel", "[window]") {
    Desk d;
    d.window.showError({ErrorCode::Io, "The file cannot be read", "/tmp/a.log", "Check that it is mounted"});
    auto* banner = d.part<ErrorBanner>();
    CHECK(banner->isVisible());
    CHECK(banner->text() == "The file cannot be read (/tmp/a.log). Check that it is mounted");
    QSignalSpy cancel(&d.window, &MainWindow::cancelWanted);
    d.window.setProgress("importing kfe.log", 0.4);
    for (QPushButton* b : d.part<StatusLine>()->findChildren<QPushButton*>())
        if (b->text() == "Cancel") {
            CHECK(b->isVisible());
            b->click();
        }
    CHECK(cancel.count() == 1);
    d.window.clearError();
    CHECK_FALSE(banner->isVisible());
}

TEST_CASE("window: the same incident again keeps range and cursor, another one does not", "[window]") {
    Desk d;
    d.window.scope().setRange({kinesis::at(4, 0), kinesis::at(5, 0)});
    d.window.scope().setCursor(kinesis::at(4, 30));
    auto more = std::make_shared<IncidentView>(*kinesis::incident());
    more->extent.to = kinesis::at(23, 30);
    d.window.setIncident(more);
    CHECK(d.window.scope().range() == TimeRange{kinesis::at(4, 0), kinesis::at(5, 0)});
    CHECK(d.window.scope().cursor());
    auto other = std::make_shared<IncidentView>(*more);
    other->fileName = "other.foreshock";
    d.window.setIncident(other);
    CHECK_FALSE(d.window.scope().cursor());
    CHECK_FALSE(d.window.scope().isTouched());
    d.window.setIncident(nullptr);
    d.window.flush();
}

TEST_CASE("window: every control that takes the focus has a name for a screen reader", "[window]") {
    Desk d;
    for (const QWidget* w : d.window.findChildren<QWidget*>()) {
        if (w->focusPolicy() == Qt::NoFocus || !w->isVisible() || w->objectName().startsWith("qt_"))
            continue;
        const auto* button = qobject_cast<const QAbstractButton*>(w);
        INFO(w->metaObject()->className());
        CHECK((!w->accessibleName().isEmpty() || (button && !button->text().isEmpty()) || w->inherits("QMenuBar") ||
               w->inherits("QTabBar") || w->inherits("QMenu") || w->inherits("QScrollBar") || w->inherits("QLabel") ||
               w->inherits("QHeaderView") || w->inherits("QSplitterHandle") || w->inherits("QTabWidget")));
    }
}

TEST_CASE("window: everything stays reachable at double text size", "[window]") {
    Desk d;
    for (QAction* action : d.window.findChildren<QAction*>())
        if (action->text() == "200 %")
            action->trigger();
    QTest::qWait(10);
    d.window.flush();
    CHECK(d.part<TimelineView>()->width() > 250);
    if (const QString folder = qEnvironmentVariable("FORESHOCK_PICTURES"); !folder.isEmpty())
        CHECK(d.window.grab().save(folder + "/text-200.png"));
}

TEST_CASE("status line: the analysis says milliseconds where it took less than a second", "[window]") {
    CHECK(analysisText(Duration::milliseconds(2)) == "2 ms");
    CHECK(analysisText(Duration::milliseconds(999)) == "999 ms");
    CHECK(analysisText(Duration::milliseconds(1430)) == "1.4 s");
    CHECK(analysisText(Duration{1000}) == "under 1 ms");
}
