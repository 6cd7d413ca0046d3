// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <vector>

namespace foreshock {

/// One line of the list of keys: where it works, what to press, what it does. The list of "?" is made from this
/// table, so that no key is without its words.
struct KeyRow {
    QString where;
    QString keys;
    QString what;
};

const std::vector<KeyRow>& keyTable();

} // namespace foreshock
