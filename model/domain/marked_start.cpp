// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/domain/marked_start.h"

namespace foreshock {

Note noteOfMarkedStart(Instant at) {
    return {at, ServiceId(), "marked start", "It started here", ""};
}

bool isMarkedStart(const Note& note) {
    return note.kind == "marked start";
}

std::optional<Instant> markedStart(const std::vector<Note>& notes) {
    std::optional<Instant> at;
    for (const Note& note : notes)
        if (isMarkedStart(note))
            at = note.time;
    return at;
}

} // namespace foreshock
