// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/log_desk.h"

#include "app/window/window_settings.h"
#include "model/store/logs/log_histogram.h"
#include "model/store/logs/mark_rows.h"
#include "views/log/log_panel.h"

#include <utility>

namespace foreshock {
namespace {

/// The first rows wait so long for neighbours; counting goes on in portions of this length.
constexpr std::chrono::milliseconds kFirst{40}, kPortion{60};

} // namespace

LogDesk::LogDesk(LogPanel& panel, WindowSettings& settings)
    : m_panel(panel)
    , m_settings(settings) {
    connect(&panel.view(), &LogView::columnsChanged, this, [this] {
        const LogColumnSetup& columns = m_panel.view().columns();
        if (!m_path.empty())
            m_settings.setLogColumnsOf(m_path, columns.isUsual() ? QString() : columns.text());
    });
    connect(&panel.view(), &LogView::pageWanted, this, &LogDesk::answerPage);
    connect(&panel.view(), &LogView::rowAtWanted, this, &LogDesk::answerRow);
    connect(&panel.view(), &LogView::stepWanted, this, &LogDesk::answerStep);
    connect(&panel, &LogPanel::histogramWanted, this, &LogDesk::answerHistogram);
    connect(&panel, &LogPanel::copyWanted, this, &LogDesk::answerCopy);
}

void LogDesk::look(const std::string& path) {
    close();
    if (std::exchange(m_path, path) != path)
        m_panel.view().setColumns(LogColumnSetup::fromText(m_settings.logColumnsOf(path)));
    m_thread.enqueue([this, path, g = m_generation](std::stop_token) {
        auto reading = LogReading::open(path);
        if (!reading)
            return fail(g, reading.error());
        m_reading = std::move(*reading);
    });
    readMarks();
}

void LogDesk::readMarks() {
    post("marks", [this](LogReading& reading, std::stop_token, int g) {
        auto marks = store::logMarks(reading.session().database(), reading.session().gate());
        if (!marks)
            return fail(g, marks.error());
        deliver(g, [marks = std::move(*marks)](LogPanel& panel) { panel.view().setMarks(marks); });
    });
}

void LogDesk::close() {
    ++m_generation;
    cancelCopy();
    for (const char* kind : {"page", "count", "row", "step", "histogram", "marks"})
        m_thread.cancel(kind);
    m_thread.enqueue([this](std::stop_token) {
        m_reading.reset();
        m_histogram.reset();
        m_page = {};
    });
}

void LogDesk::post(const std::string& kind, Job job) {
    m_thread.post(kind, [this, g = m_generation, job = std::move(job)](std::stop_token stop) {
        if (m_reading)
            job(*m_reading, stop, g);
    });
}

void LogDesk::deliver(int generation, std::function<void(LogPanel&)> what) {
    // Queued to this object: Qt drops it if the desk is gone.
    QMetaObject::invokeMethod(
        this,
        [this, generation, what = std::move(what)] {
            if (generation == m_generation)
                what(m_panel);
        },
        Qt::QueuedConnection);
}

void LogDesk::fail(int generation, const Error& error) {
    if (error.code != ErrorCode::Cancelled)
        deliver(generation, [this, error](LogPanel&) {
            m_hasFailed = true;
            emit failed(error);
        });
}

void LogDesk::answerPage(const LogPageWish& wish) {
    post("page", [this, wish](LogReading& reading, std::stop_token stop, int g) {
        if (!(reading.question() == wish.question)) {
            m_outside = 0;
            m_drawn = -1;
        }
        if (const auto asked = reading.ask(wish.question, wish.anchor); !asked)
            return fail(g, asked.error());
        m_page = wish;
        if (const auto grown = reading.grow(wish.firstRow, wish.firstRow + wish.count, kFirst); !grown)
            return fail(g, grown.error());
        auto window = reading.window(wish.firstRow, wish.count);
        if (!window)
            return fail(g, window.error());
        if (window->matching == 0 && window->searched == 1) // an empty table says where the hits are instead
            m_outside = reading.everywhere(stop);
        window->outside = m_outside;
        if (wish.around > 0) {
            auto gaps = reading.gaps(window->firstRow, window->rows, wish.around, wish.beside);
            if (!gaps)
                return fail(g, gaps.error());
            window->gaps = std::move(*gaps);
        }
        if (const auto counted = countBeside(reading, *window, {}); !counted)
            return fail(g, counted.error());
        deliver(g, [this, window = std::move(*window), id = wish.id](LogPanel& panel) {
            if (std::exchange(m_hasFailed, false))
                emit recovered();
            panel.view().setWindow(window, id);
        });
        goOnCounting(g);
    });
}

/// The hits among all rows, as far as they are counted after another so long.
Result<void> LogDesk::countBeside(LogReading& reading, LogWindow& window, std::chrono::milliseconds most) {
    if (m_page.countBeside.empty())
        return {};
    if (const auto counted = reading.countBeside(m_page.countBeside, most); !counted)
        return counted;
    window.hits = reading.countedBeside();
    window.areHitsWhole = reading.isBesideWhole();
    return {};
}

/// After what was asked meanwhile.
void LogDesk::goOnCounting(int generation) {
    m_thread.post("count", [this, generation](std::stop_token) {
        if (m_reading && m_reading->question())
            count(*m_reading, generation);
    });
}

void LogDesk::count(LogReading& reading, int g) {
    const bool wasWhole = reading.stretch().isWhole();
    const auto end = std::chrono::steady_clock::now() + kPortion;
    while (!reading.stretch().isWhole() && std::chrono::steady_clock::now() < end)
        if (const auto grown = reading.stretch().grow(m_page.firstRow, m_page.firstRow + m_page.count); !grown)
            return fail(g, grown.error());
    auto window = reading.window(0, 0);
    if (!window)
        return fail(g, window.error());
    const bool isWhole = reading.stretch().isWhole();
    const std::int64_t hits = reading.countedBeside();
    if (isWhole)
        if (const auto counted = countBeside(reading, *window, kPortion); !counted)
            return fail(g, counted.error());
    const bool areHitsWhole = m_page.countBeside.empty() || (isWhole && window->areHitsWhole);
    if (!wasWhole || (!m_page.countBeside.empty() && (hits != window->hits || areHitsWhole))) {
        if (window->matching == 0 && isWhole)
            m_outside = reading.everywhere({});
        window->outside = m_outside;
        deliver(g, [window = *window, id = m_page.id](LogPanel& panel) { panel.view().setWindow(window, id); });
    }
    // Each better histogram costs a walk over what was counted: at twice as much each time.
    if (m_histogram && m_drawn < 1 && (isWhole || m_drawn < 0 || window->searched > 2 * m_drawn))
        drawHistogram(reading, g, {});
    if (!isWhole || !areHitsWhole)
        goOnCounting(g);
}

void LogDesk::drawHistogram(LogReading& reading, int g, std::stop_token stop) {
    if (!(reading.question() == m_histogram->question))
        return; // the rows that it belongs to were not asked for yet
    auto drawn = store::logHistogram(reading.result(), m_histogram->question.range, m_histogram->cells, stop);
    if (!drawn)
        return fail(g, drawn.error());
    drawn->searched = reading.stretch().isWhole() ? 1 : std::min(.99, drawn->searched);
    m_drawn = drawn->searched;
    deliver(g, [histogram = std::move(*drawn)](LogPanel& panel) { panel.setHistogram(histogram); });
}

void LogDesk::answerHistogram(const LogHistogramWish& wish) {
    post("histogram", [this, wish](LogReading& reading, std::stop_token stop, int g) {
        m_histogram = wish;
        m_drawn = -1;
        if (reading.question() && reading.stretch().isWhole())
            drawHistogram(reading, g, stop);
        else
            goOnCounting(g);
    });
}

/// The row of a record, or else of an instant, in the numbering of the stretch; where that does not reach, rows are
/// numbered from there on.
Result<LogFound> LogDesk::found(LogReading& reading, const LogQuestion& question, Instant at,
                                const std::optional<LogKey>& record) {
    LogRecord asked;
    if (record) {
        asked.time = record->time;
        asked.source = SourceId(record->source);
        asked.seq = record->seq;
    }
    for (int attempt = 0;; ++attempt) {
        auto row = record ? reading.stretch().rowOf(asked) : Result<std::optional<std::int64_t>>(std::nullopt);
        if (row && !*row)
            row = reading.stretch().rowAt(at);
        if (!row)
            return row.error();
        if (*row || attempt == 1) {
            LogFound out{false, 0, reading.stretch().anchor(), question};
            out.row = std::min(row->value_or(0), reading.stretch().end() - 1);
            out.isThere = reading.stretch().end() > reading.stretch().begin();
            return out;
        }
        if (const auto moved = reading.moveTo(at); !moved)
            return moved.error();
    }
}

void LogDesk::answerRow(const LogRowWish& wish) {
    post("row", [this, wish](LogReading& reading, std::stop_token, int g) {
        if (!(reading.question() == wish.question))
            return; // the page that comes with it is asked for by the view itself
        const auto there = found(reading, wish.question, wish.record ? wish.record->time : wish.at, wish.record);
        if (!there)
            return fail(g, there.error());
        deliver(g, [there = *there](LogPanel& panel) { panel.view().showFound(there); });
    });
}

void LogDesk::answerStep(const LogStepWish& wish) {
    post("step", [this, wish](LogReading& reading, std::stop_token stop, int g) {
        if (!(reading.question() == wish.question))
            return;
        const auto next = reading.next(wish, stop);
        if (!next)
            return fail(g, next.error());
        Result<LogFound> there = LogFound{false, 0, reading.stretch().anchor(), wish.question};
        if (*next)
            there = found(reading, wish.question, (*next)->time, LogKey::of(**next));
        if (!there)
            return fail(g, there.error());
        if (*next && wish.also == m_page.countBeside && !wish.also.empty()) {
            const auto number = reading.numberBeside(**next);
            if (!number)
                return fail(g, number.error());
            there->hit = *number;
        }
        deliver(g, [there = *there](LogPanel& panel) { panel.view().showFound(there); });
    });
}

} // namespace foreshock
