// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/timeline/note_layout.h"

#include "model/domain/named_range.h"
#include "views/timeline/label_placing.h"

namespace foreshock {

NoteLayout NoteLayout::of(const std::vector<Note>& notes, const TimeAxis& axis, const Fonts& fonts) {
    NoteLayout out;
    const double step = fonts.px(20), top = fonts.px(4);
    std::vector<LabelAnchor> anchors;
    std::vector<std::size_t> shown;
    std::vector<double> untils;
    for (std::size_t i = 0; i < notes.size(); ++i) {
        const double x = axis.x(notes[i].time);
        const auto range = namedRange(notes[i]);
        const double until = range ? axis.x(range->range.to) : x;
        if (until < axis.left - 6 || x > axis.right() + 6)
            continue;
        untils.push_back(until);
        shown.push_back(i);
        anchors.push_back({x, fonts.px(6) * 1.0, QString::fromStdString(wordsOf(notes[i])).simplified(),
                           notes[i].kind == "milestone" ? 1 : 0});
    }
    const auto labels = placeLabels(anchors, fonts.small, axis.left, axis.right(), 2, step);
    for (std::size_t k = 0; k < shown.size(); ++k)
        out.items.push_back({shown[k], QPointF(anchors[k].x, top + labels[k].row * step + step / 2),
                             labels[k].text.isEmpty() ? QRectF() : labels[k].box.translated(0, top), labels[k].text,
                             untils[k]});
    out.height = top * 2 + 2 * step;
    return out;
}

} // namespace foreshock
