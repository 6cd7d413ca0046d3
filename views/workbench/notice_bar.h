// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/theme/look.h"

#include <QWidget>

class QLabel;
class QPushButton;

namespace foreshock {

/// What was done, in one strip with a way to look at it. Never modal; the newest replaces the one before.
class NoticeBar : public QWidget {
    Q_OBJECT
public:
    enum class Manner { Good, ToLookAt };

    explicit NoticeBar(QWidget* parent = nullptr);
    void setLook(const Look& look);
    void show(const QString& text, Manner manner);
    QString text() const;

signals:
    void sourcesWanted();

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    Look m_look;
    Manner m_manner = Manner::Good;
    QLabel* m_text = nullptr;
};

} // namespace foreshock
