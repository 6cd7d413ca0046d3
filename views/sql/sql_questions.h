// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <vector>

namespace foreshock {

/// A question under a name.
struct NamedQuestion {
    QString name, sql;
    bool operator==(const NamedQuestion&) const = default;
};

/// Those that come with the program. They run on every incident file.
const std::vector<NamedQuestion>& usualQuestions();

} // namespace foreshock
