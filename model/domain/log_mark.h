// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/domain/log_window.h"

namespace foreshock {

/// A record that a person marked: a bookmark, or one of nine colour labels.
struct LogMark {
    static constexpr int kNone = -1, kBookmark = 0, kLabels = 9;

    LogKey key;
    int label = kBookmark; ///< 1 to 9: a colour; kNone in a wish: take the mark away
    bool operator==(const LogMark&) const = default;
};

} // namespace foreshock
