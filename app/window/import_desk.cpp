// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/import_desk.h"

#include "app/workflows/column_maps.h"
#include "app/workflows/import_preview.h"
#include "app/workflows/table_reading.h"
#include "model/base/clock.h"
#include "views/time_scope/time_scope.h"

namespace foreshock {

ImportDesk::ImportDesk(MainWindow& window, Dialogs& dialogs)
    : m_window(window)
    , m_dialogs(dialogs)
    , m_sheet(new ImportSheet(&window)) {
    connect(m_sheet, &ImportSheet::importWanted, this, [this] { emit storeWanted(request(m_sheet->paths())); });
    connect(m_sheet, &QDialog::finished, this, [this] {
        ++m_round;
        m_lookThread.cancel("look");
        for (const std::string& kind : std::exchange(m_rows, {}))
            m_rowThread.cancel(kind);
        m_looking = 0;
    });
    connect(m_sheet, &ImportSheet::filesDropped, this,
            [this](const QStringList& files) { ask(files, m_incidentFile, {}); });
    connect(m_sheet, &ImportSheet::moreFilesWanted, this, [this] {
        if (const QStringList files = m_dialogs.filesToImport(m_sheet); !files.isEmpty() && isOpen())
            ask(files, m_incidentFile, {});
    });
    connect(m_sheet, &ImportSheet::choiceChanged, this, [this](const std::string& label, const ReadChoice& choice) {
        if (!choice.isLeftOut)
            lookAgain(label);
    });
    connect(m_sheet, &ImportSheet::saveMapWanted, this, &ImportDesk::saveMap);
}

void ImportDesk::ask(const QStringList& files, const std::string& incidentFile, const QString& target) {
    if (isOpen()) {
        QStringList fresh;
        for (const QString& file : files)
            if (!m_sheet->paths().contains(file))
                fresh << file;
        m_sheet->add(fresh);
        if (!fresh.isEmpty())
            look(fresh);
        return;
    }
    m_incidentFile = incidentFile;
    m_sheet->setLook(m_window.look());
    m_sheet->open(files, target, m_window.scope().zone());
    look(files);
}

void ImportDesk::deliver(int round, std::function<void()> what) {
    QMetaObject::invokeMethod(
        this,
        [this, round, what = std::move(what)] {
            if (round == m_round)
                what();
        },
        Qt::QueuedConnection);
}

ImportRequest ImportDesk::request(const QStringList& files) const {
    ImportRequest out;
    for (const QString& file : files)
        out.paths.push_back(file.toStdString());
    out.own = m_sheet->choices();
    if (const auto cut = m_sheet->wantedCut())
        out.acceptLogs = *cut;
    out.now = systemNow();
    return out;
}

void ImportDesk::takeFound(const std::shared_ptr<Inbox>& inbox, int round) {
    deliver(round, [this, inbox] {
        std::vector<InputPreview> found;
        double share = 0;
        {
            const std::lock_guard lock(inbox->mutex);
            found.swap(inbox->found);
            share = inbox->share;
            inbox->isTold = false;
        }
        m_sheet->setInputs(std::move(found));
        m_sheet->setProgress(share);
    });
}

/// The cut is proposed over everything that was dropped, whether at once or one after the other.
void ImportDesk::looked(std::optional<Instant> knownAlarm, const QString& problem) {
    if (--m_looking > 0)
        return;
    m_sheet->setComplete(proposeLogCut(m_sheet->model().rows(), knownAlarm));
    if (!problem.isEmpty())
        m_sheet->say(problem);
}

void ImportDesk::look(const QStringList& files) {
    ++m_looking;
    const bool needsOptions = !std::exchange(m_hasOptions, true);
    m_lookThread.enqueue(
        [this, request = request(files), file = m_incidentFile, round = m_round, needsOptions](std::stop_token stop) {
            if (needsOptions) { // not of this round alone
                auto options = std::make_shared<const ReadOptions>(readOptions());
                QMetaObject::invokeMethod(
                    this, [this, options] { m_sheet->setOptions(*options); }, Qt::QueuedConnection);
            }
            const auto inbox = std::make_shared<Inbox>();
            const auto preview = previewImport(
                request, file,
                [&](const InputPreview& found, double share) {
                    bool isFirst = false;
                    {
                        const std::lock_guard lock(inbox->mutex);
                        inbox->found.push_back(found);
                        inbox->share = share;
                        isFirst = !std::exchange(inbox->isTold, true);
                    }
                    if (isFirst)
                        takeFound(inbox, round);
                },
                stop);
            const QString problem = preview ? QString() : QString::fromStdString(preview.error().text());
            deliver(round,
                    [this, problem, alarm = preview ? preview->knownAlarm : std::nullopt] { looked(alarm, problem); });
        },
        "look");
}

void ImportDesk::lookAgain(const std::string& label) {
    const int row = m_sheet->model().rowOf(label);
    if (row < 0)
        return;
    ImportRequest one = request({QString::fromStdString(m_sheet->model().at(row).path)});
    one.only = {label};
    const std::string kind = "row " + label;
    m_rows.insert(kind);
    m_rowThread.post(kind, [this, one, file = m_incidentFile, round = m_round](std::stop_token stop) {
        auto preview = previewImport(one, file, {}, stop);
        if (!preview || preview->inputs.empty())
            return;
        deliver(round,
                [this, found = std::move(preview->inputs.front())]() mutable { m_sheet->setInput(std::move(found)); });
    });
}

void ImportDesk::saveMap(const TableReading& reading) {
    const auto name = m_dialogs.text(m_sheet, tr("Save mapping"), tr("Name, of letters, digits and dashes:"));
    if (!name)
        return;
    m_rowThread.enqueue([this, reading, name = name->toStdString(), round = m_round](std::stop_token) {
        const auto map = mapOf(reading);
        const auto saved = map ? foreshock::saveMap(name, *map) : Result<std::string>(map.error());
        const std::string words =
            saved ? "Saved: every table with exactly this header is read so from now on" : saved.error().text();
        deliver(round, [this, words] { m_sheet->say(QString::fromStdString(words)); });
    });
}

TimeRange ImportDesk::times() const {
    TimeRange out;
    for (const InputPreview& input : m_sheet->model().rows())
        if (input.first && input.last && !input.choice.isLeftOut) {
            const TimeRange range{*input.first, *input.last + Duration{1}};
            out = out.isEmpty() ? range : out.hull(range);
        }
    return out;
}

void ImportDesk::drain() {
    m_lookThread.drain();
    m_rowThread.drain();
}

} // namespace foreshock
