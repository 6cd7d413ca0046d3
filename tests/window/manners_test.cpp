// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The whole window for every hand and eye: names for those who hear it, a focus that is seen, large text, letters from
// right to left.
#include "tests/window/workbench.h"
#include "views/forms/change_form.h"
#include "views/forms/edges_form.h"
#include "views/keys/keys_dialog.h"
#include "views/log/log_panel.h"
#include "views/manual/manual_window.h"
#include "views/suspects/suspects_panel.h"
#include "views/timeline/timeline_view.h"
#include "views/workbench/side_dock.h"

#include <QAbstractButton>
#include <QAction>
#include <QComboBox>
#include <QDir>
#include <QLabel>
#include <QLineEdit>
#include <QScrollArea>
#include <QScrollBar>
#include <QTabBar>
#include <QTabWidget>
#include <QToolButton>
#include <set>

using namespace foreshock;
using namespace foreshock::test;

namespace {

std::string nameOf(const QWidget& w) {
    std::string out;
    for (const QWidget* up = &w; up && !up->isWindow(); up = up->parentWidget())
        out += std::string(up->metaObject()->className()) + "(" + up->objectName().toStdString() + ") < ";
    return out;
}

QString wordsOf(const QWidget& w) {
    if (!w.accessibleName().isEmpty())
        return w.accessibleName();
    if (const auto* button = qobject_cast<const QAbstractButton*>(&w))
        return button->text();
    return {};
}

/// Widgets of Qt inside of others, which speak for them.
bool isInner(const QWidget& w) {
    return w.objectName().startsWith("qt_") || qobject_cast<const QComboBox*>(w.parentWidget()) ||
           qobject_cast<const QTabWidget*>(w.parentWidget()) || qobject_cast<const QTabBar*>(w.parentWidget()) ||
           (w.parentWidget() && w.parentWidget()->inherits("QComboBoxPrivateContainer")) ||
           w.inherits("QComboBoxPrivateContainer");
}

void openAll(Workbench& w) {
    w.controller->openExample("kinesis-2020-11-25");
    w.settle();
    QTest::keyClick(w.window->findChild<TimelineView*>(), Qt::Key_Escape); // the first marks go
}

} // namespace

TEST_CASE("manners: everything that can have the focus has a name to be heard", "[window]") {
    Workbench w;
    openAll(w);
    int stops = 0;
    for (const QWidget* widget : w.window->findChildren<QWidget*>()) {
        if (widget->focusPolicy() == Qt::NoFocus || isInner(*widget) || widget->inherits("QMenu"))
            continue;
        const auto* button = qobject_cast<const QAbstractButton*>(widget);
        if (qobject_cast<const QLabel*>(widget) || (button && button->isHidden() && button->text().isEmpty()))
            continue; // its words are its name, and it has them when it is shown
        ++stops;
        INFO(nameOf(*widget));
        CHECK_FALSE(wordsOf(*widget).trimmed().isEmpty());
    }
    CHECK(stops > 60);
}

TEST_CASE("manners: Tab reaches every panel, comes round, and shows each time where it is", "[window]") {
    Workbench w;
    openAll(w);
    w.window->activateWindow();
    QApplication::setActiveWindow(w.window.get());
    w.window->logPanel().filter().setFocus();
    w.window->findChild<TimelineView*>()->setFocus(Qt::TabFocusReason);
    std::set<const QWidget*> seen;
    QWidget* focus = QApplication::focusWidget();
    bool hasComeRound = false;
    for (int i = 0; i < 400 && !hasComeRound; ++i) {
        REQUIRE(focus);
        INFO(i << " " << nameOf(*focus));
        CHECK(focus->isVisible());
        if (seen.insert(focus).second) {
            w.window->flush();
            const QImage with = focus->grab().toImage();
            focus->clearFocus();
            w.window->flush();
            const QImage without = focus->grab().toImage();
            CHECK(with != without);
            focus->setFocus(Qt::TabFocusReason);
        }
        QTest::keyClick(focus, Qt::Key_Tab);
        QWidget* next = QApplication::focusWidget();
        if (next == focus) { // a view that takes Tab for itself must give it back by another key: none does
            CAPTURE(nameOf(*focus));
            CHECK(next != focus);
            break;
        }
        focus = next;
        hasComeRound = seen.count(focus) > 0;
    }
    CHECK(hasComeRound);
    const auto reached = [&](const QWidget* part) {
        return std::any_of(seen.begin(), seen.end(),
                           [&](const QWidget* s) { return s == part || part->isAncestorOf(s); });
    };
    CHECK(reached(w.window->findChild<TimelineView*>()));
    CHECK(reached(&w.window->logPanel().view()));
    CHECK(reached(&w.window->logPanel().filter()));
    CHECK(reached(w.window->findChild<QTabWidget*>()));
    CHECK(reached(w.window->findChild<SuspectsPanel*>()));
}

TEST_CASE("manners: no word is cut without an ellipsis and a tooltip, nothing leaves the window", "[window]") {
    const QString folder = qEnvironmentVariable("FORESHOCK_PICTURES");
    Workbench w;
    openAll(w);
    for (const QSize size : {QSize(1280, 720), QSize(1440, 900), QSize(3840, 2160)})
        for (const double scale : {1.0, 1.5, 2.0}) {
            w.window->setTextScale(scale);
            w.window->resize(size);
            w.settle();
            INFO(size.width() << "x" << size.height() << " at " << scale);
            CHECK(w.window->size() == size); // nothing needs more than there is
            if (!folder.isEmpty() && size.width() < 3000)
                w.window->grab().save(
                    QStringLiteral("%1/scale-%2-%3.png").arg(folder).arg(size.width()).arg(scale * 100));
            for (const QWidget* widget : w.window->findChildren<QWidget*>()) {
                if (!widget->isVisible() || widget->isWindow())
                    continue;
                const QRect place(widget->mapTo(w.window.get(), QPoint()), widget->size());
                bool isScrolled = false;
                for (const QWidget* up = widget->parentWidget(); up; up = up->parentWidget())
                    isScrolled = isScrolled || up->objectName() == "qt_scrollarea_viewport";
                INFO(nameOf(*widget));
                CHECK(place.left() >= 0);
                if (!isScrolled && !place.isEmpty())
                    CHECK(w.window->rect().contains(place));
                const auto* label = qobject_cast<const QLabel*>(widget);
                const auto* button = qobject_cast<const QAbstractButton*>(widget);
                if (label && !label->wordWrap() && label->textFormat() != Qt::RichText && !label->text().isEmpty()) {
                    INFO(label->text().toStdString());
                    CHECK((label->width() >= label->minimumSizeHint().width() - 1 || !label->toolTip().isEmpty()));
                }
                if (label && label->wordWrap() && !label->text().isEmpty() && label->width() > 0) {
                    INFO(label->text().toStdString());
                    CHECK(label->height() >= label->heightForWidth(label->width()) - 2);
                }
                if (button && !button->text().isEmpty() &&
                    button->metaObject()->className() == QString("QPushButton")) {
                    INFO(button->text().toStdString());
                    CHECK((button->width() >= button->minimumSizeHint().width() - 1 || !button->toolTip().isEmpty()));
                }
            }
        }
    w.window->setTextScale(1);
}

TEST_CASE("manners: right to left turns the panels round, never time or the log", "[window]") {
    const QString folder = qEnvironmentVariable("FORESHOCK_PICTURES");
    QApplication::setLayoutDirection(Qt::RightToLeft);
    {
        Workbench w;
        w.window->setThemeChoice(ThemeChoice::Light);
        openAll(w);
        const auto& axis = w.window->findChild<TimelineView*>()->scene().layout.axis;
        const TimeRange range = w.window->scope().range();
        CHECK(axis.x(range.from) < axis.x(range.to));
        // A step to the right is a step to later.
        auto* timeline = w.window->findChild<TimelineView*>();
        w.window->scope().setCursor(range.from + range.length() / 2);
        QTest::keyClick(timeline, Qt::Key_Right);
        CHECK(*w.window->scope().cursor() > range.from + range.length() / 2);
        // Panels change sides, sentences and times do not.
        const auto at = [&](const QWidget* part) { return part->mapTo(w.window.get(), QPoint()).x(); };
        CHECK(at(w.window->findChild<SuspectsPanel*>()) < at(timeline));
        CHECK(w.window->findChild<SuspectsPanel*>()->layoutDirection() == Qt::LeftToRight);
        CHECK(w.window->logPanel().view().layoutDirection() == Qt::LeftToRight);
        for (const QToolButton* pill : w.window->findChildren<QToolButton*>("pill"))
            if (pill->text().contains("PST"))
                CHECK(pill->layoutDirection() == Qt::LeftToRight);
        // A row of the services paints its name beside its sign, as it does from left to right.
        const auto inkLeftOf = [](QWidget* list) {
            const QImage picture = list->grab().toImage();
            for (int x = 34; x < picture.width(); ++x) // behind the sign
                for (int y = 4; y < 20; ++y)
                    if (picture.pixelColor(x, y).lightness() < 100)
                        return x;
            return picture.width();
        };
        CHECK(inkLeftOf(w.window->findChild<SideDock*>()->services().viewport()) < 60);
        if (!folder.isEmpty())
            w.window->grab().save(folder + "/rtl.png");
    }
    QApplication::setLayoutDirection(Qt::LeftToRight);
}
