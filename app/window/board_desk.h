// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/window/incident_data.h"
#include "views/workbench/main_window.h"

#include <QObject>
#include <functional>
#include <memory>
#include <stop_token>
#include <string>

namespace foreshock {

/// Writes what people think of the incident into its file, reads it back, and keeps each ranking that says something
/// new. Also in examples: what is ruled out there is undone as anywhere. Owned by the controller; lives on the GUI
/// thread.
class BoardDesk : public QObject {
    Q_OBJECT
public:
    using DataJob = std::function<void(IncidentData&, std::stop_token, int generation)>;
    struct Office {
        /// A job for the data thread (the newest of its kind wins), one for the writer (all run), and a way back.
        std::function<void(const std::string& kind, DataJob)> withData;
        std::function<void(DataJob)> withWriter;
        std::function<void(int generation, std::function<void()>)> deliver;
        std::function<void(const Error&)> fail;
        std::function<bool()> isReadOnly;
        /// When the records end: whether now is while it happens.
        std::function<std::optional<Instant>()> dataEnd;
    };

    BoardDesk(MainWindow& window, Office office);

    /// Asks for the board of the open file; it was read anew.
    void wasRead();
    /// Keeps a ranking, if it differs from the newest of its wave.
    void ranked(const Answer& answer);

private:
    void edit(const BoardEdit& edit);
    std::optional<Instant> suspectedNow() const;

    MainWindow& m_window;
    Office m_office;
};

} // namespace foreshock
