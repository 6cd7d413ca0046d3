// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/views/kinesis_values.h"
#include "views/time_scope/time_scope.h"
#include "views/timeline/timeline_view.h"

#include <QApplication>
#include <QMouseEvent>
#include <QTest>
#include <cmath>

namespace foreshock::test {

/// A shown timeline with the Kinesis incident and its samples, and a hand on it.
struct TimelineHands {
    TimeScope scope;
    TimelineView view{scope};

    TimelineHands() {
        view.resize(900, 640);
        const auto incident = kinesis::incident();
        QObject::connect(&view, &TimelineView::seriesWindowWanted, &view,
                         [this, incident](const std::vector<SeriesId>& ids, TimeRange range, int pixels) {
                             std::vector<SeriesWindow> out;
                             for (const SeriesId id : ids)
                                 out.push_back(kinesis::seriesWindow(
                                     incident->series[static_cast<std::size_t>(id.value - 1)], range, pixels));
                             view.setSeriesWindows(out);
                         });
        scope.setZone(Zone::find("America/Los_Angeles").value());
        scope.setFirstAlarm(kinesis::at(5, 15));
        scope.setExtent(incident->extent);
        scope.open({kinesis::at(2, 15), kinesis::at(6, 15)});
        view.setIncident(incident);
        view.setAnswer(kinesis::answer());
        view.setSelectedChange(ChangeId("chg-kfe-capacity"));
        view.show();
        QTest::qWait(5);
        view.flush();
    }
    QPoint point(Instant t, int y = 300) const {
        return {static_cast<int>(std::lround(view.scene().layout.axis.x(t))), y};
    }
    void drag(QPoint from, QPoint to, Qt::KeyboardModifiers modifiers = Qt::NoModifier,
              Qt::MouseButton button = Qt::LeftButton) {
        QTest::mousePress(view.plot(), button, modifiers, from);
        for (int i = 1; i <= 4; ++i)
            moveTo(from + (to - from) * i / 4, button, modifiers);
        QTest::mouseRelease(view.plot(), button, modifiers, to);
        view.flush();
    }
    void moveTo(QPoint at, Qt::MouseButton held = Qt::NoButton, Qt::KeyboardModifiers modifiers = Qt::NoModifier) {
        QMouseEvent move(QEvent::MouseMove, at, view.plot()->mapToGlobal(at), Qt::NoButton, held, modifiers);
        QApplication::sendEvent(view.plot(), &move);
    }
    void key(int key, Qt::KeyboardModifiers modifiers = Qt::NoModifier) {
        QTest::keyClick(&view, static_cast<Qt::Key>(key), modifiers);
        view.flush();
    }
    /// Names of the lanes from top to bottom.
    QStringList names() const {
        QStringList out;
        for (const Lane& lane : view.scene().lanes)
            out << (lane.isPinned ? "*" : "") + lane.name;
        return out;
    }
    std::size_t lane(const QString& name) const {
        for (std::size_t i = 0; i < view.scene().lanes.size(); ++i)
            if (view.scene().lanes[i].name == name)
                return i;
        return view.scene().lanes.size();
    }
    QRectF gutter(const QString& name) const { return view.scene().layout.lanes.at(lane(name)).gutter; }
};

} // namespace foreshock::test
