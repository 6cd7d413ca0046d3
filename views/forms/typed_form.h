// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/palette/time_asked.h"
#include "views/theme/look.h"

#include <QDialog>

class QFormLayout;
class QLabel;
class QVBoxLayout;

namespace foreshock {

class TimeScope;

/// A small form over the window for what a person types: rows, a line for what is wrong, a button that Enter presses.
/// Window-modal; the window owns it. Says what was typed as a wish of the class that derives from it.
class TypedForm : public QDialog {
    Q_OBJECT
public:
    TypedForm(QWidget* window, const QString& title, const QString& words, const QString& button);

protected:
    /// Reads the fields and emits what they say; false: complain() said what is wrong, and the form stays.
    virtual bool take() = 0;
    void openWith(const Look& look);
    void complain(const QString& words, QWidget* field);
    QFormLayout& rows() { return *m_rows; }

private:
    void accept() override;

    QVBoxLayout* m_column = nullptr;
    QFormLayout* m_rows = nullptr;
    QLabel *m_words = nullptr, *m_problem = nullptr;
};

} // namespace foreshock
