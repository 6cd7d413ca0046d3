// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Rows that were chosen but never in sight are fetched a portion at a time, between what the view asks meanwhile.
#include "app/window/log_desk.h"
#include "views/log/log_panel.h"

#include <QLocale>
#include <algorithm>

namespace foreshock {

struct LogDesk::Copying {
    int number = 0;
    LogCopyWish wish;
    std::int64_t wanted = 0; ///< at most what is copied at once
    std::int64_t bytes = 0;
    std::vector<LogRecord> rows;
};

void LogDesk::cancelCopy() {
    ++m_copies;
    m_thread.cancel("copy");
    emit progressed({}, 1);
}

void LogDesk::answerCopy(const LogCopyWish& wish) {
    auto copying = std::make_shared<Copying>();
    copying->number = ++m_copies;
    copying->wish = wish;
    copying->wanted = std::min(wish.count, LogCopyWish::kMostRows);
    goOnCopying(copying, m_generation);
}

void LogDesk::goOnCopying(std::shared_ptr<Copying> copying, int generation) {
    m_thread.post("copy", [this, copying, generation](std::stop_token stop) {
        constexpr std::int64_t kRows = 2000;
        const auto isOld = [&] { return copying->number != m_copies || stop.stop_requested(); };
        if (!m_reading || isOld())
            return;
        const LogCopyWish& wish = copying->wish;
        const auto giveUp = [&](const Error& error) {
            fail(generation, error);
            deliver(generation, [this](LogPanel&) { emit progressed({}, 1); });
        };
        const auto asked = m_reading->ask(wish.question, wish.anchor);
        if (!asked)
            return giveUp(asked.error());
        const std::int64_t first = wish.firstRow + static_cast<std::int64_t>(copying->rows.size());
        const std::int64_t last = std::min(first + kRows, wish.firstRow + copying->wanted);
        if (const auto grown = m_reading->grow(first, last, std::chrono::seconds(10)); !grown)
            return giveUp(grown.error());
        auto rows = m_reading->stretch().rows(first, last - first);
        if (!rows)
            return giveUp(rows.error());
        bool isFull = rows->empty();
        for (LogRecord& row : *rows) {
            copying->bytes += static_cast<std::int64_t>(row.raw.size() + row.message.size());
            isFull = isFull || (copying->bytes > LogCopyWish::kMostBytes && !copying->rows.empty());
            if (!isFull)
                copying->rows.push_back(std::move(row));
        }
        const auto done = static_cast<std::int64_t>(copying->rows.size());
        if (isOld())
            return;
        if (!isFull && done < copying->wanted) {
            const QLocale english(QLocale::English);
            const QString words = tr("Copying %1 of %2 rows")
                                      .arg(english.toString(static_cast<qlonglong>(done)),
                                           english.toString(static_cast<qlonglong>(copying->wanted)));
            deliver(generation, [this, copying, words,
                                 share = static_cast<double>(done) / static_cast<double>(copying->wanted)](LogPanel&) {
                if (copying->number == m_copies)
                    emit progressed(words, share);
            });
            return goOnCopying(copying, generation);
        }
        const QString text = copyOf(copying->rows, wish.form, wish.sources, wish.zone, wish.fields);
        deliver(generation, [this, copying, text, done](LogPanel& panel) {
            if (copying->number != m_copies)
                return;
            emit progressed({}, 1);
            panel.setCopied(text, done, copying->wish.count);
        });
    });
}

} // namespace foreshock
