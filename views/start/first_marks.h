// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/theme/look.h"

#include <QWidget>
#include <functional>
#include <vector>

namespace foreshock {

/// One bubble beside a part of the window.
struct FirstMark {
    QRect about; ///< in the window
    QString title;
    QString words;
};

/// Where the bubbles stand: left of what they are about, one under the other, inside of the window.
std::vector<QRect> placeMarks(const std::vector<FirstMark>& marks, QSize window, const Look& look);

/// Three marks over the example, at the first start only: the lead, why, what would rule it out. Clicks and keys go
/// through to the window; any of them puts the marks away, for good. Owned by the window.
class FirstMarks : public QWidget {
    Q_OBJECT
public:
    using Find = std::function<std::vector<FirstMark>()>;
    FirstMarks(QWidget* window, Find find);
    void open(const Look& look);
    QStringList titles() const;

signals:
    void dismissed();

protected:
    void paintEvent(QPaintEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void tell();

    Look m_look;
    Find m_find;
};

} // namespace foreshock
