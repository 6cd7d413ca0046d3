// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/sql_desk.h"

#include "views/sql/sql_editor.h"
#include "views/sql/sql_view.h"
#include "views/time_scope/time_scope.h"
#include "views/timeline/timeline_view.h"
#include "views/workbench/main_window.h"

#include <QApplication>
#include <QClipboard>
#include <QDateTime>
#include <QLocale>
#include <QSaveFile>

#include <chrono>
#include <filesystem>

namespace foreshock {
namespace {

QString number(std::size_t n) {
    return QLocale(QLocale::English).toString(static_cast<qlonglong>(n));
}

} // namespace

SqlDesk::SqlDesk(MainWindow& window, Dialogs& dialogs, WindowSettings& settings)
    : m_window(window)
    , m_view(window.sql())
    , m_dialogs(dialogs)
    , m_settings(settings) {
    m_view.setKept(m_settings.sqlQuestions());
    m_view.editor().setHistory(m_settings.sqlHistory());
    connectAll();
}

void SqlDesk::connectAll() {
    connect(&m_view, &SqlView::asked, this, &SqlDesk::answer);
    connect(&m_view, &SqlView::stopWanted, this, [this] { m_thread.cancel("sql"); });
    connect(&m_view, &SqlView::orderWanted, this, &SqlDesk::order);
    connect(&m_view, &SqlView::copyWanted, this, &SqlDesk::copy);
    connect(&m_view, &SqlView::exportWanted, this, &SqlDesk::write);
    connect(&m_view, &SqlView::keepWanted, this, &SqlDesk::keepQuestion);
    connect(&m_view, &SqlView::checkWanted, this, &SqlDesk::check);
    connect(&m_view, &SqlView::forgetWanted, this, [this](const QString& name) {
        auto kept = m_settings.sqlQuestions();
        std::erase_if(kept, [&](const NamedQuestion& q) { return q.name == name; });
        m_settings.setSqlQuestions(kept);
        m_view.setKept(kept);
    });
    connect(&m_view.editor(), &SqlEditor::historyChanged, this,
            [this](const QStringList& questions) { m_settings.setSqlHistory(questions); });
    connect(&m_view, &SqlView::lanesChanged, this, [this] {
        TimelineView& timeline = m_window.timeline();
        timeline.setAskedSeries(m_view.lanes().infos());
        timeline.askAgain();
        if (!m_view.lanes().lines.empty())
            timeline.revealAsked();
    });
    connect(&m_window.timeline(), &TimelineView::seriesWindowWanted, this, &SqlDesk::drawLanes);
}

void SqlDesk::look(const std::string& path) {
    const bool isSame = path == m_path;
    if (!isSame)
        close();
    m_path = path;
    if (isSame)
        return check();
    m_thread.post("sources", [this, path, g = m_generation](std::stop_token) {
        Error problem;
        SqlSession* open = session(path, problem);
        auto sources = open ? open->sources() : Result<std::vector<SqlSource>>(problem);
        if (sources) // else the first question says what is wrong
            deliver(g, [this, sources = std::move(*sources)]() mutable { m_view.setSources(std::move(sources)); });
    });
}

void SqlDesk::close() {
    ++m_generation;
    m_path.clear();
    for (const char* kind : {"sql", "sources", "order", "copy", "check"})
        m_thread.cancel(kind);
    m_thread.enqueue([this](std::stop_token) { m_asked = {}; });
}

void SqlDesk::deliver(int generation, std::function<void()> what) {
    // Queued to this object: Qt drops it if the desk is gone.
    QMetaObject::invokeMethod(
        this,
        [this, generation, what = std::move(what)] {
            if (generation == m_generation)
                what();
        },
        Qt::QueuedConnection);
}

SqlSession* SqlDesk::session(const std::string& path, Error& problem) {
    if (!m_asked.session) {
        auto open = SqlSession::open(path);
        if (!open) {
            problem = open.error();
            return nullptr;
        }
        m_asked.session.emplace(std::move(*open));
    }
    return &*m_asked.session;
}

void SqlDesk::answer(const SqlWish& wish) {
    if (m_path.empty())
        return m_view.setReply({wish.id, nullptr, {ErrorCode::Invalid, "no incident is open", "", ""}, {}, {}, {}});
    m_thread.post("sql", [this, wish, path = m_path, g = m_generation](std::stop_token stop) {
        const auto begun = std::chrono::steady_clock::now();
        SqlReply reply{wish.id, nullptr, {}, {}, {QDateTime::currentMSecsSinceEpoch() * 1'000'000}, {}};
        if (SqlSession* open = session(path, reply.error)) {
            const auto revision = open->revision();
            SqlSession::Refused refused;
            auto told = begun;
            auto table = open->ask(
                {wish.sql, wish.placeholders}, {},
                [&](std::int64_t rows) {
                    if (const auto now = std::chrono::steady_clock::now();
                        now - told > std::chrono::milliseconds(200)) {
                        told = now;
                        deliver(g, [this, id = wish.id, rows] { m_view.setFetched(id, rows); });
                    }
                },
                refused, stop);
            if (table) {
                reply.table = std::make_shared<const SqlTable>(std::move(*table));
                m_asked.revision = revision ? std::optional(*revision) : std::nullopt;
            } else if (stop.stop_requested()) {
                return; // whoever stopped it knows
            }
            reply.error = refused.error;
            reply.place = refused.place;
        }
        reply.took.ns =
            std::chrono::duration_cast<std::chrono::nanoseconds>(std::chrono::steady_clock::now() - begun).count();
        deliver(g, [this, reply = std::move(reply)] { m_view.setReply(reply); });
    });
}

void SqlDesk::check() {
    m_thread.post("check", [this, g = m_generation](std::stop_token) {
        if (!m_asked.session || !m_asked.revision)
            return;
        const auto now = m_asked.session->revision();
        deliver(g, [this, hasChanged = !now || *now != *m_asked.revision] { m_view.setFileChanged(hasChanged); });
    });
}

void SqlDesk::order(const std::shared_ptr<const SqlTable>& table, const SqlOrder& order) {
    m_thread.post("order", [this, table, order, g = m_generation](std::stop_token) {
        deliver(g, [this, table, order, rows = sortedRows(*table, order)] { m_view.setOrder(table, order, rows); });
    });
}

void SqlDesk::copy(SqlForm form, const std::vector<std::uint32_t>& rows) {
    m_thread.post("copy", [this, form, rows, table = m_view.model().table(), g = m_generation](std::stop_token) {
        deliver(g, [this, text = QString::fromStdString(writtenAs(form, *table, rows)), count = rows.size()] {
            QApplication::clipboard()->setText(text);
            m_view.tell(count == 1 ? tr("1 row copied") : tr("%1 rows copied").arg(number(count)));
        });
    });
}

void SqlDesk::write(const std::vector<std::uint32_t>& rows) {
    const QString name = QString::fromStdString(std::filesystem::path(m_path).stem().string());
    const auto file = m_dialogs.tableToWrite(&m_window, name + QStringLiteral("-answer.csv"));
    if (!file)
        return;
    m_thread.enqueue([this, rows, table = m_view.model().table(), file = *file, g = m_generation](std::stop_token) {
        const std::string text = writtenAs(SqlForm::Csv, *table, rows);
        QSaveFile out(file); // a full disk leaves the older file as it was
        const bool isWritten =
            out.open(QIODevice::WriteOnly) &&
            out.write(text.data(), static_cast<qint64>(text.size())) == static_cast<qint64>(text.size()) &&
            out.commit();
        deliver(g, [this, file, isWritten, count = rows.size()] {
            if (isWritten)
                return m_view.tell(tr("%1 rows written to %2").arg(number(count), file));
            emit failed({ErrorCode::Io, "can't write the rows", file.toStdString(),
                         "Check the folder's rights and free space"});
        });
    });
}

void SqlDesk::keepQuestion(const QString& sql) {
    const auto name = m_dialogs.text(&m_window, tr("Keep this question"), tr("Name of the question"));
    if (!name)
        return;
    auto kept = m_settings.sqlQuestions();
    std::erase_if(kept, [&](const NamedQuestion& q) { return q.name == name->left(80); });
    kept.push_back({name->left(80), sql});
    m_settings.setSqlQuestions(kept);
    m_view.setKept(kept);
    m_view.tell(tr("kept as \u201C%1\u201D").arg(name->left(80)));
}

/// The answer is in memory: its lines are drawn without asking the file again.
void SqlDesk::drawLanes(const std::vector<SeriesId>& series, TimeRange range, int pixels) {
    std::vector<SeriesWindow> windows;
    for (const SqlLanes::Line& line : m_view.lanes().lines)
        if (std::find(series.begin(), series.end(), line.info.id) != series.end())
            windows.push_back(SqlLanes::window(line, range, pixels));
    if (!windows.empty())
        m_window.timeline().setSeriesWindows(std::move(windows));
}

} // namespace foreshock
