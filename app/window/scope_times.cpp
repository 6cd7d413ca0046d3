// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/scope_times.h"

#include "app/workflows/time_words.h"
#include "views/time_scope/time_scope.h"

namespace foreshock {

Result<Instant> readTimeIn(const TimeScope& scope, const std::string& words) {
    return readTimeWords(words, {scope.zone(), scope.firstAlarm().value_or(scope.extent().to), scope.extent().to});
}

} // namespace foreshock
