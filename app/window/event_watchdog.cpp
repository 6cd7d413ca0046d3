// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/event_watchdog.h"

#include <QMetaEnum>
#include <QThread>

#include <fmt/format.h>

#include <chrono>
#include <cstdio>

namespace foreshock {

std::string slowHandlerText(const SlowHandler& handler) {
    const char* name = QMetaEnum::fromType<QEvent::Type>().valueToKey(handler.type);
    return fmt::format("handler took {} ms: {} to {}{}{}", handler.took.ns / 1'000'000,
                       name ? name : fmt::format("event {}", static_cast<int>(handler.type)), handler.receiver,
                       handler.part.empty() ? "" : ", ", handler.part);
}

EventWatchdog::EventWatchdog(Tell tell, Duration limit, Clock clock)
    : m_tell(std::move(tell))
    , m_limit(limit)
    , m_clock(std::move(clock)) {}

Duration EventWatchdog::steady() {
    return {std::chrono::duration_cast<std::chrono::nanoseconds>(std::chrono::steady_clock::now().time_since_epoch())
                .count()};
}

void EventWatchdog::begin(const QObject& receiver, const QEvent& event, int loopLevel) {
    const Duration now = m_clock();
    for (Running& outer : m_running)
        if (outer.loopLevel < loopLevel && !outer.beforeLoop)
            outer.beforeLoop = outer.own(now);
    // The name now: the handler may be the receiver's end.
    m_running.push_back(
        {{receiver.metaObject()->className(), event.type(), {}, {}}, loopLevel, now, Duration{}, std::nullopt});
}

void EventWatchdog::end() {
    Running done = std::move(m_running.back());
    m_running.pop_back();
    const Duration now = m_clock();
    done.what.took = done.own(now);
    if (m_slowest.took < done.what.took)
        m_slowest = done.what;
    const bool isTold = m_limit < done.what.took;
    if (!m_running.empty())
        m_running.back().apart = m_running.back().apart + (isTold ? now - done.begun : done.apart);
    if (isTold)
        m_tell(done.what);
}

void EventWatchdog::name(const std::string& part) {
    if (!m_running.empty())
        m_running.back().what.part = part;
}

WatchedApplication::WatchedApplication(int& argc, char** argv)
    : QApplication(argc, argv) {
    if (!qEnvironmentVariableIsEmpty("FORESHOCK_WATCHDOG"))
        m_dog = std::make_unique<EventWatchdog>([](const SlowHandler& handler) {
            std::fputs(("foreshock: " + slowHandlerText(handler) + "\n").c_str(), stderr);
        });
}

bool WatchedApplication::notify(QObject* receiver, QEvent* event) {
    if (!m_dog || !receiver || QThread::currentThread() != thread())
        return QApplication::notify(receiver, event);
    m_dog->begin(*receiver, *event, thread()->loopLevel());
    const bool isTaken = QApplication::notify(receiver, event);
    m_dog->end();
    return isTaken;
}

void WatchedApplication::nameHandler(const std::source_location& where) {
    const auto* watched = dynamic_cast<const WatchedApplication*>(qApp);
    if (!watched || !watched->m_dog)
        return;
    const std::string_view file = where.file_name();
    watched->m_dog->name(fmt::format("{}:{}", file.substr(file.rfind('/') + 1), where.line()));
}

std::unique_ptr<EventWatchdog> WatchedApplication::watchBy(std::unique_ptr<EventWatchdog> dog) {
    return std::exchange(m_dog, std::move(dog));
}

} // namespace foreshock
