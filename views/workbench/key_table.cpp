// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/workbench/key_table.h"

#include <QCoreApplication>

namespace foreshock {

const std::vector<KeyRow>& keyTable() {
    const auto row = [](const char* where, const char* keys, const char* what) {
        return KeyRow{QCoreApplication::translate("keys", where), QString::fromUtf8(keys),
                      QCoreApplication::translate("keys", what)};
    };
    static const std::vector<KeyRow> table{
        row("Anywhere", "Ctrl+K", "every command, service and lane by name"),
        row("Anywhere", "Ctrl+G", "go to a time: 05:15, -30m, T+0:45"),
        row("Anywhere", "Ctrl+O", "open an incident file"),
        row("Anywhere", "F5", "read the open file again"),
        row("Anywhere", "Ctrl+I", "import files into it"),
        row("Anywhere", "Ctrl+F", "filter the log"),
        row("Anywhere", "Alt+Left, Alt+Right", "back and forward through what was looked at"),
        row("Anywhere", "Ctrl+Z, Ctrl+Shift+Z", "undo and redo an edit"),
        row("Anywhere", "Ctrl+Shift+M", "what the names in the records mean"),
        row("Anywhere", "V", "next wave of alarms"),
        row("Anywhere", "F6, Shift+F6", "next and previous panel"),
        row("Anywhere", "F1", "manual"),
        row("Anywhere", "?", "this list"),
        row("Timeline", "W, S", "zoom in and out at the cursor"),
        row("Timeline", "A, D", "pan"),
        row("Timeline", "Left, Right", "move the cursor; with Shift select"),
        row("Timeline", "Up, Down", "scroll the lanes"),
        row("Timeline", ".  ,", "next and previous change, alarm or note"),
        row("Timeline", "0", "fit the whole incident"),
        row("Timeline", "F, R", "centre the selection, make it the range"),
        row("Timeline", "N", "note at the cursor"),
        row("Timeline", "T", "mark the cursor's time; the cursor then measures from it"),
        row("Timeline", "Ctrl+C", "copy the figures of the selection"),
        row("Timeline", "Ctrl+B", "keep the selection under a name"),
        row("Timeline", "Ctrl+E", "export it as a picture, PNG or SVG"),
        row("Timeline", "Ctrl+P", "find a lane"),
        row("Timeline", "Ctrl+Up, Ctrl+Down", "hold a lane; with Shift move it"),
        row("Timeline", "P, H, Shift+H", "pin or hide the held lane, show all"),
        row("Timeline", "Enter", "on the alarms: unfold them by service"),
        row("Timeline", "+  -", "held lane taller, shorter"),
        row("Timeline", "Esc", "clear the selection"),
        row("Timeline", "Wheel", "zoom; with Shift pan; on the names scroll"),
        row("Timeline", "Drag", "select; with Shift pan; double click fits"),
        row("Log", "J, K or Down, Up", "next and previous record"),
        row("Log", "G, Shift+G", "first and last record"),
        row("Log", "E, Shift+E", "next and previous error"),
        row("Log", "W, Shift+W", "next and previous warning"),
        row("Log", "N, Shift+N", "next and previous match"),
        row("Log", "H", "all rows with the hits marked, or the hits alone"),
        row("Log", "M, Ctrl+1\u20269", "bookmark or colour label; again takes it away"),
        row("Log", "U, Shift+U", "next and previous mark"),
        row("Log", "O, Shift+O", "next and previous of the same trace or request"),
        row("Log", "F", "follow the newest record"),
        row("Log", "C", "0, 3 or 10 rows around each hit"),
        row("Log", "Right, Left, with Shift all", "unfold and fold a record of several lines"),
        row("Log", "T", "choose columns, also fields of the records"),
        row("Log", "Ctrl+Left, Ctrl+Right", "scroll across columns"),
        row("Log", "Enter", "unfold or fold; of one line the whole record"),
        row("Log", "Shift+Down, Ctrl+C", "select rows, copy them"),
        row("Log", "Up, Tab", "in the filter: used before, take an offer"),
        row("Log", "Left, Right, Enter", "on the levels: from bar to bar, narrow to one"),
        row("Templates", "Enter", "the records of the template"),
        row("Service names", "Enter", "accept the proposal, or type another service"),
        row("Service names", "Delete", "leave the name to the rules again"),
        row("Import", "Enter", "import at once with what was recognised"),
        row("Import", "Down, Up, Tab", "walk through the files, then what is known of one"),
        row("Suspects", "Up, Down, Tab", "walk through suspects and evidence"),
        row("Suspects", "Enter", "open the suspect, go to the evidence"),
    };
    return table;
}

} // namespace foreshock
