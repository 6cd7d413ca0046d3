// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/job_thread.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace foreshock {

JobThread::JobThread()
    : m_thread([this](std::stop_token quit) { run(quit); }) {}

JobThread::~JobThread() {
    {
        const std::lock_guard lock(m_mutex);
        m_waiting.clear();
        m_runningStop.request_stop();
    }
    m_thread.request_stop();
    m_thread.join();
}

void JobThread::post(const std::string& kind, Job job) {
    const std::lock_guard lock(m_mutex);
    drop([&](const Waiting& w) { return w.isReplaceable && w.kind == kind; });
    if (m_isRunning && m_runningKind == kind)
        m_runningStop.request_stop();
    m_waiting.push_back({kind, true, std::move(job), {}});
    m_changed.notify_all();
}

void JobThread::enqueue(Job job, const std::string& kind) {
    const std::lock_guard lock(m_mutex);
    m_waiting.push_back({kind, false, std::move(job), {}});
    m_changed.notify_all();
}

void JobThread::cancel(const std::string& kind) {
    const std::lock_guard lock(m_mutex);
    drop([&](const Waiting& w) { return w.kind == kind; });
    if (m_isRunning && m_runningKind == kind)
        m_runningStop.request_stop();
    m_changed.notify_all();
}

void JobThread::drain() {
    std::unique_lock lock(m_mutex);
    m_changed.wait(lock, [&] { return m_waiting.empty() && m_dropped.empty() && !m_isRunning; });
}

void JobThread::drop(const std::function<bool(const Waiting&)>& isDropped) {
    const auto kept = std::stable_partition(m_waiting.begin(), m_waiting.end(), std::not_fn(isDropped));
    std::move(kept, m_waiting.end(), std::back_inserter(m_dropped));
    m_waiting.erase(kept, m_waiting.end());
}

void JobThread::run(std::stop_token quit) {
    std::unique_lock lock(m_mutex);
    while (m_changed.wait(lock, quit, [&] { return !m_waiting.empty() || !m_dropped.empty(); })) {
        if (!m_dropped.empty()) {
            m_isRunning = true;
            auto dropped = std::exchange(m_dropped, {});
            lock.unlock();
            dropped.clear();
            lock.lock();
            m_isRunning = false;
            m_changed.notify_all();
            continue;
        }
        Waiting next = std::move(m_waiting.front());
        m_waiting.pop_front();
        m_runningKind = next.kind;
        m_runningStop = next.stop;
        m_isRunning = true;
        lock.unlock();
        next.job(next.stop.get_token());
        next.job = nullptr; // what it captured dies here, not under the lock
        lock.lock();
        m_isRunning = false;
        m_runningStop = std::stop_source(std::nostopstate);
        m_changed.notify_all();
    }
}

} // namespace foreshock
