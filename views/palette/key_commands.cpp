// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/palette/key_commands.h"

#include <QCoreApplication>

namespace foreshock {

const std::vector<KeyCommand>& keyCommands() {
    const auto row = [](const char* where, int key, const char* keys, const char* what) {
        return KeyCommand{QCoreApplication::translate("keys", where), key, QString::fromUtf8(keys),
                          QCoreApplication::translate("keys", what)};
    };
    const int shift = static_cast<int>(Qt::SHIFT), ctrl = static_cast<int>(Qt::CTRL);
    static const std::vector<KeyCommand> table{
        row("Timeline", Qt::Key_W, "W", "zoom in at the cursor"),
        row("Timeline", Qt::Key_S, "S", "zoom out at the cursor"),
        row("Timeline", Qt::Key_A, "A", "pan to earlier"),
        row("Timeline", Qt::Key_D, "D", "pan to later"),
        row("Timeline", Qt::Key_Left, "Left", "cursor a little earlier"),
        row("Timeline", Qt::Key_Right, "Right", "cursor a little later"),
        row("Timeline", Qt::Key_0, "0", "fit the whole incident"),
        row("Timeline", Qt::Key_F, "F", "centre the selection"),
        row("Timeline", Qt::Key_R, "R", "make the selection the range"),
        row("Timeline", Qt::Key_Period, ".", "next change, alarm or note"),
        row("Timeline", Qt::Key_Comma, ",", "previous change, alarm or note"),
        row("Timeline", Qt::Key_N, "N", "note at the cursor"),
        row("Timeline", Qt::Key_M, "M", "it started at the cursor"),
        row("Timeline", Qt::Key_C, "C", "type a change"),
        row("Timeline", shift | Qt::Key_H, "Shift+H", "show all lanes"),
        row("Timeline", Qt::Key_T, "T", "mark the cursor's time"),
        row("Timeline", ctrl | Qt::Key_Up, "Ctrl+Up", "hold the lane above"),
        row("Timeline", ctrl | Qt::Key_Down, "Ctrl+Down", "hold the lane below"),
        row("Timeline", Qt::Key_P, "P", "pin the held lane"),
        row("Timeline", Qt::Key_H, "H", "hide the held lane"),
        row("Timeline", Qt::Key_Plus, "+", "held lane taller"),
        row("Timeline", Qt::Key_Minus, "-", "held lane shorter"),
        row("Timeline", Qt::Key_Escape, "Esc", "clear the selection"),
        row("Log", Qt::Key_J, "J", "next record"),
        row("Log", Qt::Key_K, "K", "previous record"),
        row("Log", Qt::Key_G, "G", "first record"),
        row("Log", shift | Qt::Key_G, "Shift+G", "last record"),
        row("Log", Qt::Key_E, "E", "next error"),
        row("Log", shift | Qt::Key_E, "Shift+E", "previous error"),
        row("Log", Qt::Key_W, "W", "next warning"),
        row("Log", shift | Qt::Key_W, "Shift+W", "previous warning"),
        row("Log", Qt::Key_N, "N", "next match"),
        row("Log", shift | Qt::Key_N, "Shift+N", "previous match"),
        row("Log", Qt::Key_H, "H", "all rows with the hits marked, or the hits alone"),
        row("Log", Qt::Key_M, "M", "bookmark the record; again takes it away"),
        row("Log", Qt::Key_U, "U", "next mark"),
        row("Log", shift | Qt::Key_U, "Shift+U", "previous mark"),
        row("Log", Qt::Key_O, "O", "next of the same trace or request"),
        row("Log", shift | Qt::Key_O, "Shift+O", "previous of the same trace or request"),
        row("Log", Qt::Key_F, "F", "follow the newest record"),
        row("Log", Qt::Key_C, "C", "0, 3 or 10 rows around each hit"),
        row("Log", Qt::Key_T, "T", "choose columns, also fields of the records"),
        row("Log", Qt::Key_Right, "Right", "unfold a record of several lines"),
        row("Log", Qt::Key_Left, "Left", "fold a record of several lines"),
        row("Log", shift | Qt::Key_Right, "Shift+Right", "unfold all records"),
        row("Log", shift | Qt::Key_Left, "Shift+Left", "fold all records"),
        row("Log", ctrl | Qt::Key_C, "Ctrl+C", "copy the selected rows"),
    };
    return table;
}

} // namespace foreshock
