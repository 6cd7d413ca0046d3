// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/domain/alarm_wave.h"
#include "views/theme/look.h"

#include <QAbstractButton>

namespace foreshock {

/// One wave of alarms in one line: when, how many, who first, what its ranking says. The one that the panel is about
/// has a disc, a bar and bold words; pressing another asks for it.
class WaveRow : public QAbstractButton {
    Q_OBJECT
public:
    enum class State { Shown, Other };
    /// `time` in its column of that width, right-aligned.
    WaveRow(const AlarmWave& wave, const QString& time, int timeWidth, State state, const Look& look,
            QWidget* parent = nullptr);
    const AlarmId& alarm() const { return m_alarm; }

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    AlarmId m_alarm;
    QString m_time, m_who, m_verdict;
    int m_timeWidth;
    State m_state;
    Look m_look;
};

} // namespace foreshock
