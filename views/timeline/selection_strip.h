// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/theme/look.h"

#include <QFrame>

class QLabel;
class QPushButton;

namespace foreshock {

/// One line below the lanes about what is selected or measured, with what can be done about it. Owned by the timeline
/// view, which places it.
class SelectionStrip : public QFrame {
    Q_OBJECT
public:
    enum class About { Selection, Mark };

    explicit SelectionStrip(QWidget* parent);
    void setLook(const Look& look);
    void show(const QString& line, About about);
    QString text() const { return m_line; }

signals:
    void copyWanted();
    void nameWanted();
    void rangeWanted();
    void closeWanted();

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void fit();

    QString m_line;
    QLabel* m_text = nullptr;
    QPushButton *m_name = nullptr, *m_range = nullptr;
};

} // namespace foreshock
