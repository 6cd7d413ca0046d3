// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/window/job_thread.h"
#include "app/window/log_reading.h"
#include "model/base/result.h"

#include <QObject>
#include <atomic>
#include <functional>
#include <memory>

namespace foreshock {

class LogPanel;
struct LogCopyWish;
class WindowSettings;

/// Answers what the log panel asks, on a thread of its own: a costly search keeps no lane waiting. The first rows go
/// out as soon as they are known; the rest is counted in short jobs, nearest to the rows in sight first, between which
/// newer questions find their place. Lives on the GUI thread, which never waits for it.
class LogDesk : public QObject {
    Q_OBJECT
public:
    LogDesk(LogPanel& panel, WindowSettings& settings);

    /// Another file, or the same one after a write. Answers to what was asked before are dropped.
    void look(const std::string& path);
    /// Marks of records were written.
    void readMarks();
    /// Lets go of the file.
    void close();
    /// Waits until everything is answered; what is delivered is still on its way. Not for the GUI thread but in tests
    /// and rendering.
    void drain() { m_thread.drain(); }
    void cancelCopy();

signals:
    void failed(const foreshock::Error& error);
    /// Rows came again after a failure.
    void recovered();
    /// Rows are fetched to be copied; no words: that is over.
    void progressed(const QString& words, double share);

private:
    using Job = std::function<void(LogReading&, std::stop_token, int generation)>;
    void connectWishes();
    void post(const std::string& kind, Job job);
    void deliver(int generation, std::function<void(LogPanel&)> what);
    void fail(int generation, const Error& error);
    void answerPage(const LogPageWish& wish);
    void answerRow(const LogRowWish& wish);
    void answerStep(const LogStepWish& wish);
    void answerHistogram(const LogHistogramWish& wish);
    void answerCopy(const LogCopyWish& wish);
    // on the log thread
    void goOnCounting(int generation);
    void count(LogReading& reading, int generation);
    Result<void> countBeside(LogReading& reading, LogWindow& window, std::chrono::milliseconds most);
    Result<LogFound> found(LogReading& reading, const LogQuestion& question, Instant at,
                           const std::optional<LogKey>& record);
    struct Copying;
    void goOnCopying(std::shared_ptr<Copying> copying, int generation);
    void drawHistogram(LogReading& reading, int generation, std::stop_token stop);

    LogPanel& m_panel;
    WindowSettings& m_settings;
    std::string m_path; ///< whose columns are shown
    int m_generation = 0;
    bool m_hasFailed = false;
    std::atomic<int> m_copies = 0; ///< which copying is the newest
    // Used on the log thread only.
    std::unique_ptr<LogReading> m_reading;
    LogPageWish m_page;                          ///< the newest, which counts go with
    std::optional<LogHistogramWish> m_histogram; ///< the newest
    double m_drawn = -1;                         ///< how much was counted when it was drawn last; −1: not drawn
    std::int64_t m_outside = 0;
    JobThread m_thread; ///< last: stops first
};

} // namespace foreshock
