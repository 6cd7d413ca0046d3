// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/domain/note.h"
#include "views/plot/time_axis.h"
#include "views/theme/fonts.h"

#include <QPointF>
#include <QRectF>
#include <QString>
#include <vector>

namespace foreshock {

struct PlacedNote {
    std::size_t index = 0;
    QPointF at; ///< centre of its flag
    QRectF label;
    QString text;
    double until = 0; ///< end of a named range; its start is at.x()
};

/// Notes and milestones as flags in two rows, named where there is room; milestones first.
struct NoteLayout {
    std::vector<PlacedNote> items;
    double height = 0;

    static NoteLayout of(const std::vector<Note>& notes, const TimeAxis& axis, const Fonts& fonts);
};

} // namespace foreshock
