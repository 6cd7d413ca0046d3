// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/domain/log_mark.h"
#include "views/log/log_highlight.h"
#include "views/log/log_line.h"
#include "views/theme/look.h"

class QPainter;

namespace foreshock {

/// What is said of a row beside its record.
struct LogRowState {
    bool isCurrent = false;
    bool isAdjusted = false; ///< the clock of its source is corrected
    bool isHit = false;      ///< fits the filter while other rows are shown, too
    bool isFaint = false;    ///< does not
    int label = LogMark::kNone;
};

/// Paints one row of the log; a null record as a placeholder of the row's shape.
void paintLogRow(QPainter& painter, const LogRecord* record, const LogRowState& state, const QRectF& row,
                 const LogColumns& columns, const LogHighlight& highlight, const Look& look, const Zone& zone);

} // namespace foreshock
