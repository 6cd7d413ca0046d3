// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <vector>

namespace foreshock {

/// A key of one place as a command: the list of keys says "W, S: zoom in and out", a command is one of the two.
struct KeyCommand {
    QString where; ///< as in the list of keys: "Timeline", "Log"
    int key = 0;   ///< with its modifiers
    QString keys;  ///< as the list of keys writes it
    QString what;
};

const std::vector<KeyCommand>& keyCommands();

} // namespace foreshock
