// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/window/dialogs.h"
#include "app/window/job_thread.h"
#include "app/window/window_settings.h"
#include "app/workflows/sql_answer.h"
#include "model/domain/series.h"
#include "views/sql/sql_table_model.h"
#include "views/sql/sql_text.h"
#include "views/sql/sql_wishes.h"

#include <QObject>
#include <memory>
#include <optional>

namespace foreshock {

class MainWindow;
class SqlView;

/// Answers what the SQL view asks, on a thread and a read-only connection of its own: a question of minutes keeps no
/// lane and no row of the log waiting. Lays its lines on the timeline; keeps questions in the settings. Lives on the
/// GUI thread.
class SqlDesk : public QObject {
    Q_OBJECT
public:
    SqlDesk(MainWindow& window, Dialogs& dialogs, WindowSettings& settings);
    /// Another file, or the same one after a write: what is shown stays, and is said to be old.
    void look(const std::string& path);
    void close();
    void drain() { m_thread.drain(); }

signals:
    void failed(const foreshock::Error& error);

private:
    /// Used on the thread only.
    struct Asked {
        std::optional<SqlSession> session;
        std::optional<std::string> revision; ///< when the rows that are shown were read
    };
    void connectAll();
    void answer(const SqlWish& wish);
    void order(const std::shared_ptr<const SqlTable>& table, const SqlOrder& order);
    void copy(SqlForm form, const std::vector<std::uint32_t>& rows);
    void write(const std::vector<std::uint32_t>& rows);
    void check();
    void keepQuestion(const QString& sql);
    void drawLanes(const std::vector<SeriesId>& series, TimeRange range, int pixels);
    void deliver(int generation, std::function<void()> what);
    /// Of the file now; null where it can't be opened, and why.
    SqlSession* session(const std::string& path, Error& problem);

    MainWindow& m_window;
    SqlView& m_view;
    Dialogs& m_dialogs;
    WindowSettings& m_settings;
    int m_generation = 0;
    std::string m_path;
    Asked m_asked;
    JobThread m_thread; ///< last: stops first
};

} // namespace foreshock
