// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCache>
#include <QFont>
#include <QRectF>
#include <QStaticText>

class QPainter;

namespace foreshock {

/// Words that are painted again in every frame, elided and shaped once. Owned by a view, on the GUI thread.
class TextStore {
public:
    /// One line in a box, in the painter's pen; elided where it is too long.
    void paint(QPainter& painter, const QRectF& box, Qt::Alignment alignment, const QFont& font, const QString& text,
               Qt::TextElideMode elide = Qt::ElideRight);
    double width(const QFont& font, const QString& text);
    void clear() { m_texts.clear(); }

private:
    struct Key {
        QString text;
        int pixels, weight, elide, room;
        bool isMono;
        bool operator==(const Key&) const = default;
        friend size_t qHash(const Key& k, size_t seed = 0) {
            return qHashMulti(seed, k.text, k.pixels, k.weight, k.elide, k.room, k.isMono);
        }
    };
    struct Words {
        QStaticText text;
        QSizeF size;
    };
    const Words& words(const QFont& font, const QString& text, Qt::TextElideMode elide, int room);

    QCache<Key, Words> m_texts{2000};
};

} // namespace foreshock
