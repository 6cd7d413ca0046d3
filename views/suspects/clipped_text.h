// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

namespace foreshock {

/// Secondary text of at most so many lines; what is cut stands in the tooltip and the accessible name.
class ClippedText : public QWidget {
    Q_OBJECT
public:
    ClippedText(const QString& text, const QFont& font, const QColor& ink, int mostLines, QWidget* parent = nullptr);
    const QString& text() const { return m_text; }

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;
    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QString m_text;
    QFont m_font;
    QColor m_ink;
    int m_mostLines;
};

} // namespace foreshock
