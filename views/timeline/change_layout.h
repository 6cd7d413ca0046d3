// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/domain/change.h"
#include "views/plot/time_axis.h"
#include "views/theme/fonts.h"

#include <QRectF>
#include <QString>
#include <utility>
#include <vector>

namespace foreshock {

/// One change as it is drawn: a bar from start to end, or a diamond for a moment.
struct PlacedChange {
    std::size_t index = 0; ///< in the incident's list
    bool isBar = false;
    QRectF mark;  ///< y counted from the lane's top
    QRectF label; ///< empty: none
    QString text;
    enum class LabelPlace { Inside, Beside };
    LabelPlace place = LabelPlace::Beside;
};

/// What spares a frame the walk over all changes.
struct ChangeHints {
    std::vector<std::pair<ChangeId, Instant>> named;   ///< suspects with their starts
    const std::vector<std::size_t>* lengthy = nullptr; ///< those of more than an hour; null: any may be
    bool hasBars = false;                              ///< known to hold some that are no moments
};

/// Bars in rows that do not overlap, moments in the rows below them, names where they fit.
struct ChangeLayout {
    std::vector<PlacedChange> items; ///< those in sight
    std::vector<std::size_t> folded; ///< bars in sight that no row had room for
    std::vector<QRectF> columns;     ///< of those too many to be told apart; the named ones are placed all the same
    std::size_t inSight = 0;
    double height = 0;

    static constexpr int kBarRows = 3, kMomentRows = 2;
    static constexpr std::size_t kMostPlaced = 300;
    /// Where more than kMostPlaced are in sight, only the named ones are placed, over columns. Changes are in the order
    /// of their starts.
    static ChangeLayout of(const std::vector<Change>& changes, const ChangeId& selected, const TimeAxis& axis,
                           const Fonts& fonts, const ChangeHints& hints = {});
};

} // namespace foreshock
