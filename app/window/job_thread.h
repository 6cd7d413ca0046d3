// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <stop_token>
#include <string>
#include <thread>

namespace foreshock {

/// One worker thread with a queue. The newest job of a kind wins: it takes the place of a waiting one and stops a
/// running one. Results go to the GUI thread by the job itself, through deliver().
class JobThread {
public:
    using Job = std::function<void(std::stop_token)>;

    JobThread();
    /// Stops the running job, drops the waiting ones, joins.
    ~JobThread();
    void post(const std::string& kind, Job job);
    /// Runs after what waits and replaces nothing; `kind` is for cancel() only.
    void enqueue(Job job, const std::string& kind = {});
    /// Stops the running job of that kind and drops waiting ones.
    void cancel(const std::string& kind);
    /// Waits until nothing runs or waits. For rendering and tests only.
    void drain();

private:
    struct Waiting {
        std::string kind;
        bool isReplaceable;
        Job job;
        std::stop_source stop;
    };
    void run(std::stop_token quit);
    /// Under the lock: to be destroyed by the thread itself, as what a job holds may be the last hold on much.
    void drop(const std::function<bool(const Waiting&)>& isDropped);

    std::mutex m_mutex;
    std::condition_variable_any m_changed;
    std::deque<Waiting> m_waiting;
    std::deque<Waiting> m_dropped;
    std::string m_runningKind;
    std::stop_source m_runningStop{std::nostopstate};
    bool m_isRunning = false;
    std::jthread m_thread; ///< last: starts when all else stands
};

} // namespace foreshock
