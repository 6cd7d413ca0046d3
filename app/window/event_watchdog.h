// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/base/time.h"

#include <QApplication>
#include <QEvent>
#include <functional>
#include <memory>
#include <optional>
#include <source_location>
#include <string>
#include <vector>

namespace foreshock {

/// A handler that kept the window waiting.
struct SlowHandler {
    std::string receiver; ///< its class
    QEvent::Type type = QEvent::None;
    std::string part; ///< which of the receiver's deliveries, "incident_analysis.cpp:77"; empty: not told
    Duration took; ///< without handlers within it that were told themselves, and without loops that wait for somebody
};
/// "handler took 61 ms: MetaCall to foreshock::IncidentController, incident_analysis.cpp:77".
std::string slowHandlerText(const SlowHandler& handler);

/// Times the handlers of one thread's events and tells of those that take longer than a limit.
class EventWatchdog {
public:
    using Clock = std::function<Duration()>;
    using Tell = std::function<void(const SlowHandler&)>;
    static constexpr Duration kLimit = Duration::milliseconds(50);

    explicit EventWatchdog(Tell tell, Duration limit = kLimit, Clock clock = steady);
    /// Around one handler. `loopLevel`: how many event loops stand one in the other.
    void begin(const QObject& receiver, const QEvent& event, int loopLevel);
    void end();
    /// What the innermost running handler does, where its receiver does many things.
    void name(const std::string& part);
    /// The longest handler so far, told or not.
    const SlowHandler& slowest() const { return m_slowest; }

private:
    struct Running {
        SlowHandler what;
        int loopLevel = 0;
        Duration begun;
        Duration apart;                     ///< of handlers within it that were told
        std::optional<Duration> beforeLoop; ///< its own time until it began a loop, which waits for somebody
        Duration own(Duration now) const { return beforeLoop.value_or(now - begun - apart); }
    };
    static Duration steady();

    Tell m_tell;
    Duration m_limit;
    Clock m_clock;
    std::vector<Running> m_running; ///< outermost first
    SlowHandler m_slowest;
};

/// An application whose handlers are watched: by what a test puts in, or by itself, on standard error, where
/// FORESHOCK_WATCHDOG is set. Otherwise it costs one branch an event.
class WatchedApplication : public QApplication {
public:
    WatchedApplication(int& argc, char** argv);
    bool notify(QObject* receiver, QEvent* event) override;
    /// The running handler is the delivery that was written there; costs nothing unless the application is watched.
    static void nameHandler(const std::source_location& where);
    /// The new one, if any, in place of the old one, which is given back.
    std::unique_ptr<EventWatchdog> watchBy(std::unique_ptr<EventWatchdog> dog);

private:
    std::unique_ptr<EventWatchdog> m_dog;
};

} // namespace foreshock
