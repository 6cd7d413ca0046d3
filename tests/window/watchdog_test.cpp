// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/event_watchdog.h"
#include "tests/window/many_events.h"
#include "tests/window/workbench.h"
#include "views/timeline/timeline_view.h"

#include <QElapsedTimer>
#include <QEventLoop>
#include <QTimer>

using namespace foreshock;
using namespace foreshock::test;

namespace {

/// Watches the test's application until it dies; keeps what it is told.
class Watch {
public:
    explicit Watch(Duration limit = EventWatchdog::kLimit) {
        auto dog = std::make_unique<EventWatchdog>([this](const SlowHandler& h) { told.push_back(h); }, limit);
        m_dog = dog.get();
        m_before = app().watchBy(std::move(dog));
    }
    ~Watch() { app().watchBy(std::move(m_before)); }
    const SlowHandler& slowest() const { return m_dog->slowest(); }
    std::vector<SlowHandler> told;

private:
    static WatchedApplication& app() { return *static_cast<WatchedApplication*>(qApp); }
    EventWatchdog* m_dog = nullptr;
    std::unique_ptr<EventWatchdog> m_before;
};

/// Takes its time with every timer event.
class Sleeper : public QObject {
    Q_OBJECT
public:
    bool event(QEvent* event) override {
        if (event->type() == QEvent::User)
            QTest::qSleep(60);
        return QObject::event(event);
    }
};

} // namespace

TEST_CASE("watchdog: a slow handler is told with its event and its receiver, a quick one is not", "[watchdog]") {
    Watch watch;
    Sleeper sleeper;
    QObject quick;
    QEvent user(QEvent::User);
    QCoreApplication::sendEvent(&sleeper, &user);
    REQUIRE(watch.told.size() == 1);
    CHECK(watch.told[0].type == QEvent::User);
    CHECK(Duration::milliseconds(60) <= watch.told[0].took);
    CHECK(slowHandlerText(watch.told[0]).ends_with(" ms: User to Sleeper"));
    Watch generous(Duration::seconds(60));
    QCoreApplication::sendEvent(&quick, &user);
    CHECK(generous.told.empty());
}

TEST_CASE("watchdog: a handler that does many things says which", "[watchdog]") {
    Duration now;
    std::string told;
    EventWatchdog dog([&](const SlowHandler& h) { told = slowHandlerText(h); }, Duration::milliseconds(50),
                      [&] { return now; });
    dog.begin(QObject(), QEvent(QEvent::MetaCall), 1);
    dog.name("incident_analysis.cpp:77");
    now = Duration::milliseconds(61);
    dog.end();
    CHECK(told == "handler took 61 ms: MetaCall to QObject, incident_analysis.cpp:77");
}

TEST_CASE("watchdog: a handler pays for its own time only, and no loop that waits for somebody", "[watchdog]") {
    Duration now;
    std::vector<std::string> told;
    EventWatchdog dog([&](const SlowHandler& h) { told.push_back(slowHandlerText(h)); }, Duration::milliseconds(50),
                      [&] { return now; });
    const auto pass = [&](int ms) { now = now + Duration::milliseconds(ms); };
    const QObject object;
    const QTimer timer;
    const QEvent click(QEvent::MouseButtonRelease), tick(QEvent::Timer);
    const auto run = [&](const auto& receiver, const QEvent& event, int level, const auto& body) {
        dog.begin(receiver, event, level);
        body();
        dog.end();
    };
    run(object, click, 1, [&] { pass(50); }); // the limit itself is allowed
    CHECK(told.empty());
    // The one within is told, the one around it was quick itself.
    run(object, click, 1, [&] {
        pass(30);
        run(timer, tick, 1, [&] { pass(70); });
        pass(20);
    });
    CHECK(told == std::vector<std::string>{"handler took 70 ms: Timer to QTimer"});
    told.clear();
    // Many quick ones make a slow one.
    run(object, click, 1, [&] {
        for (int i = 0; i < 3; ++i)
            run(timer, tick, 1, [&] { pass(20); });
    });
    CHECK(told == std::vector<std::string>{"handler took 60 ms: MouseButtonRelease to QObject"});
    told.clear();
    // A dialog stands open for a minute.
    run(object, click, 1, [&] {
        pass(40);
        run(timer, tick, 2, [&] { pass(1); });
        pass(60'000);
    });
    CHECK(told.empty());
    // Slow before it opened.
    run(object, click, 1, [&] {
        pass(80);
        run(timer, tick, 2, [&] { pass(1); });
        pass(60'000);
    });
    CHECK(told == std::vector<std::string>{"handler took 80 ms: MouseButtonRelease to QObject"});
    CHECK(dog.slowest().took == Duration::milliseconds(80));
}

TEST_CASE("watchdog: an incident comes to the window with its index, and the window makes none", "[watchdog]") {
    Workbench w;
    const std::string path = w.folder.path("events.foreshock");
    recordEvents(path, 2'000);
    Watch watch(Duration::seconds(5)); // a machine may be busy; a handler that waits for a job is not
    w.controller->open(path);
    w.settle();
    REQUIRE_FALSE(w.controller->lastError());
    const TimelineValues& values = w.window->timeline().values();
    REQUIRE(values.incident);
    CHECK(values.incident->alarms.size() == 2'000);
    CHECK(values.incident->changes.size() == 2'000);
    REQUIRE(values.incident->events);
    CHECK(values.index == values.incident->events);
    CHECK(values.index->alarmedOf(ServiceId("service-7")).alarms == 4);
    CHECK(watch.told.empty());
}

TEST_CASE("watchdog: which handlers are slow while two million events are opened", "[watchdog][.bench]") {
    Workbench w;
    const std::string path = w.folder.path("events.foreshock");
    const int each = qEnvironmentVariableIsEmpty("EVENTS") ? 1'000'000 : qEnvironmentVariableIntValue("EVENTS");
    recordEvents(path, each);
    Watch watch;
    QElapsedTimer timer;
    timer.start();
    w.controller->keepNoAnswers();
    w.controller->open(path);
    const auto isShown = [&] { return w.window->timeline().values().incident != nullptr; };
    while (!isShown() && timer.elapsed() < 300'000)
        QTest::qWait(20);
    const auto shown = timer.elapsed();
    // The ranking of a million alarms is another matter: as much of it as half a minute brings.
    const int seconds = qEnvironmentVariableIsEmpty("WAIT") ? 30 : qEnvironmentVariableIntValue("WAIT");
    QTest::qWait(seconds * 1000);
    REQUIRE(isShown());
    std::string all;
    for (const SlowHandler& handler : watch.told)
        all += "\n  " + slowHandlerText(handler);
    WARN(2 * each << " events: shown after " << shown << " ms; " << watch.told.size()
                  << " handlers over 50 ms; the slowest: " << slowHandlerText(watch.slowest()) << all);
}

#include "watchdog_test.moc"
