// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/domain/input_preview.h"
#include "views/theme/look.h"

#include <QWidget>

class QCheckBox;
class QComboBox;
class QGridLayout;
class QLabel;
class QLineEdit;

namespace foreshock {

/// How the chosen file is to be read: format, service, zone, offset, year, or left out. What is typed holds from Enter
/// or when the field is left; what can't be understood is told below and changes nothing.
class InputEditors : public QWidget {
    Q_OBJECT
public:
    explicit InputEditors(QWidget* parent = nullptr);
    void setLook(const Look& look);
    void setOptions(const ReadOptions& options);
    void setInput(const InputPreview& preview);

signals:
    void choiceChanged(const foreshock::ReadChoice& choice);
    /// Enter in a field: it has been taken, the hand is free again.
    void finished();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void take();
    /// Leaves alone what is being typed.
    void put(QLineEdit& field, const QString& text, bool isSame);
    void tell(const QString& problem);

    ReadOptions m_options;
    ReadChoice m_choice;
    std::string m_label; ///< of the shown file
    QGridLayout* m_grid = nullptr;
    QComboBox *m_format = nullptr, *m_zone = nullptr;
    QLineEdit *m_service = nullptr, *m_offset = nullptr, *m_year = nullptr;
    QCheckBox* m_leftOut = nullptr;
    QLabel* m_problem = nullptr;
};

} // namespace foreshock
