// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/timeline/change_layout.h"

#include "views/timeline/event_columns.h"
#include "views/timeline/event_index.h"
#include "views/timeline/label_placing.h"
#include "views/words/change_words.h"

#include <QFontMetricsF>
#include <algorithm>

namespace foreshock {
namespace {

QString nameOf(const Change& change) {
    const std::string& text = !change.title.empty() ? change.title : change.id.value;
    return change.title.empty() && !change.kind.empty() ? kindWords(change.kind)
                                                        : QString::fromStdString(text).simplified();
}

QString shortNameOf(const Change& change, const QFont& font, double width) {
    return fittedName(change.title, change.kind, change.id.value, font, width);
}

/// Beside a moment a short title is cut; only a description makes way for the kind.
std::function<QString(double)> shorterOf(const Change& change, const QFont& font) {
    if (static_cast<qsizetype>(change.title.size()) <= kLongTitle)
        return {};
    return [&change, font](double room) { return shortNameOf(change, font, room); };
}

std::vector<std::size_t> placesOf(const std::vector<Change>& changes,
                                  const std::vector<std::pair<ChangeId, Instant>>& named) {
    std::vector<std::size_t> out;
    for (const auto& [id, start] : named) {
        const auto [begin, end] = startedWithin(changes, {start, start});
        for (std::size_t i = begin; i < end; ++i)
            if (changes[i].id == id) {
                out.push_back(i);
                break;
            }
    }
    std::sort(out.begin(), out.end());
    return out;
}

/// Those that may be in sight: bars begin before it.
std::vector<std::size_t> candidates(const std::vector<Change>& changes, TimeRange range, std::size_t end,
                                    const ChangeHints& hints) {
    std::size_t begin = 0;
    std::vector<std::size_t> out;
    if (hints.lengthy) {
        begin = std::min(end, startedWithin(changes, {range.from - EventIndex::kLengthy, range.to}).first);
        for (const std::size_t i : *hints.lengthy)
            if (i < begin)
                out.push_back(i);
    }
    for (std::size_t i = begin; i < end; ++i)
        out.push_back(i);
    return out;
}

} // namespace

ChangeLayout ChangeLayout::of(const std::vector<Change>& changes, const ChangeId& selected, const TimeAxis& axis,
                              const Fonts& fonts, const ChangeHints& hints) {
    ChangeLayout out;
    const Duration margin8{8 * axis.perPixel().ns};
    const auto [begin, end] = startedWithin(changes, {axis.range.from - margin8, axis.range.to + margin8});
    out.inSight = end - begin;
    const bool isDense = out.inSight > kMostPlaced;
    const QFontMetricsF strong(fonts.smallStrong), plain(fonts.small);
    const double margin = fonts.px(5), bar = fonts.px(19), barStep = fonts.px(22), momentStep = fonts.px(20);
    std::vector<std::size_t> bars, moments;
    for (const std::size_t i : isDense ? placesOf(changes, hints.named) : candidates(changes, axis.range, end, hints)) {
        const Change& c = changes[i];
        const double x0 = axis.x(c.start), x1 = axis.x(c.endOrStart());
        if (x1 < axis.left - 8 || x0 > axis.right() + 8)
            continue;
        (x1 - x0 >= fonts.px(8) ? bars : moments).push_back(i);
    }
    // The held one first, then by start: a bar that is looked at keeps the first row.
    std::stable_sort(bars.begin(), bars.end(), [&](std::size_t a, std::size_t b) {
        const bool heldA = changes[a].id == selected, heldB = changes[b].id == selected;
        return heldA != heldB ? heldA : changes[a].start < changes[b].start;
    });
    std::vector<std::vector<QRectF>> rows;
    for (const std::size_t i : bars) {
        const double x0 = std::max(axis.x(changes[i].start), axis.left);
        const double x1 = std::min(axis.x(changes[i].endOrStart()), axis.right());
        const QString name = nameOf(changes[i]);
        const double width = strong.horizontalAdvance(name) + 1;
        const bool fitsInside = width + margin * 2 <= x1 - x0;
        const double plainWidth = plain.horizontalAdvance(name) + 1;
        const bool fitsBeside = plainWidth <= axis.right() - x1 - margin * 2;
        const bool showsInside = fitsInside || (!fitsBeside && x1 - x0 >= strong.averageCharWidth() * 12);
        QRectF taken(x0, 0, x1 - x0, 1);
        std::size_t row = 0;
        const auto collides = [&](std::size_t r) {
            return std::any_of(rows[r].begin(), rows[r].end(), [&](const QRectF& o) {
                return o.left() < taken.right() + 3 && taken.left() < o.right() + 3;
            });
        };
        while (row < rows.size() && collides(row))
            ++row;
        if (row == static_cast<std::size_t>(kBarRows)) {
            out.folded.push_back(i);
            continue;
        }
        if (row == rows.size())
            rows.emplace_back();
        PlacedChange item{i,  true, QRectF(x0, margin + static_cast<double>(row) * barStep, x1 - x0, bar),
                          {}, {},   PlacedChange::LabelPlace::Beside};
        if (showsInside) {
            item.place = PlacedChange::LabelPlace::Inside;
            item.label = item.mark.adjusted(margin, 0, -margin, 0);
            item.text = shortNameOf(changes[i], fonts.smallStrong, item.label.width());
        } else {
            const double room = std::min(plainWidth, axis.right() - x1 - margin * 2);
            QRectF beside(x1 + margin, item.mark.top(), room, bar);
            taken = taken.united(QRectF(beside.left(), 0, beside.width(), 1));
            if (room > plain.averageCharWidth() * 7 && !collides(row)) {
                item.label = beside;
                item.text = shortNameOf(changes[i], fonts.small, room);
            } else
                taken = QRectF(x0, 0, x1 - x0, 1);
        }
        rows[row].push_back(taken);
        out.items.push_back(item);
    }
    std::vector<LabelAnchor> anchors;
    for (const std::size_t i : moments)
        anchors.push_back({axis.x(changes[i].start), fonts.px(6) * 1.0, nameOf(changes[i]),
                           changes[i].id == selected ? 1 : 0, shorterOf(changes[i], fonts.small)});
    const auto labels = placeLabels(anchors, fonts.small, axis.left, axis.right(), kMomentRows, momentStep);
    // A row height does not jump under the hand: bars, if there is any, keep one row even when none is in sight, and
    // so do moments.
    const bool hasBars = isDense || hints.hasBars ||
                         (!hints.lengthy &&
                          std::any_of(changes.begin(), changes.end(), [](const Change& c) { return c.end > c.start; }));
    const double momentTop = margin + std::max(hasBars ? 1.0 : 0.0, static_cast<double>(rows.size())) * barStep;
    int lastRow = 0;
    for (std::size_t k = 0; k < moments.size(); ++k) {
        const PlacedLabel& label = labels[k];
        lastRow = std::max(lastRow, label.row);
        const double size = fonts.px(11), y = momentTop + label.row * momentStep + momentStep / 2;
        out.items.push_back({moments[k], false, QRectF(anchors[k].x - size / 2, y - size / 2, size, size),
                             label.text.isEmpty() ? QRectF() : label.box.translated(0, momentTop), label.text,
                             PlacedChange::LabelPlace::Beside});
    }
    out.height = momentTop + (lastRow + 1) * momentStep + fonts.px(3);
    if (isDense)
        out.columns = columnsOf(changes, begin, end, axis, out.height - fonts.px(22), out.height - fonts.px(3));
    return out;
}

} // namespace foreshock
