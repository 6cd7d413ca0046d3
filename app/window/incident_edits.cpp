// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
// What a person writes into an incident: notes, corrections of sources, meanings of names; each can be undone.
#include "app/window/incident_controller.h"
#include "app/workflows/correct_source.h"
#include "app/workflows/service_list.h"
#include "model/base/clock.h"
#include "model/base/time_text.h"
#include "model/store/edits.h"
#include "model/store/logs/mark_rows.h"
#include "views/time_scope/time_scope.h"

#include <fmt/format.h>

namespace foreshock {

void IncidentController::writeNote(Instant at) {
    if (!mayEdit("notes"))
        return;
    // The dialog lets the world go on: the note belongs to the file that was open when it was asked for.
    const auto asked = m_data;
    const int generation = m_generation;
    const Zone zone = m_window.scope().zone();
    const std::string when = clockTextWithZone(at, zone);
    const auto text = m_dialogs.text(&m_window, "Note", QString::fromStdString("Note at " + when));
    if (!text || generation != m_generation)
        return;
    if (asked == m_data)
        addNote({at, ServiceId(), "note", text->toStdString(), ""}, "note at " + when);
}

void IncidentController::addNote(const Note& note, const std::string& title) {
    if (!mayEdit("notes"))
        return;
    m_writerThread.enqueue([this, g = m_generation, data = m_data, note, title](std::stop_token) {
        const auto done = store::Edits(data->file()->database()).make(title, systemNow(), [&](store::Database& db) {
            return store::addNote(db, note, systemNow());
        });
        deliver(g, [this, data, done] { done ? load(data, true) : fail(done.error()); });
    });
}

/// If not, it is told why.
bool IncidentController::mayEdit(const char* what) {
    if (m_fate != FileFate::Same && m_fate != FileFate::Written) {
        m_lastError = FileWatch::wordsFor(m_fate, m_path);
        m_window.showError(*m_lastError);
        return false;
    }
    if (m_data && !m_isReadOnly && !m_isExample)
        return true;
    fail({ErrorCode::Invalid,
          m_isExample ? fmt::format("examples take no {}", what) : "the incident file is open read-only", "",
          m_isExample ? fmt::format("Import your own data to write {}", what)
                      : "Close the other program that has it open"});
    return false;
}

void IncidentController::correct(const SourceCorrection& wish) {
    if (!mayEdit("corrections"))
        return;
    if (wish.zone || wish.service || wish.format)
        m_window.setProgress("Reading the source again", -1);
    m_writerThread.enqueue(
        [this, g = m_generation, data = m_data, wish](std::stop_token stop) {
            const auto done = correctSource(
                *data->file(), {wish.source, wish.zone, wish.service, wish.format, wish.offset, wish.error},
                systemNow(), stop);
            deliver(g, [this, data, done] {
                m_window.clearProgress();
                load(data, true);
                if (!done)
                    fail(done.error());
            });
        },
        "import");
}

void IncidentController::anchor(const LogRecord& record) {
    if (!mayEdit("corrections"))
        return;
    const auto asked = m_data;
    const int generation = m_generation;
    const Zone zone = m_window.scope().zone();
    const std::string when = clockTextWithZone(record.time, zone);
    const auto text = m_dialogs.text(
        &m_window, "True time",
        QString::fromStdString("True time of the record shown at " + when + " (05:15:03, or 2020-11-25T13:15:03Z)"));
    if (!text || generation != m_generation)
        return;
    m_writerThread.enqueue(
        [this, g = generation, data = asked, record, zone, words = text->toStdString()](std::stop_token) {
            const auto done = anchorRecord(*data->file(), record.source, record.line, words,
                                           {zone, record.time, record.time}, systemNow());
            deliver(g, [this, data, done] { done ? load(data, true) : fail(done.error()); });
        });
}

/// Moves no analysis: only the marks are read anew.
void IncidentController::markRecord(const LogMark& mark) {
    if (!mayEdit("marks"))
        return;
    const SourceInfo* source = nullptr;
    for (const SourceInfo& known : m_opened->sources)
        if (known.id.value == mark.key.source)
            source = &known;
    const Duration offset = source ? source->offset : Duration{};
    const std::string title =
        (mark.label == LogMark::kNone ? "mark taken from the record of " : "mark on the record of ") +
        clockTextWithZone(mark.key.time, m_window.scope().zone());
    m_writerThread.enqueue([this, g = m_generation, data = m_data, mark, offset, title](std::stop_token) {
        store::Database& db = data->file()->database();
        const auto done = store::Edits(db).make(
            title, systemNow(), [&](store::Database& to) { return store::setLogMark(to, mark, offset, systemNow()); });
        const auto undo = store::undoTitle(db), redo = store::redoTitle(db);
        deliver(g, [this, data, done, undo, redo] {
            if (!done)
                return fail(done.error());
            m_window.setUndo(undo ? undo->value_or("") : "", redo ? redo->value_or("") : "");
            m_logDesk.readMarks();
        });
    });
}

void IncidentController::undoOrRedo(bool isUndo) {
    if (!m_data || m_isReadOnly)
        return;
    m_writerThread.enqueue([this, g = m_generation, data = m_data, isUndo](std::stop_token) {
        store::Edits edits(data->file()->database());
        const auto done = isUndo ? edits.undo() : edits.redo();
        deliver(g, [this, data, done] { done ? load(data, true) : fail(done.error()); });
    });
}

/// Touches no record: map, lanes and suspects are read anew under the new meaning.
void IncidentController::mapName(const std::string& name, const std::string& service) {
    if (!mayEdit("names of services"))
        return;
    m_writerThread.enqueue([this, g = m_generation, data = m_data, name, service](std::stop_token) {
        const auto done = mapServiceNames(*data->file(), {{name, service}}, systemNow());
        deliver(g, [this, data, done] { done ? load(data, true) : fail(done.error()); });
    });
}

} // namespace foreshock
