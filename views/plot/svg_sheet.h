// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QPaintDevice>
#include <QSize>
#include <QString>
#include <memory>

namespace foreshock {

/// A sheet that is painted on as a drawing: shapes stay shapes, words stay words with their fonts, and what is clipped
/// on the screen is clipped here, too (QSvgGenerator of Qt 6.4 knows no clips: what scrolled out of its box would lie
/// across the others). One unit is one pixel of the screen. The same strokes give the same bytes.
class SvgSheet : public QPaintDevice {
public:
    SvgSheet(QSize size, const QString& title);
    ~SvgSheet() override;
    /// The document, once the painter has ended.
    QByteArray svg() const;

protected:
    QPaintEngine* paintEngine() const override;
    int metric(PaintDeviceMetric metric) const override;

private:
    class Engine;
    QSize m_size;
    QString m_title;
    std::unique_ptr<Engine> m_engine;
};

} // namespace foreshock
