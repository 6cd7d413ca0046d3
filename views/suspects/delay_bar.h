// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/base/zone.h"
#include "model/domain/alarm_storm.h"
#include "views/theme/look.h"

#include <QString>
#include <QWidget>
#include <vector>

namespace foreshock {

/// One stretch between the trouble and a person; those that were not measured have no length.
struct DelayPart {
    enum class What { Threshold, Evaluation, Notice, Acknowledgement } what = What::Threshold;
    QString words; ///< "41 min until the threshold"
    Duration length;
    double from = 0, to = 0; ///< share of the bar
};

/// Where the time went, drawn to scale and in words. Empty: nothing was measured.
struct DelayWords {
    QString headline; ///< "First alarm 4 min after put_errors moved, 05:11 PST"
    std::vector<DelayPart> parts;
    QString unmeasured; ///< "Not recorded: notification, acknowledgement."
    bool isEmpty() const { return parts.empty(); }

    static DelayWords of(const StormAlarm& alarm, const Zone& zone);
};

/// The time from the trouble to a person as a bar: threshold, evaluation, notification, acknowledgement.
class DelayBar : public QWidget {
    Q_OBJECT
public:
    DelayBar(DelayWords words, const Look& look, QWidget* parent = nullptr);
    const DelayWords& words() const { return m_words; }

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;
    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QString legend() const;
    QRect textRect(int width) const;

    DelayWords m_words;
    Look m_look;
};

} // namespace foreshock
