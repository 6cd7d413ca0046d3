// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/store/database.h"

#include <cstdint>
#include <optional>
#include <string>

namespace foreshock::store {

/// What was asked: an analysis and its parameters, in one form whatever their order.
struct Question {
    std::string analysis;
    std::string asked;
};

/// What an answer was worked out by and from. To be taken before the first record is read: what is written meanwhile
/// then makes the answer old, never wrong.
struct InputsVersion {
    /// The answer itself says, part by part, what it was made from, and whoever reads it compares.
    static constexpr std::int64_t kInTheAnswer = -1;
    std::string program; ///< empty: not known, nothing is kept
    std::int64_t inputs = 0;
};

/// Of this program and of the file as the connection sees it now.
Result<InputsVersion> inputsVersion(const Database& db);

/// An answer to exactly this question, worked out by this program from these inputs; null if there is none. One that
/// can't be read, or a file of a form that keeps none, is none.
std::optional<std::string> keptAnswer(const Database& db, const Question& question, const InputsVersion& version);

/// Keeps an answer in the place of an older one, and lets those go that no longer hold; of the others at most 64 stay,
/// and 16 MB, the newest. An answer over 8 MB, or of older inputs, is not kept. Errors: those of writing; the file is
/// then as before.
Result<void> keepAnswer(const Database& db, const Question& question, const InputsVersion& version,
                        std::string_view answer);

} // namespace foreshock::store
