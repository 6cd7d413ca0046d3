// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/sources/source_correction.h"

#include <QWidget>

class QLabel;
class QLineEdit;
class QPushButton;

namespace foreshock {

/// One line to correct a source in: zone, clock, service, format. Only what was typed is wished for; a wrong word is
/// told beside it and nothing is wished. Owned by the sources view.
class SourceForm : public QWidget {
    Q_OBJECT
public:
    explicit SourceForm(QWidget* parent = nullptr);

    /// Shows what the source is read under now; what was typed for another one is forgotten.
    void setSource(const SourceInfo& source);

signals:
    void correctionWanted(const foreshock::SourceCorrection& correction);

private:
    void apply();
    void update();

    SourceInfo m_source;
    QLineEdit* m_zone = nullptr;
    QLineEdit* m_offset = nullptr;
    QLineEdit* m_error = nullptr;
    QLineEdit* m_service = nullptr;
    QLineEdit* m_format = nullptr;
    QPushButton* m_apply = nullptr;
    QLabel* m_problem = nullptr;
};

} // namespace foreshock
