// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/palette/palette_model.h"
#include "views/theme/look.h"

#include <QFrame>
#include <QPointer>

class QLabel;
class QLineEdit;
class QListView;

namespace foreshock {

class PaletteDelegate;

/// A line to type in over the window. With rows: what fits is listed below, Enter does it. Without rows: the line is
/// read as one thing, a time, and the words below say as what. Esc closes and gives the focus back; nothing waits for
/// it. Owned by the window; lives on the GUI thread.
class Palette : public QFrame {
    Q_OBJECT
public:
    explicit Palette(QWidget* window);

    /// A row made of the words themselves; null if they mean nothing.
    using Reader = std::function<std::optional<PaletteRow>(const QString& words)>;
    /// Why the words were not understood, and what would be.
    using Excuse = std::function<QString(const QString& words)>;

    void openCommands(const Look& look, std::vector<PaletteRow> rows, const QStringList& recent, Reader reader);
    void openAsk(const Look& look, const QString& name, const QString& hint, Reader reader, Excuse excuse);

    QLineEdit& line() { return *m_line; }
    QListView& list() { return *m_list; }
    PaletteModel& model() { return *m_model; }
    /// What stands below the line.
    QString said() const;

signals:
    /// Before it runs.
    void chosen(const QString& key);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void open(const Look& look);
    void place();
    void follow(const QString& words);
    void say(const QString& text);
    void take();
    void close();
    bool step(int key);

    Look m_look;
    Reader m_reader;
    Excuse m_excuse; ///< set: one thing is asked
    QString m_hint;
    QPointer<QWidget> m_before; ///< had the focus
    QLineEdit* m_line = nullptr;
    QListView* m_list = nullptr;
    QLabel* m_said = nullptr;
    PaletteModel* m_model = nullptr;
    PaletteDelegate* m_delegate = nullptr;
};

} // namespace foreshock
