// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/board_desk.h"

#include "model/base/clock.h"
#include "model/store/board/board_reader.h"
#include "model/store/board/board_writer.h"
#include "model/store/edits.h"
#include "views/time_scope/time_scope.h"

#include <QDesktopServices>
#include <QUrl>

namespace foreshock {
namespace {

constexpr Duration kLive = Duration::hours(1); ///< records that end no longer ago: it still happens

/// On the writer thread, through its connection.
Result<std::shared_ptr<const Board>> boardOf(const store::Database& db) {
    const auto gate = store::Gate::open(db, {});
    if (!gate)
        return gate.error();
    auto read = store::board(db, *gate);
    if (!read)
        return read.error();
    return std::make_shared<const Board>(std::move(*read));
}

} // namespace

BoardDesk::BoardDesk(MainWindow& window, Office office)
    : m_window(window)
    , m_office(std::move(office)) {
    connect(&window, &MainWindow::boardEdited, this, &BoardDesk::edit);
    connect(&window, &MainWindow::linkWanted, this, [](const QString& address) {
        const QUrl url(address);
        if (url.scheme() == QLatin1String("https") || url.scheme() == QLatin1String("http"))
            QDesktopServices::openUrl(url);
    });
}

void BoardDesk::wasRead() {
    m_office.withData("board", [this](IncidentData& data, std::stop_token, int g) {
        auto read = store::board(data.session().database(), data.session().gate());
        if (!read)
            return m_office.deliver(g, [this, error = read.error()] { m_office.fail(error); });
        m_office.deliver(g,
                         [this, board = std::make_shared<const Board>(std::move(*read))] { m_window.setBoard(board); });
    });
}

/// While it happens, it is suspected now; of a recording the cursor may tell when.
std::optional<Instant> BoardDesk::suspectedNow() const {
    const Instant now = systemNow();
    const auto end = m_office.dataEnd();
    if (end && now - *end <= kLive)
        return now;
    return m_window.scope().cursor();
}

void BoardDesk::edit(const BoardEdit& wish) {
    if (m_office.isReadOnly())
        return m_office.fail({ErrorCode::Invalid, "the incident file is open read-only", "",
                              "Close the other program that has it open"});
    BoardEdit edit = wish;
    if (auto* start = std::get_if<StartHypothesis>(&edit); start && !start->hypothesis.suspectedAt)
        start->hypothesis.suspectedAt = suspectedNow();
    m_office.withWriter([this, edit](IncidentData& data, std::stop_token, int g) {
        store::Database& db = data.file()->database();
        const Instant now = systemNow();
        const auto done =
            store::Edits(db).make(titleOf(edit), now, [&](store::Database& to) { return store::write(to, edit, now); });
        if (!done)
            return m_office.deliver(g, [this, error = done.error()] { m_office.fail(error); });
        const auto undo = store::undoTitle(db), redo = store::redoTitle(db);
        auto board = boardOf(db);
        m_office.deliver(g, [this, undo, redo, board = std::move(board)] {
            if (!board)
                return m_office.fail(board.error());
            m_window.setUndo(undo ? undo->value_or("") : "", redo ? redo->value_or("") : "");
            m_window.setBoard(*board);
        });
    });
}

void BoardDesk::ranked(const Answer& answer) {
    if (m_office.isReadOnly())
        return;
    m_office.withWriter(
        [this, ranking = KeptRanking::of(answer, systemNow())](IncidentData& data, std::stop_token, int g) {
            store::Database& db = data.file()->database();
            if (!store::keepRanking(db, ranking)) // nobody waits for it: an answer is not worse for want of its history
                return;
            if (auto board = boardOf(db))
                m_office.deliver(g, [this, now = std::move(*board)] { m_window.setBoard(now); });
        });
}

} // namespace foreshock
